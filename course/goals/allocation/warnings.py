"""Limits that are to be verified: told beside the hours, never held against them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from course.curriculum.areas import AREAS
from course.goals.allocation.evidence import Entry, minutes, months_between
from course.goals.allocation.network import whole
from course.goals.schemas import Cap, HoursRequirement
from course.hours.words import CATEGORIES, MODE_NAMES, duration


@dataclass(frozen=True)
class AreaLine:
    """How far one knowledge area is, in minutes."""

    area: str
    name: str
    minutes: int
    needed: int

    @property
    def met(self) -> bool:
        """True when the area has its minimum."""
        return self.minutes >= self.needed


@dataclass(frozen=True)
class Warned:
    """A limit to verify that the hours would break, in words."""

    rule: str
    text: str


def area_lines(one: HoursRequirement, entries: Sequence[Entry]) -> tuple[AreaLine, ...]:
    """Return every area that the requirement names, with its minutes."""
    asked = one.per_area
    if asked is None:
        return ()
    hours: Counter[str] = Counter()
    for entry in entries:
        hours[entry.area or ""] += entry.minutes
    need = whole(asked.minimum)
    return tuple(AreaLine(area, AREAS[area], hours[area], need) for area in asked.areas)


def warnings(one: HoursRequirement, entries: Sequence[Entry]) -> Iterator[Warned]:
    """Yield what the hours would break if the limits to verify turned out to hold."""
    yield from _caps(one, entries)
    yield from _areas(one, entries)
    yield from _rate(one, entries)
    yield from _span(one, entries)


def _caps(one: HoursRequirement, entries: Sequence[Entry]) -> Iterator[Warned]:
    for cap in one.caps:
        under = minutes(entry for entry in entries if cap.covers(entry.category, entry.mode))
        if cap.verify and (over := under - whole(cap.maximum)) > 0:
            most = f"{cap.maximum:f} hours {cap_words(cap)}"
            text = f"{duration(over)} are above a reported cap of {most}."
            yield Warned(cap.id, text)


def cap_words(cap: Cap) -> str:
    """Return what a cap is about, such as `self-paced or live online`."""
    modes = " or ".join(MODE_NAMES[mode].lower() for mode in cap.modes)
    kinds = " or ".join(CATEGORIES[category] for category in cap.categories)
    return " of ".join(part for part in (modes, kinds) if part)


def _areas(one: HoursRequirement, entries: Sequence[Entry]) -> Iterator[Warned]:
    asked = one.per_area
    if asked is None or not asked.verify:
        return
    lines = area_lines(one, entries)
    open_areas = [line.area for line in lines if not line.met]
    if len(lines) - len(open_areas) < asked.count:
        names = ", ".join(open_areas)
        text = f"A reported minimum of {asked.minimum:f} hours an area is open in: {names}."
        yield Warned("per-area", text)


def _rate(one: HoursRequirement, entries: Sequence[Entry]) -> Iterator[Warned]:
    if one.rate is None or not one.rate.verify:
        return
    months: Counter[str] = Counter()
    for entry in entries:
        months[f"{entry.day:%Y-%m}"] += entry.minutes
    over = [month for month, amount in sorted(months.items()) if amount > whole(one.rate.maximum)]
    if over:
        text = f"More than a reported {one.rate.maximum:f} hours a month in: {', '.join(over)}."
        yield Warned("rate", text)


def _span(one: HoursRequirement, entries: Sequence[Entry]) -> Iterator[Warned]:
    if one.span is None or not one.span.verify or not entries:
        return
    reached = minutes(entries) >= whole(one.minimum)
    days = sorted(entry.day for entry in entries)
    if reached and months_between(days[0], days[-1]) < one.span.months:
        text = f"The hours span less than a reported {one.span.months} months."
        yield Warned("span", text)
