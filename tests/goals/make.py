"""Requirements and evidence, short to write."""

import datetime as dt
from itertools import count

from course.goals.allocation import Entry, Held
from course.goals.schemas import HoursRequirement
from course.hours.kinds import Category, Document, Mode

DAY = dt.date(2026, 3, 2)
_numbers = count(1)


def hours(
    amount,
    category="core-knowledge",
    mode="in-person",
    area=None,
    day=DAY,
    *,
    signed=False,
    returned=False,
):
    """An entry of so many hours."""
    return Entry(
        f"e{next(_numbers):05}",
        day,
        round(amount * 60),
        Category(category),
        Mode(mode),
        area,
        signed,
        returned,
    )


def held(document, from_day=dt.date(2020, 1, 1), until_day=None, degree=None):
    return Held(Document(document), from_day, until_day, degree)


def asked(minimum, categories=("core-knowledge",), **more):
    """A requirement in hours."""
    return HoursRequirement.model_validate(
        {
            "type": "hours",
            "id": "some",
            "title": "Some hours",
            "categories": list(categories),
            "minimum": minimum,
            **more,
        }
    )
