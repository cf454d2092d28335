"""The shape of a quiz's file."""

import datetime as dt
import functools
import re
from decimal import Decimal
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

from course.quizzes.rules import Review, Terms, Told, When

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
        return self

    @property
    def is_default(self) -> bool:
        """Whether everything is told at once and always."""
        return self == ReviewPart()

    @functools.cached_property
    def windows(self) -> Review:
        """The windows by kind of information, as the release predicate takes them."""
        return {told: frozenset(getattr(self, told)) for told in Told}


class DrawPart(Part):
    """What is drawn: so many questions of a pool of a bank, spread over its objectives."""

    bank: SlugText
    pool: Literal["practice", "mock", "diagnostic"] = "practice"
    questions: Annotated[int, Field(ge=1, le=200)]


class QuizFile(Part):
    """`quizzes/modules/<quiz>.yaml`."""

    quiz: SlugText
    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    #: The module it closes, or null.
    module: SlugText | None = None
    intro: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    draw: DrawPart
    #: Minutes, or null for no limit.
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    #: When it can be taken, or null for always.
    window: WindowPart | None = None
    #: How many attempts a trainee has, or null for as many as they like.
    attempts: Annotated[int, Field(ge=1, le=100)] | None = None
    #: Whether each attempt shows options in an order of its own; else all show the same one.
    shuffle: bool = True
    #: One question a page, or all on one.
    pages: Literal["one", "all"] = "one"
    #: Back and forth, or each question once and in its order.
    navigation: Literal["free", "sequential"] = "free"
    review: ReviewPart = ReviewPart()
    #: The share from which the result is called reached; a practice mark, no pass.
    practice_mark: Annotated[Decimal, Field(gt=0, le=1)] = Decimal("0.7")

    @model_validator(mode="after")
    def _settings_agree(self) -> Self:
        if self.pages == "all" and self.navigation == "sequential":
            raise ValueError("navigation: questions in their order need a page each")
        if self.module is not None and not self.tells_marks_directly:
            raise ValueError("review.marks: a module's quiz tells its marks directly and always")
        closes = self.window is not None and self.window.closes is not None
        if not closes and not self._told_while_open():
            raise ValueError("review: what is told only after the close needs window.closes")
        return self

    def _told_while_open(self) -> bool:
        return all(
            When.CLOSED not in windows or When.OPEN in windows
            for windows in self.review.windows.values()
        )

    @property
    def tells_marks_directly(self) -> bool:
        """Whether marks are never held back, so that sums may count them at once."""
        return len(self.review.marks) == len(When)

    @property
    def closes_at(self) -> dt.datetime | None:
        """The instant at which it closes for everybody without a window of their own."""
        return self.window.closes if self.window else None

    @property
    def is_sequential(self) -> bool:
        """Whether there is no way back to a question."""
        return self.navigation == "sequential"

    @property
    def terms(self) -> Terms:
        """What everybody has who was given nothing."""
        if self.window is None:
            return Terms(self.minutes, self.attempts)
        window = self.window
        return Terms(self.minutes, self.attempts, window.opens, window.closes, window.zone)


@functools.lru_cache(500)
def parsed(body: str) -> QuizFile:
    """Return the file behind a version's text; a text never changes, so each is read once."""
    return QuizFile.model_validate_json(body)
