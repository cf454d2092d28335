"""How hours grew, as lines to draw and as a table to read. Pure."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from course.goals.allocation import Entry
from course.hours.kinds import Category

#: The box that lines are drawn in; a page stretches it to its own width.
WIDTH, HEIGHT = 1000, 400


@dataclass(frozen=True)
class Line:
    """The growing sum of one category."""

    category: Category
    #: The path of an SVG, in a box of WIDTH by HEIGHT.
    path: str
    minutes: int


@dataclass(frozen=True)
class Month:
    """A row of the table: minutes of a month and in all, by category."""

    month: dt.date
    minutes: tuple[int, ...]
    in_all: tuple[int, ...]


@dataclass(frozen=True)
class Growth:
    """A plot: lines, where the minimum lies, what stands at the axes, and the same as a table."""

    lines: tuple[Line, ...]
    months: tuple[Month, ...]
    #: The height of the minimum, from the top of the box.
    target: float
    #: The minimum in hours.
    minimum: str
    #: Hours at the top, the middle and the bottom.
    ticks: tuple[str, str, str]
    first: dt.date
    last: dt.date


def growth(entries: Sequence[Entry], needed: int, today: dt.date) -> Growth | None:
    """Return the plot of some entries toward a minimum of so many minutes; None without any."""
    if not entries:
        return None
    first, last = min(one.day for one in entries), max(today, *(one.day for one in entries))
    names = [one for one in Category if any(entry.category == one for entry in entries)]
    sums = {name: _sum(entries, name) for name in names}
    top = _nice(max(needed, *sums.values()))
    box = _Box(first.replace(day=1), last, top)
    return Growth(
        tuple(Line(name, _path(entries, name, box), sums[name]) for name in names),
        tuple(_months(entries, names)),
        box.y(needed),
        _in_hours(needed),
        (_in_hours(top), _in_hours(top // 2), "0"),
        box.first,
        last,
    )


def _sum(entries: Sequence[Entry], name: Category) -> int:
    return sum(one.minutes for one in entries if one.category == name)


def _nice(minutes: int) -> int:
    """Return a round number of hours, in minutes, that is not below."""
    hours = -(-minutes // 60)
    step = 2 * int(10 ** max(0, len(str(hours)) - 2))
    return -(-hours // step) * step * 60


@dataclass(frozen=True)
class _Box:
    first: dt.date
    last: dt.date
    top: int

    def x(self, day: dt.date) -> float:
        """Return where a day lies, from the left."""
        days = max(1, (self.last - self.first).days)
        return round((day - self.first).days * WIDTH / days, 1)

    def y(self, minutes: int) -> float:
        """Return where an amount lies, from the top."""
        return round(HEIGHT - minutes * HEIGHT / self.top, 1)


def _path(entries: Sequence[Entry], name: Category, box: _Box) -> str:
    """Return steps: level from day to day, up on the day of the hours."""
    days: Counter[dt.date] = Counter()
    for one in entries:
        if one.category == name:
            days[one.day] += one.minutes
    steps, so_far = [f"M0 {box.y(0)}"], 0
    for day in sorted(days):
        so_far += days[day]
        steps.append(f"H{box.x(day)}V{box.y(so_far)}")
    return "".join([*steps, f"H{box.x(box.last)}"])


def _months(entries: Sequence[Entry], names: Sequence[Category]) -> list[Month]:
    counted: Counter[tuple[dt.date, Category]] = Counter()
    for one in entries:
        counted[one.day.replace(day=1), one.category] += one.minutes
    rows: list[Month] = []
    so_far = [0] * len(names)
    for month in sorted({month for month, _ in counted}):
        amounts = [counted[month, name] for name in names]
        so_far = [before + now for before, now in zip(so_far, amounts, strict=True)]
        rows.append(Month(month, tuple(amounts), tuple(so_far)))
    return rows


def _in_hours(amount: int) -> str:
    """Return minutes as hours, such as `2.5`."""
    return f"{amount / 60:.2f}".rstrip("0").rstrip(".")
