"""What scoring, taking and review hand out: plain frozen values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from course.items.model import Text

#: What is answered, by interaction id: a list of texts whose meaning the kind gives, such as
#: option ids. Nothing there is a valid, blank answer.
Response = Mapping[str, Sequence[str]]
#: The option ids in the order in which they are shown, by interaction id.
Order = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Part:
    """One option in a scored response; for pairs and steps, what was put where."""

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
    """Something to choose before release: what choosing it gives, and its text in Markdown."""

    #: What the page gives back for it, as `Handler.canonical` takes it.
    id: str
    text: str


@dataclass(frozen=True)
class Field:
    """One control of a page: options to mark, a list to pick from, or a box to write in."""

    control: Literal["radio", "checkbox", "select", "text"]
    #: What it is called, in Markdown; empty where the stem says it.
    label: str = ""
    #: In the order in which they are shown; empty for a box to write in.
    options: tuple[ShownOption, ...] = ()
    #: The most options that may be chosen.
    max: int = 1
    #: The most characters that may be written.
    length: int = 0
    #: Whether digits are written, so that a phone shows them.
    numeric: bool = False
    #: Stands beside the box.
    unit: str = ""


@dataclass(frozen=True)
class Taking:
    """An interaction as it may be seen before release: the controls that answer it."""

    id: str
    type: str
    #: One of them at most is a box to write in.
    fields: tuple[Field, ...]
    #: Whether it stands in the running text, as its one field, and not below it.
    inline: bool = False

    @property
    def options(self) -> tuple[ShownOption, ...]:
        """Return what may be chosen in all of its fields."""
        return tuple(option for field in self.fields for option in field.options)

    @property
    def multiple(self) -> bool:
        """Return whether several options of one field may be chosen."""
        return any(field.control == "checkbox" for field in self.fields)

    @property
    def max(self) -> int:
        """Return the most options that may be chosen in one field."""
        return max(field.max for field in self.fields)

    @property
    def is_written(self) -> bool:
        """Return whether words of the trainee's own are asked for."""
        return any(field.control == "text" for field in self.fields)


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

    @property
    def is_written(self) -> bool:
        """Return whether words of the trainee's own are asked for."""
        return any(one.is_written for one in self.interactions)


@dataclass(frozen=True)
class ReviewedOption:
    """An option, pair, step or known answer after release, with its reason.

    `verdict` says in words what colors only repeat.
    """

    id: str
    text: str
    chosen: bool
    #: Whether it belongs to the key, chosen or not.
    right: bool
    #: Why it tempts, and why it is right or wrong, in Markdown.
    why: str
    #: Empty for a wrong option that was not chosen.
    verdict: str
    #: What it was about, in Markdown: the left side of a pair, the place of a step.
    label: str = ""
    #: What would have been right, in Markdown, where `text` is not.
    key: str = ""


@dataclass(frozen=True)
class Reviewed:
    """An interaction after release."""

    id: str
    type: str
    options: tuple[ReviewedOption, ...]
    multiple: bool = False
    inline: bool = False
    #: For an inline one: what stands in its place, in Markdown; empty when nothing was answered.
    given: str = ""
    #: How the fraction came about, where the options do not show it.
    note: str = ""


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
    parts = [
        block.src if isinstance(block, Text) else "____" if block.inline else "\n\n"
        for block in body
    ]
    return "".join(parts).strip()
