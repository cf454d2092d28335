"""What is written into a box: a short text, or a number."""

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from course.items.kinds.common import ModelReasoned
from course.items.kinds.entry.reading import LONGEST_NUMBER, comparable, plain_number
from course.items.model import Frozen, Interaction, Slug, Text, interaction

#: An exact number that a trainee can write, in its one spelling.
Written = Annotated[
    Decimal,
    Field(allow_inf_nan=False, max_digits=LONGEST_NUMBER - 4, decimal_places=LONGEST_NUMBER // 2),
    AfterValidator(lambda value: Decimal(plain_number(value))),
]
_RULES = frozenset({"all_or_nothing"})


@interaction("text-entry")
class TextEntry(Interaction):
    """A short text. The first accepted one is the model answer."""

    RULES: ClassVar[frozenset[str]] = _RULES

    type: Literal["text-entry"] = "text-entry"
    accept: Annotated[tuple[ModelReasoned, ...], Field(min_length=1)]
    tempting: tuple[ModelReasoned, ...] = ()
    #: Stands in running text and not below it.
    inline: bool = False

    @model_validator(mode="after")
    def _answerable(self) -> Self:
        known = (*self.accept, *self.tempting)
        texts = [comparable(one.text.src) for one in known]
        if not all(texts):
            raise ValueError("a known answer has nothing to compare but signs")
        if len(set(texts)) != len(texts):
            raise ValueError("two known answers are the same when compared")
        if len({one.id for one in known}) != len(known):
            raise ValueError("two known answers have the same id")
        return self


class Range(Frozen):
    """The numbers from low to high, both included. `feedback` says why."""

    id: Slug
    low: Written
    high: Written
    feedback: Text | None = None

    @model_validator(mode="after")
    def _from_low_to_high(self) -> Self:
        if self.low > self.high:
            raise ValueError("low is above high")
        return self


@interaction("number")
class Number(Interaction):
    """A number. What lies in the range of the key is right; `value` is the model answer."""

    RULES: ClassVar[frozenset[str]] = _RULES

    type: Literal["number"] = "number"
    unit: str = ""
    value: Written
    key: Range
    tempting: tuple[Range, ...] = ()

    @model_validator(mode="after")
    def _answerable(self) -> Self:
        if not self.key.low <= self.value <= self.key.high:
            raise ValueError("the value lies outside of low to high")
        known = sorted((self.key, *self.tempting), key=lambda one: one.low)
        if any(one.high >= following.low for one, following in pairwise(known)):
            raise ValueError("two known answers overlap")
        if len({one.id for one in known}) != len(known):
            raise ValueError("two known answers have the same id")
        return self
