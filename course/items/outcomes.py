"""What scoring, taking and review hand out: plain frozen values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from course.items.model import Text

#: The chosen option ids, by interaction id. Nothing chosen is a valid, blank answer.
Response = Mapping[str, Sequence[str]]
#: The option ids in the order in which they are shown, by interaction id.
Order = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Part:
    """One option in a scored response."""

    interaction: str
    option: str
    chosen: bool
    #: Whether the option belongs to the key, chosen or not.
    right: bool


@dataclass(frozen=True)
class Outcome:
    """What one interaction earned, in 0 to 1 before the item's floor and ceil."""

    value: Fraction
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Score:
    """What a response earned: a fraction in 0 to 1, exact to 10⁻⁷."""

    fraction: Decimal
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class ShownOption:
    """An option before release: its id, and its text in Markdown."""

    id: str
    text: str


@dataclass(frozen=True)
class Taking:
    """An interaction as it may be seen before release. A kind may add fields of its own."""

    id: str
    type: str
    #: In the order in which they are shown; empty where nothing is chosen from.
    options: tuple[ShownOption, ...]
    multiple: bool
    #: The most that may be chosen.
    max: int


@dataclass(frozen=True)
class TakingView:
    """A question as it may be seen before release: texts and interactions in their order.

    `stem`, `options` and `multiple` are the short way for questions with one interaction.
    """

    kind: str
    body: tuple[Text | Taking, ...]

    @property
    def stem(self) -> str:
        """Return the texts of the body, in Markdown."""
        return _stem(self.body)

    @property
    def interactions(self) -> tuple[Taking, ...]:
        """Return what is to be answered, from top to bottom."""
        return tuple(block for block in self.body if isinstance(block, Taking))

    @property
    def options(self) -> tuple[ShownOption, ...]:
        """Return the options of all interactions as shown."""
        return tuple(option for one in self.interactions for option in one.options)

    @property
    def multiple(self) -> bool:
        """Return whether several options may be chosen."""
        return any(one.multiple for one in self.interactions)


@dataclass(frozen=True)
class ReviewedOption:
    """An option after release. `verdict` says in words what colors only repeat."""

    id: str
    text: str
    chosen: bool
    #: Whether the option belongs to the key, chosen or not.
    right: bool
    #: Why it tempts, and why it is right or wrong, in Markdown.
    why: str
    #: Empty for a wrong option that was not chosen.
    verdict: str


@dataclass(frozen=True)
class Reviewed:
    """An interaction after release. A kind may add fields of its own."""

    id: str
    type: str
    options: tuple[ReviewedOption, ...]
    multiple: bool


@dataclass(frozen=True)
class ReviewView:
    """A question after release: the answer beside the key, and why.

    `stem`, `options` and `multiple` are the short way for questions with one interaction.
    """

    kind: str
    body: tuple[Text | Reviewed, ...]
    #: In Markdown.
    explanation: str
    #: In 0 to 1, exact to 10⁻⁷.
    fraction: Decimal
    #: The whole answer in words: Right, Partly right, Not right, Not answered.
    verdict: str

    @property
    def stem(self) -> str:
        """Return the texts of the body, in Markdown."""
        return _stem(self.body)

    @property
    def interactions(self) -> tuple[Reviewed, ...]:
        """Return what was answered, from top to bottom."""
        return tuple(block for block in self.body if isinstance(block, Reviewed))

    @property
    def options(self) -> tuple[ReviewedOption, ...]:
        """Return the options of all interactions as they were shown."""
        return tuple(option for one in self.interactions for option in one.options)

    @property
    def multiple(self) -> bool:
        """Return whether several options could be chosen."""
        return any(one.multiple for one in self.interactions)


def _stem(body: tuple[Text | Taking, ...] | tuple[Text | Reviewed, ...]) -> str:
    return "\n\n".join(block.src for block in body if isinstance(block, Text))
