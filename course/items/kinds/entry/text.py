"""Showing, checking, scoring and reviewing a short text. An answer is the text as written."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Any

from course.items.invalid import InvalidResponse
from course.items.kinds.common import ModelReasoned
from course.items.kinds.entry.known import Known, known, literal, note, parts, told
from course.items.kinds.entry.model import TextEntry
from course.items.kinds.entry.reading import LONGEST_TEXT, check_line, comparable
from course.items.model import Scoring
from course.items.outcomes import Field, Outcome, Reviewed, Taking
from course.items.source import Handler, clamp


class TextHandler(Handler[TextEntry]):
    """The behavior of boxes for a short text."""

    def check(self, one: TextEntry, given: Sequence[str]) -> None:
        """Raise InvalidResponse for two texts, a long one, and control characters."""
        if len(given) > 1:
            raise InvalidResponse(f"{one.id}: one text is an answer")
        for text in given:
            check_line(one.id, text, LONGEST_TEXT)

    def order(self, one: TextEntry, seed: str) -> list[str]:
        """Return nothing: nothing is chosen from."""
        del one, seed
        return []

    def outcome(self, one: TextEntry, scoring: Scoring, given: Sequence[str]) -> Outcome:
        """Return 1 for an accepted answer, else 0."""
        met = _met(one, given)
        value = Fraction(met is not None and met.right)
        return Outcome(clamp(value, scoring), parts(one.id, _known(one), met))

    def taking(self, one: TextEntry, order: Sequence[str]) -> Taking:
        """Return a box to write in."""
        del order
        return Taking(one.id, one.type, (Field("text", length=LONGEST_TEXT),), one.inline)

    def review(self, one: TextEntry, given: Sequence[str], order: Sequence[str]) -> Reviewed:
        """Return what was written, and every known answer with its reason."""
        del order
        met, written = _met(one, given), "".join(given)
        shown = literal(written) if one.inline else ""
        answers = told(_known(one), met)
        return Reviewed(
            one.id, one.type, answers, inline=one.inline, given=shown, note=note(written, met)
        )

    def shown(self, one: TextEntry) -> Any:
        """Return that there is a box, and where."""
        return [one.type, one.id, one.inline]

    def about(self, one: TextEntry) -> Any:
        """Return known answers and reasons."""
        return [one.type, one.id, *(_about(side) for side in (one.accept, one.tempting))]

    def key(self, one: TextEntry) -> list[str]:
        """Return the model answer."""
        return [one.accept[0].text.src.strip()]

    def guess(self, one: TextEntry, chance: Random) -> list[str]:
        """Return one of the known answers."""
        return [chance.choice((*one.accept, *one.tempting)).text.src.strip()]

    def canonical(self, one: TextEntry, picked: Sequence[str]) -> list[str]:
        """Return the text without white space around it; nothing for blank."""
        del one
        return [text.strip() for text in picked if text.strip()]


def _sides(one: TextEntry) -> list[tuple[ModelReasoned, bool]]:
    return [*((each, True) for each in one.accept), *((each, False) for each in one.tempting)]


def _known(one: TextEntry) -> list[Known]:
    return [
        known(each.id, literal(each.text.src), each.feedback, right=right)
        for each, right in _sides(one)
    ]


def _met(one: TextEntry, given: Sequence[str]) -> Known | None:
    """Return the known answer that was given, if any."""
    written = comparable("".join(given))
    pairs = zip(_sides(one), _known(one), strict=True)
    return next((met for (each, _), met in pairs if comparable(each.text.src) == written), None)


def _about(side: Sequence[ModelReasoned]) -> list[Any]:
    return [
        [one.id, one.text.src, one.feedback and [one.feedback.fmt, one.feedback.src]]
        for one in side
    ]
