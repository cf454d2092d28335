"""The roster: a page of a supervisor's trainees from summary rows, one row each.

Nothing here grows with all trainees of the site: every part starts from the supervisor's own
assignments and goes on by primary keys.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Select, Subquery, Tuple, bindparam, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from course.goals.service.days import next_day
from course.hours.models import HoursEntry
from course.hours.states import EntryState
from course.people.models import Assignment, Person
from course.people.service.seeing import runs_on
from course.permissions import Role
from course.progress.models import TraineeSafety, TraineeSummary

PAGE = 50


class Sort(StrEnum):
    """By what the roster is in order. Safety items are none of it: nobody is ranked by them."""

    NAME = "name"
    LAST = "last"
    WAITING = "waiting"


@dataclass(frozen=True)
class Asked:
    """Which part of the roster: whose, on which day, in which order, from where on."""

    supervisor_id: int
    today: dt.date
    #: Safety items missed before this instant are left out.
    since: dt.datetime
    sort: Sort = Sort.NAME
    #: Begins a name, or a later word of one.
    prefix: str = ""
    #: The public id of the last trainee of the page before.
    after: str = ""


class Row(NamedTuple):
    """One trainee of the roster."""

    id: int
    public_id: str
    name: str
    from_day: dt.date
    last_at: dt.datetime | None
    lessons_read: int
    quizzes_taken: int
    waiting: int
    to_discuss: int
    #: The next day that the trainee aims at.
    goal_day: dt.date | None


_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def _charges() -> Subquery:
    """Return id, public id, name and first day of those in charge today."""
    begins = func.lower(Person.name)
    prefix = bindparam("prefix", type_=Person.name.type)
    return (
        select(
            Person.id,
            Person.public_id,
            Person.name,
            func.min(Assignment.from_day).label("from_day"),
        )
        .join(Assignment, Assignment.trainee_id == Person.id)
        .where(
            Assignment.supervisor_id == bindparam("supervisor"),
            runs_on(bindparam("today")),
            Person.roles.contains(Role.TRAINEE.value),
            or_(
                begins.startswith(prefix, escape="/"),
                begins.contains(literal(" ") + prefix, escape="/"),
            ),
        )
        .group_by(Person.id, Person.public_id, Person.name)
        .subquery("charge")
    )


def _waiting(trainee_id: Any) -> Any:
    """Return how many entries the supervisor can sign: of days in their charge."""
    mine = (
        select(Assignment.id)
        .where(
            Assignment.trainee_id == HoursEntry.trainee_id,
            Assignment.supervisor_id == bindparam("supervisor"),
            runs_on(HoursEntry.day),
        )
        .exists()
    )
    return (
        select(func.count(HoursEntry.id))
        .where(HoursEntry.trainee_id == trainee_id, HoursEntry.state == EntryState.WAITING, mine)
        .correlate_except(HoursEntry)
        .scalar_subquery()
    )


def _to_discuss(trainee_id: Any) -> Any:
    return (
        select(func.count(TraineeSafety.question))
        .where(
            TraineeSafety.trainee_id == trainee_id, TraineeSafety.missed_at >= bindparam("since")
        )
        .correlate_except(TraineeSafety)
        .scalar_subquery()
    )


def _rows() -> Subquery:
    charge = _charges()
    return (
        select(
            *charge.c,
            TraineeSummary.last_at,
            func.coalesce(TraineeSummary.lessons_read, 0).label("lessons_read"),
            func.coalesce(TraineeSummary.quizzes_taken, 0).label("quizzes_taken"),
            _waiting(charge.c.id).label("waiting"),
            _to_discuss(charge.c.id).label("to_discuss"),
            next_day(charge.c.id, bindparam("today")).label("goal_day"),
        )
        .outerjoin(TraineeSummary, TraineeSummary.trainee_id == charge.c.id)
        .subquery("roster")
    )


#: Made once: its texts are the same for every supervisor.
_ROSTER = _rows()
_LAST = func.coalesce(_ROSTER.c.last_at, literal(_NEVER, TraineeSummary.last_at.type))
_KEYS: dict[Sort, tuple[Any, ...]] = {
    Sort.NAME: (_ROSTER.c.name, _ROSTER.c.id),
    # Who has not worked for longest comes first.
    Sort.LAST: (_LAST, _ROSTER.c.name, _ROSTER.c.id),
    # The most comes first: the number is turned, so that all parts of the key rise.
    Sort.WAITING: (-_ROSTER.c.waiting, _ROSTER.c.name, _ROSTER.c.id),
}


@dataclass(frozen=True)
class Page:
    """Part of the roster; `after` begins the next part, None at the end."""

    rows: list[Row]
    after: str | None


def page(session: Session, asked: Asked, size: int = PAGE) -> Page:
    """Return a page of the roster, in one statement, or two when it is not the first page."""
    known = {
        "supervisor": asked.supervisor_id,
        "today": asked.today,
        "since": asked.since,
        "prefix": _begins(asked.prefix),
    }
    query: Select[Any] = select(_ROSTER)
    edge = _edge(session, asked, known)
    if edge is not None:
        query = query.where(edge < tuple_(*_KEYS[asked.sort]))
    query = query.order_by(*_KEYS[asked.sort]).limit(size + 1)
    found = [Row(*row) for row in session.execute(query, known)]
    rows = found[:size]
    return Page(rows, rows[-1].public_id if len(found) > size else None)


def _begins(prefix: str) -> str:
    """Return the prefix as LIKE is to read it: every sign as itself."""
    plain = prefix.strip().lower().replace("/", "//")
    return plain.replace("%", "/%").replace("_", "/_")


def _edge(session: Session, asked: Asked, known: dict[str, Any]) -> Tuple | None:
    if not asked.after:
        return None
    keys = _KEYS[asked.sort]
    place = select(*keys).where(_ROSTER.c.public_id == asked.after)
    row = session.execute(place, known).one_or_none()
    if row is None:
        return None
    return tuple_(*(literal(value, key.type) for value, key in zip(row, keys, strict=True)))
