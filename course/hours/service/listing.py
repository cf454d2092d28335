"""What the pages of hours show: one page of rows at a time, columns only."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Tuple, and_, func, select, tuple_
from sqlalchemy.orm import Session

from course.hours import rules
from course.hours.kinds import Category, Mode
from course.hours.models import HoursEntry, HoursVersion
from course.hours.rules import Clocked
from course.hours.states import EntryState

PAGE = 50


@dataclass(frozen=True)
class Listed:
    """An entry in a list, as it stands."""

    public_id: str
    id: int
    number: int
    category: Category
    mode: Mode
    area: str | None
    day: dt.date
    minutes: int
    starts_minute: int | None
    state: EntryState
    provider: str
    note: str

    @property
    def starts(self) -> dt.time | None:
        """The clock time at which it began, when the trainee said it."""
        if self.starts_minute is None:
            return None
        return dt.time(*divmod(self.starts_minute, 60))


@dataclass(frozen=True)
class Filter:
    """Which entries are wanted; None: all. Withdrawn ones are shown only when asked for."""

    category: Category | None = None
    state: EntryState | None = None


@dataclass(frozen=True)
class EntryPage:
    """A page of entries, newest first, with the ids between which it lies (None at an end)."""

    entries: list[Listed]
    before: str | None
    after: str | None


_COLUMNS = (
    HoursEntry.public_id,
    HoursEntry.id,
    HoursEntry.number,
    HoursEntry.category,
    HoursEntry.mode,
    HoursEntry.area,
    HoursEntry.day,
    HoursEntry.minutes,
    HoursEntry.starts_minute,
    HoursEntry.state,
    HoursVersion.provider,
    HoursVersion.note,
)
_ORDER = tuple_(HoursEntry.day, HoursEntry.id)


def _entries(trainee_id: int) -> Any:
    now = and_(HoursVersion.entry_id == HoursEntry.id, HoursVersion.number == HoursEntry.number)
    return select(*_COLUMNS).join(HoursVersion, now).where(HoursEntry.trainee_id == trainee_id)


def one(session: Session, trainee_id: int, public_id: str) -> Listed | None:
    """Return one of a trainee's entries as it stands, or None."""
    query = _entries(trainee_id).where(HoursEntry.public_id == public_id)
    row = session.execute(query).one_or_none()
    return None if row is None else Listed(*row)


def entry_page(
    session: Session,
    trainee_id: int,
    wanted: Filter,
    *,
    after: str | None = None,
    before: str | None = None,
) -> EntryPage:
    """Return a page of a trainee's entries: those older than `after`, or newer than `before`."""
    edge = _edge(session, trainee_id, after or before)
    newer = edge is not None and not after
    query = _filtered(_entries(trainee_id), wanted)
    if edge is not None:
        query = query.where(edge < _ORDER if newer else edge > _ORDER)
    parts = (HoursEntry.day, HoursEntry.id)
    order = parts if newer else tuple(part.desc() for part in parts)
    found = [Listed(*row) for row in session.execute(query.order_by(*order).limit(PAGE + 1))]
    more, rows = len(found) > PAGE, found[:PAGE]
    if newer:
        return _between(rows[::-1], has_newer=more, has_older=True)
    return _between(rows, has_newer=edge is not None, has_older=more)


def _filtered(query: Any, wanted: Filter) -> Any:
    if wanted.category is not None:
        query = query.where(HoursEntry.category == wanted.category)
    if wanted.state is not None:
        return query.where(HoursEntry.state == wanted.state)
    return query.where(HoursEntry.state != EntryState.WITHDRAWN)


def _edge(session: Session, trainee_id: int, public_id: str | None) -> Tuple | None:
    if not public_id:
        return None
    row = session.execute(
        select(HoursEntry.day, HoursEntry.id).where(
            HoursEntry.public_id == public_id, HoursEntry.trainee_id == trainee_id
        )
    ).one_or_none()
    return None if row is None else tuple_(row.day, row.id)


def _between(rows: list[Listed], *, has_newer: bool, has_older: bool) -> EntryPage:
    if not rows:
        return EntryPage([], None, None)
    return EntryPage(
        rows,
        rows[0].public_id if has_newer else None,
        rows[-1].public_id if has_older else None,
    )


def totals(session: Session, trainee_id: int) -> dict[Category, dict[EntryState, int]]:
    """Return a trainee's minutes by category and state, without what was withdrawn."""
    rows = session.execute(
        select(HoursEntry.category, HoursEntry.state, func.sum(HoursEntry.minutes))
        .where(HoursEntry.trainee_id == trainee_id, HoursEntry.state != EntryState.WITHDRAWN)
        .group_by(HoursEntry.category, HoursEntry.state)
    )
    found: dict[Category, dict[EntryState, int]] = {}
    for category, state, minutes in rows:
        found.setdefault(category, {})[state] = int(minutes)
    return {category: found[category] for category in Category if category in found}


def told_twice(session: Session, trainee_id: int, days: list[dt.date]) -> set[str]:
    """Return the ids of entries about these days that share clock time with another."""
    if not days:
        return set()
    beside = dt.timedelta(days=1)
    rows = session.execute(
        select(
            HoursEntry.public_id, HoursEntry.day, HoursEntry.starts_minute, HoursEntry.minutes
        ).where(
            HoursEntry.trainee_id == trainee_id,
            HoursEntry.day.between(min(days) - beside, max(days) + beside),
            HoursEntry.starts_minute.is_not(None),
            HoursEntry.state != EntryState.WITHDRAWN,
        )
    )
    found: list[Any] = list(rows)
    return rules.overlapping(Clocked(*row) for row in found)


def all_entries(session: Session, trainee_id: int, size: int = 500) -> Iterator[list[Listed]]:
    """Yield all of a trainee's entries, oldest first, a page at a time: for an export.

    Between two pages the read transaction is ended, so that nobody waits for a slow reader.
    """
    edge: Tuple | None = None
    while True:
        query = _entries(trainee_id)
        if edge is not None:
            query = query.where(edge < _ORDER)
        query = query.order_by(HoursEntry.day, HoursEntry.id).limit(size)
        rows = [Listed(*row) for row in session.execute(query)]
        session.rollback()
        if rows:
            yield rows
        if len(rows) < size:
            return
        edge = tuple_(rows[-1].day, rows[-1].id)
