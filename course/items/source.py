"""What every question file says, whatever its kind, and what a kind has to offer."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import Field, StringConstraints

from course.items.model import Exact, Frozen, Interaction, Item, Scoring, Slug
from course.items.outcomes import Outcome, Reviewed, Taking

Words = Annotated[str, StringConstraints(pattern=r"\S", max_length=6000)]
OptionText = Annotated[str, StringConstraints(pattern=r"\S", max_length=1000)]
Reason = Annotated[str, StringConstraints(pattern=r"\S", min_length=10, max_length=400)]
#: A share strictly between 0 and 1: nobody and everybody are not guesses.
Share = Annotated[Exact, Field(gt=Decimal(0), lt=Decimal(1))]


class Vignette(Frozen):
    """Who the client of the stem is, told for the balance of a bank and not shown."""

    age: Annotated[int, Field(ge=20, le=80)]
    gender: Literal["man", "woman", "nonbinary", "unstated"]
    couple: Literal["mixed", "same-gender", "other", "none"]


@dataclass(frozen=True)
class Answer:
    """An option for comparison with its neighbors: its text, and whether it is in the key."""

    text: str
    right: bool


class Question(Frozen):
    """The fields that all kinds share. `allow` accepts a finding of the check, with a reason."""

    id: Slug
    type: str
    stem: Words
    explanation: Words
    objective: Slug
    level: Literal["recall", "understand", "apply", "analyze"]
    #: The writer's guess: the share of just-qualified trainees who get it right.
    difficulty: Share
    safety: bool
    pool: Literal["practice", "mock", "diagnostic"]
    references: tuple[Annotated[str, StringConstraints(pattern=r"^\S+$", max_length=64)], ...] = ()
    vignette: Vignette | None = None
    allow: dict[str, Reason] = Field(default_factory=dict)

    def answers(self) -> Sequence[Answer]:
        """Return options that can be compared by wording and place; none where that is idle."""
        return ()

    def prose(self) -> Sequence[str]:
        """Return every text a reader may meet, for a look at its words."""
        return (self.stem, self.explanation)


I_contra = TypeVar("I_contra", bound=Interaction, contravariant=True)


class Handler(ABC, Generic[I_contra]):
    """What the package can do with one class of interaction.

    What a page gives back is *picked*: the ids of options in `taking`, and the words that were
    written. What is stored is *given*. Where a kind says nothing else, the two are the same.
    """

    @abstractmethod
    def check(self, one: I_contra, given: Sequence[str]) -> None:
        """Raise InvalidResponse for what cannot be an answer. Nothing given is an answer."""

    @abstractmethod
    def order(self, one: I_contra, seed: str) -> list[str]:
        """Return the ids of what is shown, in shown order; the same seed gives the same order."""

    @abstractmethod
    def outcome(self, one: I_contra, scoring: Scoring, given: Sequence[str]) -> Outcome:
        """Return what a checked answer earned."""

    @abstractmethod
    def taking(self, one: I_contra, order: Sequence[str]) -> Taking:
        """Return what may be seen before release, named field by field."""

    @abstractmethod
    def review(self, one: I_contra, given: Sequence[str], order: Sequence[str]) -> Reviewed:
        """Return what is told after release."""

    @abstractmethod
    def shown(self, one: I_contra) -> Any:
        """Return what is shown of it, as plain data for a digest."""

    @abstractmethod
    def about(self, one: I_contra) -> Any:
        """Return all the rest of it, as plain data for a digest."""

    @abstractmethod
    def key(self, one: I_contra) -> list[str]:
        """Return the model answer, as it is stored."""

    @abstractmethod
    def guess(self, one: I_contra, chance: Random) -> list[str]:
        """Return an answer as somebody gives it who guesses, right or wrong, as it is stored."""

    def canonical(self, one: I_contra, picked: Sequence[str]) -> list[str]:
        """Return what is stored for what a page gave back: the same answer has one form.

        Raises InvalidResponse where no answer can be read from it.
        """
        order = self.order(one, "canonical")
        return sorted(set(picked), key=order.index)

    def picked(self, one: I_contra, given: Sequence[str]) -> list[str]:
        """Return what a page has to give back for a stored answer."""
        del one
        return list(given)


@dataclass(frozen=True)
class Kind:
    """A kind of question: the schema of its file form, and the ways from there."""

    schema: type[Question]
    to_item: Callable[[Any], Item]
    #: The kind's own fields in the file, such as options, as plain data.
    own_yaml: Callable[[Any], Mapping[str, Any]]


def clamp(value: Fraction, scoring: Scoring) -> Fraction:
    """Return the value within the floor and the ceil of the scoring."""
    return max(Fraction(scoring.floor), min(Fraction(scoring.ceil), value))
