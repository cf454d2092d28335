"""The file form of ordering questions, and the way from there to an item."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from course.items.kinds.common import ANSWER, Reasoned, make_item, once_each, reasoned, words_of
from course.items.kinds.order.model import Ordering
from course.items.model import Item
from course.items.source import Question


class OrderingQuestion(Question):
    """Three to six steps, written in the right order; `why` says why a step stands there."""

    type: Literal["ordering"]
    steps: Annotated[tuple[Reasoned, ...], Field(min_length=3, max_length=6)]

    def prose(self) -> Sequence[str]:
        """Return stem, steps, reasons and explanation."""
        return (self.stem, *words_of(self.steps), self.explanation)

    @model_validator(mode="after")
    def _steps_differ(self) -> Self:
        once_each("steps: two steps", "id", [one.id for one in self.steps])
        once_each("steps: two steps", "text", [one.text.strip() for one in self.steps])
        return self


def to_item(question: OrderingQuestion) -> Item:
    """Return the item of a question file."""
    answer = Ordering(id=ANSWER, steps=tuple(map(reasoned, question.steps)))
    return make_item(question, "pairs_in_order", [answer])


def own_yaml(question: OrderingQuestion) -> Mapping[str, Any]:
    """Return the steps as plain data in the canonical order of their fields."""
    return {"steps": [one.data() for one in question.steps]}
