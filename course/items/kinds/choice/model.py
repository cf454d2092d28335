"""The choice interaction: options, of which some are the key."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from course.items.model import Exact, Frozen, Interaction, Slug, Text, interaction


class Option(Frozen):
    """One option. `feedback` says why it tempts, and why it is right or wrong."""

    id: Slug
    text: Text
    correct: bool
    #: What choosing it earns, for the rule `weights`; may be negative.
    weight: Exact | None = None
    #: Keeps its place when the others are shuffled.
    fixed: bool = False
    feedback: Text | None = None


@interaction("choice")
class Choice(Interaction):
    """One or several of the options may be chosen."""

    RULES: ClassVar[frozenset[str]] = frozenset({"all_or_nothing", "right_minus_wrong", "weights"})

    type: Literal["choice"] = "choice"
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    multiple: bool
    #: A wish shown to the trainee; fewer than that is an answer still.
    min: Annotated[int, Field(ge=0)] = 0
    #: The most that may be chosen; None is as many as there are.
    max: Annotated[int, Field(ge=1)] | None = None
    shuffle: bool = True
    layout: Literal["vertical", "horizontal", "dropdown"] = "vertical"

    @model_validator(mode="after")
    def _answerable(self) -> Self:
        ids = [option.id for option in self.options]
        if len(set(ids)) != len(ids):
            raise ValueError("two options have the same id")
        if not any(option.correct for option in self.options):
            raise ValueError("no option is right")
        if not self.multiple and self.limit != 1:
            raise ValueError("where one may be chosen, max is 1")
        if self.multiple and self.layout == "dropdown":
            raise ValueError("of a dropdown, one may be chosen")
        return self

    @property
    def limit(self) -> int:
        """Return how many options may be chosen at most."""
        return len(self.options) if self.max is None else self.max
