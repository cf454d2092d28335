"""The matching interaction: each text on the left gets one of the texts on the right."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from course.items.kinds.common import ModelReasoned
from course.items.model import Frozen, Interaction, Slug, Text, interaction


class Pair(Frozen):
    """A left id with the right id that belongs to it. `feedback` says why."""

    left: Slug
    right: Slug
    feedback: Text | None = None


@interaction("match")
class Match(Interaction):
    """Every left side belongs to one right side; right sides without a partner are distractors."""

    RULES: ClassVar[frozenset[str]] = frozenset({"match_correct", "all_or_nothing"})

    type: Literal["match"] = "match"
    left: Annotated[tuple[ModelReasoned, ...], Field(min_length=2)]
    right: Annotated[tuple[ModelReasoned, ...], Field(min_length=2)]
    #: In the order of `left`.
    pairs: tuple[Pair, ...]

    @model_validator(mode="after")
    def _answerable(self) -> Self:
        left, right = ([one.id for one in side] for side in (self.left, self.right))
        if len(set(left)) != len(left) or len(set(right)) != len(right):
            raise ValueError("two texts of one side have the same id")
        if [pair.left for pair in self.pairs] != left:
            raise ValueError("each left side has one pair, in the order of the left sides")
        if not {pair.right for pair in self.pairs} <= set(right):
            raise ValueError("a pair names a right side that is not there")
        return self
