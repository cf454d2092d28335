"""The file form of matching questions, and the way from there to an item."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from course.items.kinds.common import (
    ANSWER,
    ModelReasoned,
    Phrase,
    Reasoned,
    make_item,
    once_each,
    reasoned,
    words_of,
)
from course.items.kinds.match.model import Match, Pair
from course.items.model import Frozen, Item, Slug, Text
from course.items.source import Question, Words


class FilePair(Frozen):
    """A left side with the right side that belongs to it, and why."""

    id: Slug
    left: Phrase
    right: Phrase
    why: Words


class MatchingQuestion(Question):
    """Two to six pairs; distractors are right sides that belong to nothing."""

    type: Literal["matching"]
    pairs: Annotated[tuple[FilePair, ...], Field(min_length=2, max_length=6)]
    distractors: Annotated[tuple[Reasoned, ...], Field(max_length=6)] = ()

    def prose(self) -> Sequence[str]:
        """Return stem, both sides, reasons and explanation."""
        pairs = [text for one in self.pairs for text in (one.left, one.right, one.why)]
        return (self.stem, *pairs, *words_of(self.distractors), self.explanation)

    @model_validator(mode="after")
    def _sides_differ(self) -> Self:
        others = [one.id for one in self.distractors]
        once_each("pairs and distractors: two", "id", [*(one.id for one in self.pairs), *others])
        once_each("pairs: two left sides", "text", [one.left.strip() for one in self.pairs])
        right = [*(one.right for one in self.pairs), *(one.text for one in self.distractors)]
        once_each("pairs and distractors: two right sides", "text", [one.strip() for one in right])
        return self


def to_item(question: MatchingQuestion) -> Item:
    """Return the item of a question file: a pair's id names both of its sides."""
    right = tuple(ModelReasoned(id=one.id, text=Text(src=one.right)) for one in question.pairs)
    answer = Match(
        id=ANSWER,
        left=tuple(ModelReasoned(id=one.id, text=Text(src=one.left)) for one in question.pairs),
        right=(*right, *map(reasoned, question.distractors)),
        pairs=tuple(
            Pair(left=one.id, right=one.id, feedback=Text(src=one.why)) for one in question.pairs
        ),
    )
    return make_item(question, "match_correct", [answer])


def own_yaml(question: MatchingQuestion) -> Mapping[str, Any]:
    """Return pairs and distractors as plain data in the canonical order of their fields."""
    pairs = [
        {"id": one.id, "left": one.left, "right": one.right, "why": one.why}
        for one in question.pairs
    ]
    others = [one.data() for one in question.distractors]
    return {"pairs": pairs, **({"distractors": others} if others else {})}
