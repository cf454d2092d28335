"""The file form of a text with gaps, and the way from there to an item."""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from course import markdown
from course.items.kinds.choice.schemas import FileOption, dropdown, option_yaml
from course.items.kinds.common import Reasoned, make_item, once_each
from course.items.kinds.entry.schemas import check_known, known_yaml, text_entry
from course.items.model import Block, Frozen, Interaction, Item, Slot, Slug, Text
from course.items.source import Question

_GAP = re.compile(r"\[\[([^\[\]]*)\]\]")


class FileGap(Frozen):
    """A gap: options to pick from, exactly one correct, or accepted and tempting answers."""

    id: Slug
    options: Annotated[tuple[FileOption, ...], Field(max_length=8)] = ()
    accept: Annotated[tuple[Reasoned, ...], Field(max_length=10)] = ()
    tempting: Annotated[tuple[Reasoned, ...], Field(max_length=10)] = ()

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if bool(self.options) == bool(self.accept) or (self.options and self.tempting):
            raise ValueError("a gap has options, or it has accept and perhaps tempting")
        if self.options:
            _check_options(self.options)
        else:
            check_known(self.accept, self.tempting)
        return self

    @property
    def known(self) -> Sequence[FileOption | Reasoned]:
        """Return everything that can stand in the gap."""
        return (*self.options, *self.accept, *self.tempting)


def _check_options(options: Sequence[FileOption]) -> None:
    if len(options) < 2:  # noqa: PLR2004 - one is no choice
        raise ValueError("options: a gap has at least 2")
    once_each("options: two options", "id", [one.id for one in options])
    once_each("options: two options", "text", [one.text.strip() for one in options])
    if (right := sum(one.correct for one in options)) != 1:
        raise ValueError(f"options: exactly one is correct in a gap, and here {right} are")


class ClozeQuestion(Question):
    """A stem with `[[gap-id]]` once for each gap."""

    type: Literal["cloze"]
    gaps: Annotated[tuple[FileGap, ...], Field(min_length=1, max_length=8)]

    def prose(self) -> Sequence[str]:
        """Return stem, known answers, reasons and explanation."""
        known = [text for gap in self.gaps for one in gap.known for text in (one.text, one.why)]
        return (_GAP.sub("…", self.stem), *known, self.explanation)

    @model_validator(mode="after")
    def _gaps_have_places(self) -> Self:
        once_each("gaps: two gaps", "id", [gap.id for gap in self.gaps])
        places, ids = _GAP.findall(self.stem), [gap.id for gap in self.gaps]
        for name in sorted({*places, *ids}):
            if places.count(name) != 1 or name not in ids:
                raise ValueError(_misplaced(name, places.count(name), known=name in ids))
        try:
            markdown.around(_GAP.split(self.stem)[::2])
        except ValueError as error:
            raise ValueError("stem: a gap stands in plain text, not in a link") from error
        return self


def _misplaced(name: str, count: int, *, known: bool) -> str:
    if not known:
        return f"stem: there is no gap {name!r}"
    return f"stem: [[{name}]] stands there once, and here {count} times"


def to_item(question: ClozeQuestion) -> Item:
    """Return the item of a question file: every gap is an interaction with a score of its own."""
    return make_item(question, "all_or_nothing", list(map(_gap, question.gaps)), _body(question))


def _gap(gap: FileGap) -> Interaction:
    if gap.options:
        return dropdown(gap.id, gap.options)
    return text_entry(gap.id, gap.accept, gap.tempting, inline=True)


def _body(question: ClozeQuestion) -> list[Block]:
    pieces = _GAP.split(question.stem)
    return [
        Slot(interaction=piece) if place % 2 else Text(src=piece)
        for place, piece in enumerate(pieces)
    ]


def own_yaml(question: ClozeQuestion) -> Mapping[str, Any]:
    """Return the gaps as plain data in the canonical order of their fields."""
    return {"gaps": [{"id": gap.id, **_gap_yaml(gap)} for gap in question.gaps]}


def _gap_yaml(gap: FileGap) -> dict[str, Any]:
    if gap.options:
        return {"options": [option_yaml(one) for one in gap.options]}
    return known_yaml(gap.accept, gap.tempting)
