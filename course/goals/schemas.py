"""The shape of a requirement set's file: what a body asks for, each value with its provenance."""

import datetime as dt
from collections import Counter
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from course.curriculum.areas import AREAS
from course.hours.kinds import Category, Degree, Document, Mode

Slug = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=2, max_length=64)
]
Words = Annotated[str, StringConstraints(pattern=r"\S", max_length=1000)]
#: Hours as a decimal number of minutes' precision: 90, 2.5, 0.25.
Hours = Annotated[Decimal, Field(gt=0, le=10_000, decimal_places=2)]
Area = Annotated[str, StringConstraints(pattern=r"^[a-q]$")]


def first_day(as_of: str) -> dt.date:
    """Return the first day of a year, a month, or the day itself. Raises ValueError for none."""
    year, month, day = [int(part) for part in f"{as_of}-01-01".split("-")][:3]
    return dt.date(year, month, day)


def _is_a_day(as_of: str) -> str:
    first_day(as_of)
    return as_of


#: A year, a month or a day: as exact as the source was.
AsOf = Annotated[
    str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"), AfterValidator(_is_a_day)
]

MINUTES = 60


class Part(BaseModel):
    """A part of a set: nothing unknown in it, nothing changed after it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Value(Part):
    """A value with how sure it is.

    `seen` was read in a source; all else must be verified by its reader. A limit to verify
    warns and takes no hours away.
    """

    confidence: Literal["seen", "secondary", "memory", "doubtful"] = "seen"
    verify: bool = False
    as_of: AsOf | None = None
    note: Words | None = None

    @model_validator(mode="after")
    def _unsure_is_marked(self) -> Self:
        if self.confidence != "seen" and not self.verify:
            raise ValueError("what was not seen in a source needs verify: true")
        return self


class Cap(Value):
    """At most so many hours in these modes or of these categories count."""

    id: Slug
    maximum: Hours
    modes: tuple[Mode, ...] = ()
    categories: tuple[Category, ...] = ()

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if not self.modes and not self.categories:
            raise ValueError("a cap names modes, categories or both")
        return self

    def covers(self, category: Category, mode: Mode) -> bool:
        """Return whether hours of this category and mode fall under the cap."""
        in_mode = not self.modes or mode in self.modes
        return in_mode and (not self.categories or category in self.categories)


class PerArea(Value):
    """At least so many hours in each of these knowledge areas, or in so many of them."""

    minimum: Hours
    areas: tuple[Area, ...] = tuple(AREAS)
    #: How many of the areas; all of them when left out.
    needed: Annotated[int, Field(ge=1)] | None = None

    @property
    def count(self) -> int:
        """How many areas must reach the minimum."""
        return len(self.areas) if self.needed is None else self.needed

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if len(set(self.areas)) != len(self.areas) or self.count > len(self.areas):
            raise ValueError("areas stand once each, and no more are needed than there are")
        return self


class Rate(Value):
    """At most so many hours of a calendar month count."""

    maximum: Hours


class Span(Value):
    """The time from the first to the last counted day is at least this long."""

    months: Annotated[int, Field(ge=1, le=120)]


class HoursRequirement(Value):
    """Hours of some categories, with the limits on what counts."""

    type: Literal["hours"]
    id: Slug
    title: Words
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    minimum: Hours
    caps: tuple[Cap, ...] = ()
    per_area: PerArea | None = None
    rate: Rate | None = None
    span: Span | None = None
    #: Documents that must be in force on the day of an entry.
    during: tuple[Document, ...] = ()
    #: Whether an entry counts only when its supervisor signed it.
    signed: bool = False

    @model_validator(mode="after")
    def _can_be_allocated(self) -> Self:
        # What counts is found as the largest flow through the limits; a flow passes one family
        # of limits before an entry and one behind it, not three.
        hard = [one for one in (self.per_area, self.rate) if one and not one.verify]
        if len(hard) > 1:
            raise ValueError("areas and a monthly rate cannot both be certain in one requirement")
        caps = [cap for cap in self.caps if not cap.verify]
        if self.per_area in hard and self.per_area and self.per_area.needed and caps:
            raise ValueError("a choice of areas and a certain cap cannot stand together")
        self._caps_are_apart(caps)
        areas = self.per_area
        if areas and not areas.verify and areas.minimum * areas.count > self.minimum:
            raise ValueError("the areas together ask for more than the minimum")
        return self

    def _caps_are_apart(self, caps: list[Cap]) -> None:
        for category in self.categories:
            for mode in Mode:
                if sum(cap.covers(category, mode) for cap in caps) > 1:
                    raise ValueError(f"two caps cover {category} in the mode {mode}")


class DocumentRequirement(Value):
    """Something to have: a membership, a license, a signed code."""

    type: Literal["document"]
    id: Slug
    title: Words
    document: Document
    #: Whether it must be in force today, or once had is enough.
    current: bool = True


class Path(Value):
    """One way to meet an any-of requirement: a degree, and years of practice after it."""

    degree: Degree
    years: Annotated[Decimal, Field(ge=0, le=20)] = Decimal(0)


class AnyOfRequirement(Value):
    """One of several paths is enough."""

    type: Literal["any-of"]
    id: Slug
    title: Words
    paths: Annotated[tuple[Path, ...], Field(min_length=1)]


Requirement = Annotated[
    HoursRequirement | DocumentRequirement | AnyOfRequirement, Field(discriminator="type")
]


class SetFile(Part):
    """`course/goals/requirement_sets/<set>.yaml`: one version of one body's requirements."""

    set: Slug
    body: Words
    title: Words
    #: The body's own label of the version.
    version: Annotated[str, StringConstraints(pattern=r"^\S+$", max_length=32)]
    as_of: AsOf
    #: The day on which the source was last looked at.
    retrieved: dt.date
    source: Annotated[str, StringConstraints(pattern=r"^https://\S+$", max_length=300)] | None
    #: What of the source was read, and what was not.
    seen_in: Words
    #: The day that decides which version applies to a person.
    applies_by: Literal["contract-day", "application-day"]
    examination: Words
    notes: tuple[Words, ...] = ()
    requirements: Annotated[tuple[Requirement, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = Counter(one.id for one in self.requirements)
        if twice := [name for name, count in ids.items() if count > 1]:
            raise ValueError(f"two requirements are called {twice[0]}")
        taken = Counter(
            category
            for one in self.requirements
            if isinstance(one, HoursRequirement)
            for category in set(one.categories)
        )
        if shared := [name for name, count in taken.items() if count > 1]:
            # An entry has one category and a category one requirement: nothing counts twice.
            raise ValueError(f"two requirements count {shared[0]}")
        return self
