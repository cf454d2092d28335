"""The file forms of questions answered by writing, and the ways from there to an item."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from course.items.kinds.common import (
    ANSWER,
    Reasoned,
    make_item,
    once_each,
    reasoned,
    words_of,
)
from course.items.kinds.entry.model import Number, Range, TextEntry, Written
from course.items.kinds.entry.reading import comparable, plain_number
from course.items.model import Frozen, Item, Slug, Text
from course.items.source import Question, Words

#: Accepted answers, the first of them the model answer, and tempting ones.
Accept = Annotated[tuple[Reasoned, ...], Field(min_length=1, max_length=10)]
Tempting = Annotated[tuple[Reasoned, ...], Field(max_length=10)]
#: The id of the key among the answers to a number question.
KEY = "key"


def check_known(accept: Sequence[Reasoned], tempting: Sequence[Reasoned]) -> None:
    """Raise ValueError where two known answers are the same, or nothing can be compared."""
    known = [*accept, *tempting]
    where = "accept and tempting: two answers"
    once_each(where, "id", [one.id for one in known])
    if bare := [one.id for one in known if not comparable(one.text)]:
        raise ValueError(f"accept and tempting: {bare[0]} has nothing to compare but signs")
    once_each(where, "text when compared", [comparable(one.text) for one in known])


def known_yaml(accept: Sequence[Reasoned], tempting: Sequence[Reasoned]) -> dict[str, Any]:
    """Return known answers as plain data; what is empty is left out."""
    others = {"tempting": [one.data() for one in tempting]} if tempting else {}
    return {"accept": [one.data() for one in accept], **others}


class ShortTextQuestion(Question):
    """A word or a few. What is neither accepted nor tempting is not right, and has no reason."""

    type: Literal["short-text"]
    accept: Accept
    tempting: Tempting = ()

    def prose(self) -> Sequence[str]:
        """Return stem, known answers, reasons and explanation."""
        return (self.stem, *words_of((*self.accept, *self.tempting)), self.explanation)

    @model_validator(mode="after")
    def _answers_differ(self) -> Self:
        check_known(self.accept, self.tempting)
        return self


def text_entry(
    name: str, accept: Sequence[Reasoned], tempting: Sequence[Reasoned], *, inline: bool = False
) -> TextEntry:
    """Return the interaction of a box for a short text."""
    return TextEntry(
        id=name,
        accept=tuple(map(reasoned, accept)),
        tempting=tuple(map(reasoned, tempting)),
        inline=inline,
    )


def text_item(question: ShortTextQuestion) -> Item:
    """Return the item of a question file."""
    answer = text_entry(ANSWER, question.accept, question.tempting)
    return make_item(question, "all_or_nothing", [answer])


def text_yaml(question: ShortTextQuestion) -> Mapping[str, Any]:
    """Return the known answers as plain data in the canonical order of their fields."""
    return known_yaml(question.accept, question.tempting)


class FileAnswer(Frozen):
    """The right number; what lies between low and high is right too."""

    value: Written
    low: Written | None = None
    high: Written | None = None
    why: Words

    def range(self) -> Range:
        """Return from where to where it is right."""
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        return Range(id=KEY, low=low, high=high, feedback=Text(src=self.why))


class FileTempting(Frozen):
    """A wrong number that somebody comes to: a value, or all between low and high."""

    id: Slug
    value: Written | None = None
    low: Written | None = None
    high: Written | None = None
    why: Words

    @model_validator(mode="after")
    def _value_or_range(self) -> Self:
        given = (self.value is not None, self.low is not None, self.high is not None)
        if given not in {(True, False, False), (False, True, True)}:
            raise ValueError("a tempting number has a value, or low and high")
        return self

    def range(self) -> Range:
        """Return from where to where it is meant."""
        low, high = (self.value if one is None else one for one in (self.low, self.high))
        return Range.model_validate(
            {"id": self.id, "low": low, "high": high, "feedback": {"src": self.why}}
        )


class NumberQuestion(Question):
    """A number, exact or within a range. `unit` stands beside the box."""

    type: Literal["number"]
    unit: Annotated[str, StringConstraints(pattern=r"^\S(.*\S)?$", max_length=20)] = ""
    answer: FileAnswer
    tempting: Annotated[tuple[FileTempting, ...], Field(max_length=10)] = ()

    def prose(self) -> Sequence[str]:
        """Return stem, reasons and explanation."""
        why = [self.answer.why, *(one.why for one in self.tempting)]
        return (self.stem, *why, self.explanation)

    @model_validator(mode="after")
    def _answers_differ(self) -> Self:
        _number(self)
        return self


def _number(question: NumberQuestion) -> Number:
    return Number(
        id=ANSWER,
        unit=question.unit,
        value=question.answer.value,
        key=question.answer.range(),
        tempting=tuple(one.range() for one in question.tempting),
    )


def number_item(question: NumberQuestion) -> Item:
    """Return the item of a question file."""
    return make_item(question, "all_or_nothing", [_number(question)])


def number_yaml(question: NumberQuestion) -> Mapping[str, Any]:
    """Return the numbers as texts, in the canonical order of their fields."""
    unit = {"unit": question.unit} if question.unit else {}
    others = [{"id": one.id, **_numbers(one), "why": one.why} for one in question.tempting]
    answer = {**_numbers(question.answer), "why": question.answer.why}
    return {**unit, "answer": answer, **({"tempting": others} if others else {})}


def _numbers(one: FileAnswer | FileTempting) -> dict[str, str]:
    given = {"value": one.value, "low": one.low, "high": one.high}
    return {name: plain_number(value) for name, value in given.items() if value is not None}
