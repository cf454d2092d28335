"""When an attempt ends, what may be saved into it, and what of it may be seen."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from course.errors import Refused
from course.quizzes.states import AttemptState

#: Covers the way over the network. Never shown as working time.
GRACE = dt.timedelta(seconds=30)


@dataclass(frozen=True)
class Clocked:
    """What decides an attempt's end."""

    state: AttemptState
    deadline: dt.datetime | None


def effective_deadline(attempt: Clocked) -> dt.datetime | None:
    """Return the one end that every check asks for; None when there is none."""
    return attempt.deadline


def deadline_at_start(now: dt.datetime, minutes: int | None) -> dt.datetime | None:
    """Return the end that is promised when an attempt starts now."""
    return None if minutes is None else now + dt.timedelta(minutes=minutes)


def is_overdue(attempt: Clocked, now: dt.datetime) -> bool:
    """Return whether an open attempt is past its end and the grace."""
    end = effective_deadline(attempt)
    return attempt.state == AttemptState.OPEN and end is not None and now > end + GRACE


def remaining_ms(attempt: Clocked, now: dt.datetime) -> int | None:
    """Return the working time left in milliseconds, never negative; None without a limit."""
    end = effective_deadline(attempt)
    return None if end is None else max(0, int((end - now).total_seconds() * 1000))


def check_open(attempt: Clocked, now: dt.datetime) -> None:
    """Raise Refused when nothing can be saved into the attempt any more."""
    if attempt.state != AttemptState.OPEN:
        raise Refused("This attempt was submitted; its answers stand as they are.")
    if is_overdue(attempt, now):
        raise Refused("The time of this attempt is over; what was saved before counts.")


def released(state: AttemptState) -> bool:
    """Say whether keys, reasons and grades of an attempt may be shown: the release predicate."""
    return state == AttemptState.GRADED


def submitted_at(attempt: Clocked, now: dt.datetime) -> dt.datetime:
    """Return the instant that counts as the submission: the end, when that is past."""
    end = effective_deadline(attempt)
    return now if end is None else min(now, end)


def check_attempts_left(used: int, allowed: int | None) -> None:
    """Raise Refused when all attempts are used."""
    if allowed is not None and used >= allowed:
        raise Refused(f"All {allowed} attempts at this quiz are used.")


@dataclass(frozen=True)
class Earned:
    """Points and fraction of one slot."""

    points: Decimal
    fraction: Decimal


def total(slots: Sequence[Earned]) -> Decimal:
    """Return earned by possible marks, in 0 to 1; 0 when there are no points."""
    possible = sum((slot.points for slot in slots), Decimal(0))
    earned = sum((slot.points * slot.fraction for slot in slots), Decimal(0))
    return earned / possible if possible else Decimal(0)
