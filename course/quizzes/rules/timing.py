"""When an attempt may start, when it ends, and what may be saved into it."""

import datetime as dt
import math
from dataclasses import dataclass
from decimal import Decimal

from course.errors import Refused
from course.quizzes.states import AttemptState

#: Covers the way over the network. Never shown as working time.
GRACE = dt.timedelta(seconds=30)


@dataclass(frozen=True)
class Terms:
    """What one person has at one quiz: its settings, with their accommodations worked in."""

    #: Minutes, None for no limit, before the factor and the extra minutes.
    minutes: int | None = None
    attempts: int | None = None
    opens_at: dt.datetime | None = None
    closes_at: dt.datetime | None = None
    #: The zone in which the window was meant.
    zone: str = "UTC"
    factor: Decimal = Decimal(1)
    extra_minutes: int = 0

    @property
    def limit(self) -> dt.timedelta | None:
        """The working time: minutes times factor + extra, to the second, rounded up."""
        if self.minutes is None:
            return None
        seconds = math.ceil(self.minutes * 60 * self.factor) + self.extra_minutes * 60
        return dt.timedelta(seconds=seconds)


def effective_deadline(started_at: dt.datetime, terms: Terms) -> dt.datetime | None:
    """Return the one end of an attempt: its limit or the close, whichever comes first.

    None when there is neither. What this gives is kept with the attempt, and every check reads it
    there; it is computed anew only when the person is given something.
    """
    limit = terms.limit
    ends = [terms.closes_at, None if limit is None else started_at + limit]
    return min((end for end in ends if end is not None), default=None)


@dataclass(frozen=True)
class Clocked:
    """What decides whether an attempt still runs: `deadline` as `effective_deadline` gave it."""

    state: AttemptState
    deadline: dt.datetime | None


def is_overdue(attempt: Clocked, now: dt.datetime) -> bool:
    """Return whether an open attempt is past its end and the grace."""
    end = attempt.deadline
    return attempt.state == AttemptState.OPEN and end is not None and now > end + GRACE


def no_time_left(deadline: dt.datetime | None, now: dt.datetime) -> bool:
    """Return whether the end has come at this instant."""
    return deadline is not None and now >= deadline


def latest(*instants: dt.datetime | None) -> dt.datetime | None:
    """Return the latest of those that there are."""
    return max((one for one in instants if one is not None), default=None)


def remaining_ms(attempt: Clocked, now: dt.datetime) -> int | None:
    """Return the working time left in milliseconds, never negative; None without a limit."""
    end = attempt.deadline
    return None if end is None else max(0, int((end - now).total_seconds() * 1000))


def check_open(attempt: Clocked, now: dt.datetime) -> None:
    """Raise Refused when nothing can be saved into the attempt any more."""
    if attempt.state == AttemptState.VOID:
        raise Refused("This attempt was taken out of the count.")
    if attempt.state != AttemptState.OPEN:
        raise Refused("This attempt was submitted; its answers stand as they are.")
    if is_overdue(attempt, now):
        raise Refused("The time of this attempt is over; what was saved before counts.")


def check_place(reached: int | None, slot: int) -> None:
    """Raise Refused where questions are answered in order and this is not the one it is at."""
    if reached is None or slot == reached:
        return
    where = "is behind you" if slot < reached else "comes later"
    raise Refused(f"Questions are answered in their order here, and question {slot} {where}.")


def check_window(terms: Terms, now: dt.datetime) -> None:
    """Raise Refused before the quiz opens for this person and from its close on."""
    if terms.opens_at is not None and now < terms.opens_at:
        raise Refused("This quiz is not open yet.")
    if terms.closes_at is not None and now >= terms.closes_at:
        raise Refused("This quiz is closed.")


def check_attempts_left(used: int, allowed: int | None) -> None:
    """Raise Refused when all attempts are used."""
    if allowed is not None and used >= allowed:
        raise Refused(f"All {allowed} attempts at this quiz are used.")


def submitted_at(attempt: Clocked, now: dt.datetime) -> dt.datetime:
    """Return the instant that counts as the submission: the end, when that is past."""
    end = attempt.deadline
    return now if end is None else min(now, end)
