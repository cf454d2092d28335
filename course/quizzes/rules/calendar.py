"""Wall time and instants: an hour that a clock change skips or repeats has no single instant."""

import datetime as dt
from zoneinfo import ZoneInfo


def instant(wall: dt.datetime, zone: str, *, latest: bool) -> dt.datetime:
    """Return the UTC instant of a wall time (naive) in an IANA zone.

    A repeated hour gives its later or earlier instant, as `latest` says. A skipped hour is read by
    the offset before the change or the one after it, whichever gives the later or earlier one.
    """
    place = ZoneInfo(zone)
    both = [wall.replace(tzinfo=place, fold=fold).astimezone(dt.UTC) for fold in (0, 1)]
    return max(both) if latest else min(both)


def add_days(at: dt.datetime, days: int, zone: str) -> dt.datetime:
    """Return the instant so many days later at the same wall time in the zone, never an hour less.

    A day with a clock change has 23 or 25 hours; whoever was given a day is given the wall's.
    """
    if days == 0:
        return at
    wall = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    return instant(wall + dt.timedelta(days=days), zone, latest=True)
