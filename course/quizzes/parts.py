"""The parts of a quiz's file: its window, its review, and what it draws."""

import datetime as dt
import functools
import re
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)

from course.quizzes.draw import Cell
from course.quizzes.rules import Review, Told, When

SlugText = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=2, max_length=64)
]
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(Z|[+-]\d\d:\d\d)")


class Part(BaseModel):
    """A part of a file: nothing unknown in it, nothing changed after it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _instant(value: Any) -> dt.datetime:
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise ValueError("must be a time with its offset, such as 2027-03-01T09:00-05:00")
    return dt.datetime.fromisoformat(value)


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"there is no time zone {name!r}; use a name such as America/New_York")
    return name


#: An instant to the minute, written in the wall time of its zone with the offset.
Instant = Annotated[
    dt.datetime,
    BeforeValidator(_instant),
    PlainSerializer(lambda value: value.isoformat(timespec="minutes"), return_type=str),
]


class WindowPart(Part):
    """From when to when a quiz can be taken: instants, and the zone in which they were meant."""

    zone: Annotated[str, AfterValidator(_zone)]
    opens: Instant | None = None
    closes: Instant | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        for name, value in (("opens", self.opens), ("closes", self.closes)):
            _check_offset(name, value, self.zone)
        if self.opens is None and self.closes is None:
            raise ValueError("say when it opens, when it closes, or both")
        if self.opens is not None and self.closes is not None and self.opens >= self.closes:
            raise ValueError("it closes before it opens")
        return self


def _check_offset(name: str, value: dt.datetime | None, zone: str) -> None:
    """Refuse an offset that the zone does not have then: the writer forgot a clock change."""
    if value is None:
        return
    there = value.astimezone(ZoneInfo(zone))
    if there.utcoffset() != value.utcoffset():
        raise ValueError(f"{name}: in {zone} this instant is {there.isoformat(timespec='minutes')}")


_ALWAYS: tuple[When, ...] = tuple(When)


def _in_order(windows: tuple[When, ...]) -> tuple[When, ...]:
    if len(set(windows)) != len(windows):
        raise ValueError("a window stands twice")
    return tuple(when for when in When if when in windows)


Windows = Annotated[tuple[When, ...], AfterValidator(_in_order)]


class ReviewPart(Part):
    """In which windows each kind of information is told: all by default."""

    attempt: Windows = _ALWAYS
    correctness: Windows = _ALWAYS
    marks: Windows = _ALWAYS
    reasons: Windows = _ALWAYS
    answer: Windows = _ALWAYS

    @model_validator(mode="after")
    def _stands_on_the_attempt(self) -> Self:
        for name in (Told.CORRECTNESS, Told.REASONS, Told.ANSWER):
            if not set(getattr(self, name)) <= set(self.attempt):
                raise ValueError(f"{name} is told only where the attempt is shown")
        if not set(self.reasons) <= set(self.answer):
            raise ValueError("reasons tell the answer: they are told only where it is")
        return self

    @property
    def is_default(self) -> bool:
        """Whether everything is told at once and always."""
        return self == ReviewPart()

    @functools.cached_property
    def windows(self) -> Review:
        """The windows by kind of information, as the release predicate takes them."""
        return {told: frozenset(getattr(self, told)) for told in Told}


Pool = Literal["practice", "mock", "diagnostic"]
Area = Annotated[str, StringConstraints(pattern=r"^[a-q]$")]
Level = Literal["recall", "understand", "apply", "analyze"]
Count = Annotated[int, Field(ge=1, le=200)]


class DrawPart(Part):
    """What is drawn: so many questions of a pool of a bank by a filter, or one pinned question."""

    #: One question by its name, and nothing else.
    pin: SlugText | None = None
    bank: SlugText | None = None
    pool: Pool = "practice"
    questions: Count | None = None
    objective: SlugText | None = None
    area: Area | None = None
    safety: bool | None = None
    level: Level | None = None

    @model_validator(mode="after")
    def _one_or_many(self) -> Self:
        if self.pin is not None and self.model_fields_set != {"pin"}:
            raise ValueError("a pinned question stands by itself")
        if self.pin is None and (self.bank is None or self.questions is None):
            raise ValueError("say of which bank and how many questions, or pin one question")
        return self

    @property
    def cell(self) -> Cell:
        """What the draw takes."""
        if self.pin is not None:
            return Cell(1, pin=self.pin)
        return Cell(
            self.questions or 1,
            (self.bank or "",),
            self.pool,
            self.objective,
            self.area,
            self.safety,
            self.level,
        )

    def data(self) -> dict[str, Any]:
        """Return the part as its file says it."""
        said = self.model_dump(exclude_none=True)
        return {"pin": self.pin} if self.pin is not None else said


Title = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^\S.*$")]


class CellPart(Part):
    """A cell of a blueprint: so many questions of modules, an area, an objective, or on safety."""

    #: The title under which the report counts it; cells with the same one are one domain.
    domain: Title | None = None
    #: Modules of which one teaches the question's objective. Empty: every module.
    modules: tuple[SlugText, ...] = ()
    area: Area | None = None
    objective: SlugText | None = None
    safety: bool | None = None
    questions: Count
    #: Whether its modules stand first in the order of modules that a pre-test suggests.
    first: bool = False

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not self.modules and (self.area, self.objective, self.safety) == (None, None, None):
            raise ValueError("say the modules, the area, the objective or safety")
        return self


class BlueprintPart(Part):
    """What an exam is made of, drawn from a pool over banks."""

    pool: Pool = "mock"
    #: Empty: every bank.
    banks: tuple[SlugText, ...] = ()
    #: Leave out what this trainee met in so many days before.
    exclude_seen_days: Annotated[int, Field(ge=1, le=3650)] | None = None
    cells: Annotated[tuple[CellPart, ...], Field(min_length=1, max_length=100)]

    @property
    def drawn(self) -> tuple[Cell, ...]:
        """What the draw takes."""
        return tuple(
            Cell(
                one.questions,
                self.banks,
                self.pool,
                one.objective,
                one.area,
                one.safety,
                modules=one.modules,
                domain=one.domain or "",
                first=one.first,
            )
            for one in self.cells
        )
