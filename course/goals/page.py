"""The progress page of a goal, put together from what is asked and what is there. Pure."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from course.curriculum.areas import AREAS
from course.goals import wording
from course.goals.allocation import (
    AnyOfRow,
    DocumentRow,
    Entry,
    Evidence,
    HoursRow,
    Progress,
    Use,
    progress,
)
from course.goals.forecast import Forecast, forecast, together
from course.goals.growth import Growth, growth
from course.goals.rules import in_words
from course.goals.schemas import HoursRequirement, Requirement, SetFile
from course.goals.steps import Step, steps
from course.hours.words import DEGREES, duration


@dataclass(frozen=True)
class Part:
    """One requirement with how far it is. `hours` is there for requirements in hours."""

    requirement: Requirement
    met: bool
    #: What is asked for, and how sure that is.
    asked: tuple[str, ...]
    sure: str
    #: In words how far it is.
    stand: tuple[str, ...]
    hours: HoursRow | None = None
    growth: Growth | None = None
    forecast: Forecast | None = None


@dataclass(frozen=True)
class GoalPage:
    """All that the page of a goal shows of progress."""

    parts: tuple[Part, ...]
    steps: tuple[Step, ...]
    #: When all hours could be there; None when there is not enough to say.
    forecast: Forecast | None
    #: Minutes of kinds that this set does not ask for.
    beside: int
    #: Letters and names of all areas, for what was studied.
    areas: dict[str, str]

    @property
    def met(self) -> int:
        """How many requirements are met."""
        return sum(part.met for part in self.parts)

    @property
    def hours_missing(self) -> bool:
        """True while hours are still to come."""
        return any(part.hours is not None and part.hours.missing > 0 for part in self.parts)

    def part(self, name: str) -> Part | None:
        """Return the requirement of this id, when it is one in hours."""
        found = (one for one in self.parts if one.requirement.id == name and one.hours)
        return next(found, None)


def goal_page(asked: SetFile, evidence: Evidence, today: dt.date) -> GoalPage:
    """Return the page of a goal on this day (a day where the trainee is)."""
    found = progress(asked, evidence, today)
    parts = tuple(_part(row, today) for row in found.rows)
    ahead = [part.forecast for part in parts if part.hours and part.hours.missing > 0]
    wanted = {category for one in asked.requirements for category in _categories(one)}
    beside = sum(one.minutes for one in evidence.entries if one.category not in wanted)
    return GoalPage(parts, steps(found, evidence), together(ahead), beside, AREAS)


def met_of(asked: SetFile, evidence: Evidence, today: dt.date) -> Progress:
    """Return only how far a goal is, for a list."""
    return progress(asked, evidence, today)


def _categories(one: Requirement) -> tuple[str, ...]:
    return one.categories if isinstance(one, HoursRequirement) else ()


def _part(row: HoursRow | DocumentRow | AnyOfRow, today: dt.date) -> Part:
    one = row.requirement
    asked, sure = tuple(wording.sentences(one)), wording.how_sure(one)
    if isinstance(row, HoursRow):
        entries = [use.entry for use in row.uses]
        counted = [(use.entry.day, use.counted) for use in row.uses if use.counted]
        ahead = forecast(counted, row.missing, today)
        drawn = growth(entries, row.needed, today)
        return Part(one, row.met, asked, sure, tuple(_hours(row)), row, drawn, ahead)
    words = _any_of(row) if isinstance(row, AnyOfRow) else [row.why or "It is there."]
    return Part(one, row.met, asked, sure, tuple(words))


def _hours(row: HoursRow) -> Iterator[str]:
    yield f"{duration(row.counted)} of {duration(row.needed)} count."
    if row.missing > 0:
        yield f"{duration(row.missing)} are still to come."
    if not row.is_long_enough:
        yield "The hours do not span enough months yet."
    if left := sum(use.left for use in row.uses):
        yield f"{duration(left)} that are entered do not count; each entry says why."


def _any_of(row: AnyOfRow) -> list[str]:
    if row.met:
        return ["It is there."]
    return [
        f"{DEGREES[line.path.degree]}: "
        + (
            f"the degree is there; {line.years:.1f} of {line.path.years:f} years of practice."
            if line.has_degree
            else "no such degree is entered."
        )
        for line in row.paths
    ]


def use_words(use: Use, title: str) -> str:
    """Return what one entry gives to a requirement, and why not all of it."""
    if not use.counted:
        return f"Does not count. {use.why}"
    counts = f"Counts for {use.counted} min of “{title}”."
    return f"{counts} {duration(use.left)} of it do not: {use.why}" if use.left else counts


def range_words(found: Forecast) -> str:
    """Return a forecast as the part of a sentence that says when."""
    if found.latest is None:
        return f"not before {in_words(found.earliest)}; weeks differ too much to say a last day"
    return f"between {in_words(found.earliest)} and {in_words(found.latest)}"


def pace_words(found: Forecast) -> str:
    """Return what a forecast rests on."""
    pace = duration(round(found.per_week))
    return f"It rests on the last {found.weeks} weeks, in which {pace} a week came to count."


def target_words(found: Forecast, target: dt.date) -> str:
    """Return how a target day lies to a forecast."""
    day = in_words(target)
    if target < found.earliest:
        return f"The target day, {day}, comes before that: it would need a faster pace."
    if found.latest is not None and target > found.latest:
        return f"The target day, {day}, comes after that."
    return f"The target day, {day}, lies within that."


def csv_rows(page: GoalPage) -> Iterator[tuple[str | int | None, ...]]:
    """Yield a line for every entry under every requirement, and for what is not in hours."""
    yield ("requirement", "met", "day", "category", "mode", "area", "minutes", "counts", "why not")
    for part in page.parts:
        title, met = part.requirement.title, "yes" if part.met else "no"
        if part.hours is None:
            yield (title, met, None, None, None, None, None, None, " ".join(part.stand))
            continue
        for use in part.hours.uses:
            yield (title, met, *_entry(use.entry), use.counted, use.why)


def _entry(one: Entry) -> tuple[str | int | None, ...]:
    return (one.day.isoformat(), one.category.value, one.mode.value, one.area, one.minutes)
