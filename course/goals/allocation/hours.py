"""One requirement in hours: what counts toward it, entry by entry, and why the rest does not."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from course.goals.allocation.evidence import Entry, Evidence, months_between
from course.goals.allocation.flow import SINK, SOURCE
from course.goals.allocation.network import (
    REST,
    Cell,
    Flow,
    best,
    cell_of,
    hard_cap,
    supply_of,
    whole,
)
from course.goals.allocation.warnings import AreaLine, Warned, area_lines, warnings
from course.goals.schemas import HoursRequirement


@dataclass(frozen=True)
class Use:
    """What one entry gives to a requirement, in minutes; `why` says why not all of it."""

    entry: Entry
    counted: int
    why: str = ""

    @property
    def left(self) -> int:
        """The minutes that do not count."""
        return self.entry.minutes - self.counted


@dataclass(frozen=True)
class HoursRow:
    """How far a requirement in hours is met. All amounts in minutes."""

    requirement: HoursRequirement
    needed: int
    counted: int
    uses: tuple[Use, ...]
    areas: tuple[AreaLine, ...]
    warnings: tuple[Warned, ...]
    #: False while the time from the first to the last counted day is shorter than is asked for.
    is_long_enough: bool

    @property
    def met(self) -> bool:
        """True when nothing certain is missing."""
        return self.counted >= self.needed and self.is_long_enough

    @property
    def missing(self) -> int:
        """The minutes still to come."""
        return self.needed - self.counted


def hours_row(one: HoursRequirement, evidence: Evidence) -> HoursRow:
    """Return how far the requirement is met by the evidence, each entry with its reason.

    The certain limits hold; a limit that is to be verified warns and takes nothing away.
    """
    entries = sorted(
        (entry for entry in evidence.entries if entry.category in one.categories),
        key=lambda entry: (entry.day, entry.id),
    )
    barred = {entry.id: why for entry in entries if (why := _bar(one, entry, evidence))}
    able = [entry for entry in entries if entry.id not in barred]
    supply = supply_of(able)
    flow = best(one, supply)
    counted = _shared_out(able, flow, one)
    uses = tuple(
        Use(entry, 0, barred[entry.id]) if entry.id in barred else counted[entry.id]
        for entry in entries
    )
    days = [use.entry.day for use in uses if use.counted]
    return HoursRow(
        one,
        whole(one.minimum),
        flow.useful,
        uses,
        area_lines(one, able),
        tuple(warnings(one, able)),
        _is_long_enough(one, days),
    )


def _bar(one: HoursRequirement, entry: Entry, evidence: Evidence) -> str:
    """Return why nothing of an entry can count, or an empty text."""
    if entry.returned:
        return "It was returned to be corrected."
    for document in one.during:
        if not evidence.in_force(document, entry.day):
            name = document.value.replace("-", " ")
            return f"On {_day(entry.day)} no {name} was in force by what was entered."
    if one.signed and not entry.signed:
        return "It is not signed yet by the supervisor of that day."
    return ""


def _day(day: dt.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _shared_out(entries: Sequence[Entry], flow: Flow, one: HoursRequirement) -> dict[str, Use]:
    """Hand what a cell gives to its entries, the oldest first."""
    left: dict[Cell, int] = {}
    uses = {}
    for entry in entries:
        cell = cell_of(entry)
        given = left.setdefault(cell, flow.into(cell))
        counted = min(given, entry.minutes)
        left[cell] -= counted
        why = "" if counted == entry.minutes else _why_not(one, cell, flow)
        uses[entry.id] = Use(entry, counted, why)
    return uses


def _why_not(one: HoursRequirement, cell: Cell, flow: Flow) -> str:
    """Return which certain limit holds the rest of a cell back."""
    if flow.useful >= whole(one.minimum):
        return f"The {one.minimum:f} hours are reached without it."
    cap = hard_cap(one, cell)
    if cap and flow.is_full(SOURCE, ("cap", cap.id)):
        return f"At most {cap.maximum:f} hours of this kind count ({cap.id})."
    if one.rate and flow.is_full(("month", cell.month), REST):
        return f"At most {one.rate.maximum:f} hours of a month count."
    if flow.areas and flow.is_full(REST, SINK):
        return "What is missing belongs to other knowledge areas."
    raise AssertionError("hours were left over that no limit holds back")


def _is_long_enough(one: HoursRequirement, days: Iterable[dt.date]) -> bool:
    counted = sorted(days)
    if one.span is None or one.span.verify:
        return True
    return bool(counted) and months_between(counted[0], counted[-1]) >= one.span.months
