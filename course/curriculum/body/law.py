"""When a legal statement is too old to rest on."""

import calendar
import datetime as dt

FRESH_MONTHS = 6


def is_stale(as_of: dt.date, today: dt.date) -> bool:
    """Say whether more than six calendar months lie between the look at the law and today."""
    return today > _months_later(as_of, FRESH_MONTHS)


def _months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day of a later month, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return dt.date(day.year + years, month + 1, min(day.day, last))
