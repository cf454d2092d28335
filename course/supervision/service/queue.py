"""The entries that a supervisor can sign, and those that they signed."""

import datetime as dt
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from course.hours.kinds import Category, Mode
from course.hours.models import HoursEntry, HoursVersion, SignOff
from course.hours.states import EntryState, SignOffKind
from course.people.models import Assignment, Person
from course.people.service.seeing import runs_on

#: A page of the queue: as many as one looks at in a sitting.
PAGE = 25


class Waiting(NamedTuple):
    """An entry as its supervisor sees it before signing."""

    id: int
    public_id: str
    number: int
    trainee: str
    trainee_name: str
    day: dt.date
    minutes: int
    starts_minute: int | None
    category: Category
    mode: Mode
    area: str | None
    provider: str
    note: str
    #: Why it was corrected; empty for a first version.
    why: str


def _mine(supervisor_id: int) -> ColumnElement[bool]:
    """Return the condition that the entry's day lies in the supervisor's charge."""
    return (
        select(Assignment.id)
        .where(
            Assignment.supervisor_id == supervisor_id,
            Assignment.trainee_id == HoursEntry.trainee_id,
            runs_on(HoursEntry.day),
        )
        .exists()
    )


def _charged(supervisor_id: int) -> ColumnElement[bool]:
    """Return the condition that narrows the search to trainees the supervisor ever had."""
    ever = select(Assignment.trainee_id).where(Assignment.supervisor_id == supervisor_id)
    return HoursEntry.trainee_id.in_(ever)


_COLUMNS: tuple[Any, ...] = (
    HoursEntry.id,
    HoursEntry.public_id,
    HoursEntry.number,
    Person.public_id.label("trainee"),
    Person.name.label("trainee_name"),
    HoursEntry.day,
    HoursEntry.minutes,
    HoursEntry.starts_minute,
    HoursEntry.category,
    HoursEntry.mode,
    HoursEntry.area,
    HoursVersion.provider,
    HoursVersion.note,
    HoursVersion.why,
)
_VERSION = and_(HoursVersion.entry_id == HoursEntry.id, HoursVersion.number == HoursEntry.number)
_ORDER = (HoursEntry.day, HoursEntry.id)


def _signable(supervisor_id: int, trainee: str = "") -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on an entry; `trainee` is a public id, empty for all trainees."""
    whose = select(Person.id).where(Person.public_id == trainee).scalar_subquery()
    return (
        HoursEntry.state == EntryState.WAITING,
        _charged(supervisor_id),
        HoursEntry.trainee_id != supervisor_id,
        _mine(supervisor_id),
        *((HoursEntry.trainee_id == whose,) if trainee else ()),
    )


def waiting(
    session: Session,
    supervisor_id: int,
    after: tuple[dt.date, int] | None = None,
    most: int = PAGE,
    trainee: str = "",
) -> list[Waiting]:
    """Return the entries that wait for this supervisor, the oldest day first.

    `after` is day and id of the entry after which the page begins; `trainee` is the public id
    of the one whose entries are asked for, empty for all.
    """
    query = (
        select(*_COLUMNS)
        .join(HoursVersion, _VERSION)
        .join(Person, Person.id == HoursEntry.trainee_id)
        .where(*_signable(supervisor_id, trainee))
    )
    if after is not None:
        query = query.where(tuple_(*_ORDER) > tuple_(*after))
    return [Waiting(*row) for row in session.execute(query.order_by(*_ORDER).limit(most))]


def place(session: Session, supervisor_id: int, public_id: str) -> tuple[dt.date, int] | None:
    """Return day and id of an entry in the supervisor's charge, where a page can begin after it."""
    row = session.execute(
        select(*_ORDER).where(HoursEntry.public_id == public_id, _mine(supervisor_id))
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def counted(supervisor_id: int, trainee: str = "") -> Any:
    """Return, as a scalar subquery, how many entries wait for this supervisor; see `waiting`."""
    return (
        select(func.count(HoursEntry.id))
        .where(*_signable(supervisor_id, trainee))
        .scalar_subquery()
    )


_SIGNED: tuple[Any, ...] = (
    HoursEntry.public_id,
    HoursEntry.number,
    Person.public_id.label("trainee"),
    Person.name,
    HoursEntry.day,
    HoursEntry.minutes,
    HoursEntry.category,
    HoursEntry.mode,
    SignOff.at,
    HoursEntry.id,
)


class Signed(NamedTuple):
    """An entry that stands as signed by this supervisor."""

    public_id: str
    number: int
    trainee: str
    trainee_name: str
    day: dt.date
    minutes: int
    category: Category
    mode: Mode
    at: dt.datetime
    entry_id: int


def signed(
    session: Session, supervisor_id: int, before: str | None = None, most: int = PAGE
) -> list[Signed]:
    """Return what stands as signed by this supervisor, the newest first.

    `before` is the public id of the entry after which the page begins.
    """
    later = aliased(SignOff)
    is_last = (
        ~select(later.number)
        .where(later.entry_id == SignOff.entry_id, later.number > SignOff.number)
        .exists()
    )
    query = (
        select(*_SIGNED)
        .join(HoursEntry, HoursEntry.id == SignOff.entry_id)
        .join(Person, Person.id == HoursEntry.trainee_id)
        .where(
            SignOff.signer_id == supervisor_id,
            SignOff.kind == SignOffKind.SIGNED,
            HoursEntry.state == EntryState.SIGNED,
            is_last,
        )
    )
    if before:
        query = query.where(_before(supervisor_id, before))
    query = query.order_by(SignOff.at.desc(), SignOff.entry_id.desc()).limit(most)
    return [Signed(*row) for row in session.execute(query)]


def _before(supervisor_id: int, public_id: str) -> ColumnElement[bool]:
    other, entry = aliased(SignOff), aliased(HoursEntry)
    newest = (
        select(other.at)
        .join(entry, entry.id == other.entry_id)
        .where(other.signer_id == supervisor_id, entry.public_id == public_id)
        .order_by(other.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    its_id = select(entry.id).where(entry.public_id == public_id).scalar_subquery()
    return or_(SignOff.at < newest, and_(SignOff.at == newest, SignOff.entry_id < its_id))


def names(session: Session, supervisor_id: int, public_ids: list[str]) -> dict[str, str]:
    """Return entries of the supervisor's charge in words, such as `Tara Okafor, 3 Nov 2026`."""
    rows = session.execute(
        select(HoursEntry.public_id, Person.name, HoursEntry.day)
        .join(Person, Person.id == HoursEntry.trainee_id)
        .where(HoursEntry.public_id.in_(public_ids), _mine(supervisor_id))
    )
    return {public_id: f"{name}, {day:%-d %b %Y}" for public_id, name, day in rows}
