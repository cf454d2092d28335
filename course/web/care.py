"""Words that look as if they could tell who a client is are asked about before they are stored.

What is stored for good cannot be taken back by a correction, so the asking comes first. Whoever
wrote the words decides: nothing is refused, and nothing of what was found is kept or logged.
"""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField

from course import identifiers
from course.digest import canonical, digest
from course.web.forms import PageForm

#: Boxes with words of one's own, where a form has them.
_WORDS = ("text", "note", "provider", "issuer", "why", "comment")
#: Where the name of a teacher, a supervisor or an institution belongs.
_NAMED = ("provider", "issuer")


class CareForm(PageForm):
    """A form whose words are looked at; the second sending, with a tick, stores them as they are.

    The tick holds for the words that were asked about: other words are asked about anew.
    """

    sure = HiddenField()

    @property
    def mark(self) -> str:
        """What the tick sends: the digest of the words it is about."""
        return digest(canonical([self[name].data for name in self._looked_at()]))

    @property
    def is_sure(self) -> bool:
        """Whether the sender says of these very words that they tell of nobody."""
        return self.sure.data == self.mark

    @property
    def asks(self) -> bool:
        """Whether there is something to be asked about."""
        return any(self._found(name) for name in self._looked_at())

    def validate(self, extra_validators: Any = None) -> bool:
        """Look at every box, then at the words; they are fine when nothing is found or ticked."""
        fine = bool(super().validate(extra_validators))
        if self.is_sure:
            return fine
        for name in self._looked_at():
            if found := self._found(name):
                self[name].errors = [*self[name].errors, *found]
                fine = False
        return fine

    def _looked_at(self) -> Sequence[str]:
        return [name for name in _WORDS if name in self]

    def _found(self, name: str) -> list[str]:
        return identifiers.told(self[name].data or "", names=name not in _NAMED)
