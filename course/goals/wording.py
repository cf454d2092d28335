"""What a requirement asks for, in whole sentences. Pure."""

from collections.abc import Iterator
from decimal import Decimal

from course.goals.allocation.warnings import cap_words
from course.goals.schemas import (
    AnyOfRequirement,
    Cap,
    DocumentRequirement,
    HoursRequirement,
    PerArea,
    Requirement,
    Value,
)
from course.hours.words import CATEGORIES, DEGREES, DOCUMENTS

CONFIDENCE = {
    "seen": "read in a source of the body",
    "secondary": "second-hand, not read at the body",
    "memory": "from memory, no source was read",
    "doubtful": "doubtful: the sources differ",
}
_UNSURE = "Reported, not certain: it warns and takes no hours away."


def how_sure(value: Value) -> str:
    """Return how sure a value is, with the time it is from."""
    parts = [CONFIDENCE[value.confidence]]
    if value.as_of:
        parts.append(f"as of {value.as_of}")
    if value.verify:
        parts.append("verify it at the body")
    return ", ".join(parts)


def sentences(one: Requirement) -> list[str]:
    """Return what a requirement asks for and what limits it."""
    if isinstance(one, HoursRequirement):
        return list(_hours(one))
    if isinstance(one, DocumentRequirement):
        ends = "in force today" if one.current else "had once; it need not go on"
        return [f"{DOCUMENTS[one.document]}, {ends}."]
    return [_any_of(one)]


def _any_of(one: AnyOfRequirement) -> str:
    paths = [
        f"{DEGREES[path.degree]} degree or higher"
        + (f" and {_years(path.years)} of practice after it" if path.years else "")
        for path in one.paths
    ]
    return "One of these is enough: " + "; ".join(paths) + "."


def _years(years: Decimal) -> str:
    return "1 year" if years == 1 else f"{years:f} years"


def _hours(one: HoursRequirement) -> Iterator[str]:
    kinds = "; ".join(CATEGORIES[category] for category in one.categories)
    yield f"At least {one.minimum:f} hours of: {kinds}."
    yield from (_sure(_cap(cap), cap) for cap in one.caps)
    if one.per_area:
        yield _sure(_areas(one.per_area), one.per_area)
    if one.rate:
        yield _sure(f"At most {one.rate.maximum:f} hours of a month count.", one.rate)
    if one.span:
        months = f"From the first to the last day at least {one.span.months} months."
        yield _sure(months, one.span)
    if one.during:
        names = " and ".join(DOCUMENTS[document].lower() for document in one.during)
        yield f"An entry counts only on days with this in force: {names}."
    if one.signed:
        yield "An entry counts when the supervisor of that day signed it."


def _sure(text: str, value: Value) -> str:
    note = f" {value.note}" if value.note else ""
    unsure = f" {_UNSURE} ({how_sure(value).capitalize()}.)" if value.verify else ""
    return text + unsure + note


def _cap(cap: Cap) -> str:
    return f"At most {cap.maximum:f} hours: {cap_words(cap)}."


def _areas(asked: PerArea) -> str:
    where = "each of these areas" if asked.needed is None else f"{asked.needed} of these areas"
    return f"At least {asked.minimum:f} hours in {where}: {', '.join(asked.areas)}."
