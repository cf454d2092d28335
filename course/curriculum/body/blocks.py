"""What a lesson's body is made of: prose, and blocks between `::: kind` and `:::`."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal


class BodyError(Exception):
    """The body breaks the rules of lessons; `problems` has every (line, message), in order."""

    def __init__(self, problems: list[tuple[int, str]]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(f"{line}: {message}" for line, message in self.problems))


@dataclass(frozen=True)
class Prose:
    """Markdown outside of blocks."""

    line: int
    text: str


@dataclass(frozen=True)
class Callout:
    """A box beside the text; without a title its kind's own is shown."""

    line: int
    kind: Literal["note", "care", "safety", "support"]
    title: str
    text: str


@dataclass(frozen=True)
class LawNote:
    """A legal statement, with the day on which the law was looked at."""

    line: int
    as_of: dt.date
    text: str


@dataclass(frozen=True)
class Turn:
    """What one speaker says."""

    line: int
    speaker: str
    words: str


@dataclass(frozen=True)
class Room:
    """A dialogue, and why it works."""

    line: int
    title: str
    turns: tuple[Turn, ...]
    note: Turn | None


@dataclass(frozen=True)
class CheckPoint:
    """A place for a knowledge check: one question."""

    line: int
    question: str


@dataclass(frozen=True)
class Figure:
    """A picture beside the lesson's file, its caption, and in words all that it shows."""

    line: int
    file: str
    caption: str
    description: str


@dataclass(frozen=True)
class Feedback:
    """What a worksheet tells about one field once its answer was saved."""

    line: int
    text: str


@dataclass(frozen=True)
class Prompt:
    """One field of a worksheet: its id, stable for ever, and what it asks for.

    With choices one of them is the answer, without any it is written.
    """

    line: int
    id: str
    text: str
    choices: tuple[str, ...] = ()
    feedback: Feedback | None = None


@dataclass(frozen=True)
class Worksheet:
    """A sheet to fill in: an introduction, then prompts. Its id is unique in the course."""

    line: int
    id: str
    minutes: int
    title: str
    text: str
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True)
class Gate:
    """The safety gate, whose words stand once in `gate.md`; `text` is what this lesson adds."""

    line: int
    text: str


@dataclass(frozen=True)
class PlanPart:
    """One of a plan's seven parts; its text begins on the line after its heading."""

    line: int
    heading: str
    text: str


@dataclass(frozen=True)
class Plan:
    """A session plan, to print and take along. Its id is unique in the course."""

    line: int
    id: str
    title: str
    parts: tuple[PlanPart, ...]


@dataclass(frozen=True)
class Guide:
    """The discussion guide, for instructors and supervisors only."""

    line: int
    text: str


Block = Prose | Callout | LawNote | Room | CheckPoint | Figure | Worksheet | Gate | Plan | Guide
