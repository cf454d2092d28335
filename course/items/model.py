"""The neutral model of a question: its source text, its interactions, and scoring as data.

Every interaction has a response of its own, so a question with several gaps is several
interactions in one body. A new kind registers an interaction class; nothing here changes.
"""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SerializeAsAny,
    StringConstraints,
    model_validator,
)

from course.digest import canonical

#: The longest id of a question, an interaction or an option.
MAX_ID = 64

Slug = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=1, max_length=MAX_ID)
]


def _plain(value: Decimal) -> Decimal:
    """Return the same number in its one spelling: no exponent and no trailing zero."""
    return Decimal(format(value.normalize(), "f"))


#: An exact number with one spelling, so that equal items have equal canonical texts.
Exact = Annotated[Decimal, Field(allow_inf_nan=False), AfterValidator(_plain)]


class Frozen(BaseModel):
    """A part of an item: nothing unknown in it, nothing changed after it was made."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Frozen):
    """Text as its writer wrote it. It is rendered late, and cleaned then."""

    src: str
    fmt: Literal["markdown"] = "markdown"


class Slot(Frozen):
    """The place of an interaction in the body."""

    interaction: Slug


#: A body is read from top to bottom: texts, and the places of the interactions.
Block = Text | Slot


class Interaction(Frozen):
    """Something a trainee answers. Each kind derives its own and registers it by `type`."""

    #: The scoring rules that it knows.
    RULES: ClassVar[frozenset[str]] = frozenset()

    type: str
    id: Slug


_CLASSES: dict[str, type[Interaction]] = {}


def interaction(name: str) -> Callable[[type[Interaction]], type[Interaction]]:
    """Register an interaction class under its `type`. Raises ValueError when the name is taken."""

    def register(cls: type[Interaction]) -> type[Interaction]:
        if name in _CLASSES:
            raise ValueError(f"two interactions are called {name}")
        _CLASSES[name] = cls
        return cls

    return register


def _typed(value: Any) -> Any:
    """Read an interaction by its type; what is read already passes."""
    if not isinstance(value, Mapping):
        return value
    cls = _CLASSES.get(str(value.get("type")))
    if cls is None:
        raise ValueError(f"there is no interaction of type {value.get('type')!r}")
    return cls.model_validate(value)


AnyInteraction = Annotated[SerializeAsAny[Interaction], BeforeValidator(_typed)]


class Feedback(Frozen):
    """Words for after the answer. `general` is for everybody."""

    when: Literal["general", "correct", "partial", "incorrect"]
    text: Text


class Scoring(Frozen):
    """How a response becomes a fraction; `scoring.py` gives the formulas."""

    #: One that every interaction of the item knows.
    rules: Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=MAX_ID)]
    floor: Exact = Decimal(0)
    ceil: Exact = Decimal(1)
    #: The weight of an interaction in the item. What is not named weighs 1.
    per_interaction: dict[Slug, Annotated[Exact, Field(gt=0)]] = {}

    @model_validator(mode="after")
    def _in_bounds(self) -> Self:
        if not 0 <= self.floor < self.ceil <= 1:
            raise ValueError("floor and ceil lie in 0 to 1, floor below ceil")
        return self


class Item(Frozen):
    """One question, in the form in which it is shown, answered, scored and exchanged."""

    #: The version of this form. A text of another version is refused, never guessed at.
    FORM: ClassVar[int] = 1

    form: Literal[1] = 1
    kind: Slug
    body: tuple[Block, ...]
    interactions: dict[Slug, AnyInteraction]
    scoring: Scoring
    feedback: tuple[Feedback, ...] = ()
    points: Annotated[Exact, Field(gt=0)] = Decimal(1)
    #: What this form has no place for, by the system it comes from.
    ext: dict[str, Any] = {}

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        places = [block.interaction for block in self.body if isinstance(block, Slot)]
        if sorted(places) != sorted(self.interactions):
            raise ValueError("each interaction has exactly one place in the body")
        if any(key != one.id for key, one in self.interactions.items()):
            raise ValueError("an interaction is filed under another id than its own")
        if not set(self.scoring.per_interaction) <= set(self.interactions):
            raise ValueError("scoring names an interaction that is not there")
        if not all(self.scoring.rules in one.RULES for one in self.interactions.values()):
            raise ValueError(f"an interaction does not know the rule {self.scoring.rules}")
        return self


def canonical_text(item: Item) -> str:
    """Return the one text of an item: sorted keys, no spaces, exact numbers as strings."""
    return canonical(item.model_dump(mode="python"))


def parse(text: str) -> Item:
    """Return the item behind its canonical text. Raises ValueError for any other text."""
    return Item.model_validate(json.loads(text))
