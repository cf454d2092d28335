"""The ordering interaction: steps that have one right order."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from course.items.kinds.common import ModelReasoned
from course.items.model import Interaction, interaction


@interaction("order")
class Ordering(Interaction):
    """Steps in their right order; they are shown in another."""

    RULES: ClassVar[frozenset[str]] = frozenset({"pairs_in_order", "all_or_nothing"})

    type: Literal["order"] = "order"
    steps: Annotated[tuple[ModelReasoned, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _answerable(self) -> Self:
        if len(set(self.ids)) != len(self.ids):
            raise ValueError("two steps have the same id")
        return self

    @property
    def ids(self) -> list[str]:
        """Return the ids in the right order."""
        return [step.id for step in self.steps]
