"""When the hours of a requirement could be there, by the pace of the last weeks. Pure."""

import datetime as dt
import math
import statistics
from collections.abc import Iterable
from dataclasses import dataclass

WEEK = dt.timedelta(days=7)
#: The pace is that of so many weeks, or of as many as there are.
WEEKS = 12
#: Below so many weeks since the first hours nothing is said.
FEWEST_WEEKS = 4
#: Beyond so many weeks no day is said.
FARTHEST = 52 * 20
#: 80 % of a normal distribution lies within so many standard deviations of its mean.
_WITHIN = 1.2816


@dataclass(frozen=True)
class Forecast:
    """A range of days. `latest` is None when the pace varies too much to say one."""

    earliest: dt.date
    latest: dt.date | None
    #: The weeks whose pace was taken, and their mean in minutes.
    weeks: int
    per_week: float


def forecast(
    counted: Iterable[tuple[dt.date, int]], missing: int, today: dt.date
) -> Forecast | None:
    """Return when the missing minutes are there if weeks go on like the last ones, in 4 of 5 cases.

    `counted` are days and the minutes that count. None when there is not enough to say: less
    than four weeks since the first hours, or no hours in the weeks looked at.

    The sum of the next n weeks is taken as normal with mean n·m and variance s²·(n + n²/k), m and
    s the mean and deviation of the last k weeks: the prediction interval of a sum (Hahn and
    Meeker, Statistical Intervals, 1991, with the normal in the place of Student's distribution).
    """
    hours = list(counted)
    weeks = _weeks(hours, today)
    if len(weeks) < FEWEST_WEEKS or not any(weeks) or missing <= 0:
        return None
    mean, deviation = statistics.fmean(weeks), statistics.stdev(weeks)
    soonest = _reached(missing, mean, _WITHIN * deviation, len(weeks))
    slowest = _reached(missing, mean, -_WITHIN * deviation, len(weeks))
    if soonest is None:
        return None
    latest = None if slowest is None else today + slowest * WEEK
    return Forecast(today + soonest * WEEK, latest, len(weeks), mean)


def _weeks(hours: list[tuple[dt.date, int]], today: dt.date) -> list[int]:
    """Return the minutes of each whole week that ended today, the newest first."""
    if not hours:
        return []
    whole = ((today - min(day for day, _ in hours)).days + 1) // 7
    weeks = [0] * min(whole, WEEKS)
    for day, minutes in hours:
        at = (today - day).days // 7
        if 0 <= at < len(weeks):
            weeks[at] += minutes
    return weeks


def _reached(missing: int, mean: float, spread: float, known: int) -> int | None:
    """Return after how many weeks mean and spread together reach what is missing."""
    for ahead in range(1, FARTHEST + 1):
        if ahead * mean + spread * math.sqrt(ahead + ahead**2 / known) >= missing:
            return ahead
    return None


def together(found: Iterable[Forecast | None]) -> Forecast | None:
    """Return the forecast of several requirements: the latest of each end.

    None when one of them has none, for then nothing can be said of all.
    """
    parts = list(found)
    known = [one for one in parts if one is not None]
    if not known or len(known) < len(parts):
        return None
    ends = [one.latest for one in known if one.latest is not None]
    latest = max(ends) if len(ends) == len(known) else None
    slowest = max(known, key=lambda one: one.earliest)
    weeks = min(one.weeks for one in known)
    return Forecast(slowest.earliest, latest, weeks, slowest.per_week)
