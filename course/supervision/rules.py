"""When a trainee is called stalled, what counts as lately, and how an export is guarded. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from course.errors import Invalid

#: Days without work after which a trainee may need a word. The roster says the rule.
STALLED_DAYS = 21
#: A safety item that was missed longer ago than this is no longer shown in the roster.
LATELY = dt.timedelta(days=90)
#: A trainee with work in these days is called active.
ACTIVE_DAYS = 14
#: A leave of absence is for so many days at most; a longer one is set again.
LONGEST_LEAVE_DAYS = 366


@dataclass(frozen=True)
class Away:
    """A leave of absence, from its first to its last day."""

    from_day: dt.date
    until_day: dt.date


def on_leave(leaves: Iterable[Away], today: dt.date) -> Away | None:
    """Return the leave that covers the day: of several, the one that ends last."""
    covering = [one for one in leaves if one.from_day <= today <= one.until_day]
    return max(covering, key=lambda one: one.until_day, default=None)


def idle_days(last_work: dt.date, leaves: Iterable[Away], today: dt.date) -> int:
    """Return the days since the last work, or since the leave that ended after it.

    0 during a leave.
    """
    past = list(leaves)
    if on_leave(past, today):
        return 0
    ended = [one.until_day for one in past if one.until_day < today]
    return max(0, (today - max([last_work, *ended])).days)


def is_stalled(last_work: dt.date, leaves: Iterable[Away], today: dt.date) -> bool:
    """Return whether there was no work and no leave in the last `STALLED_DAYS` days.

    `last_work` of somebody who has not begun is the first day of the supervisor's charge.
    """
    return idle_days(last_work, leaves, today) >= STALLED_DAYS


def check_leave(away: Away, today: dt.date) -> None:
    """Raise Invalid, naming the field, for a leave that cannot be."""
    if away.until_day < away.from_day:
        raise Invalid("until_day: the last day cannot be before the first.")
    if away.until_day < today:
        raise Invalid("until_day: this leave would be over already.")
    if (away.until_day - away.from_day).days > LONGEST_LEAVE_DAYS:
        raise Invalid("until_day: a leave is a year long at most; set it again then.")


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula: such texts begin with an apostrophe.

    See OWASP, CSV Injection.
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
