"""Working what a person was given into what everybody has."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from course.errors import Invalid
from course.quizzes.rules.calendar import add_days
from course.quizzes.rules.timing import Terms, latest


@dataclass(frozen=True)
class Given:
    """What one row gives: nothing, as it stands."""

    time_factor: Decimal = Decimal(1)
    extra_minutes: int = 0
    extra_attempts: int = 0
    #: The close moves by so many days of the wall, in the zone of the quiz.
    extra_days: int = 0
    #: A window of their own in the place of the quiz's, each end by itself.
    opens_at: dt.datetime | None = None
    closes_at: dt.datetime | None = None


def check_given(given: Given) -> None:
    """Raise Invalid when the window closes before it opens, or time would be taken away."""
    if given.time_factor < 1:
        raise Invalid("time_factor: must be 1 or more.")
    if given.opens_at and given.closes_at and given.opens_at >= given.closes_at:
        raise Invalid("closes_at: it closes before it opens.")


def merged(rows: Sequence[Given]) -> Given:
    """Return one row of several that stand side by side: of each field the more generous."""
    if not rows:
        return Given()
    opening = [row.opens_at for row in rows if row.opens_at is not None]
    return Given(
        max(row.time_factor for row in rows),
        max(row.extra_minutes for row in rows),
        max(row.extra_attempts for row in rows),
        max(row.extra_days for row in rows),
        min(opening, default=None),
        latest(*(row.closes_at for row in rows)),
    )


def accommodated(terms: Terms, rows: Iterable[Given]) -> Terms:
    """Return the terms of a person who was given these, one row of each scope."""
    given = merged(tuple(rows))
    attempts = terms.attempts
    return replace(
        terms,
        attempts=None if attempts is None else attempts + given.extra_attempts,
        opens_at=given.opens_at or terms.opens_at,
        closes_at=_close(terms, given),
        factor=given.time_factor,
        extra_minutes=given.extra_minutes,
    )


def _close(terms: Terms, given: Given) -> dt.datetime | None:
    own, usual = given.closes_at, terms.closes_at
    if usual is None or given.extra_days == 0:
        return own or usual
    return latest(own, add_days(usual, given.extra_days, terms.zone))
