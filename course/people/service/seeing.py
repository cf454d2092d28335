"""Who is looking, and which trainees they may see."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from course import clock, db
from course.digest import digest
from course.people.models import Assignment, Person, SignIn
from course.permissions import Role, Viewer, parse_roles

_person, _sign_in = Person.__table__.c, SignIn.__table__.c

#: Sent by every request of a signed-in person: made once, of tables and not of entities.
_VIEWER = (
    select(_person.id, _person.public_id, _person.name, _person.roles, _person.zone, _person.theme)
    .join_from(Person.__table__, SignIn.__table__, _sign_in.person_id == _person.id)
    .where(
        _sign_in.token_digest == bindparam("digest"),
        _sign_in.ended_at.is_(None),
        _sign_in.expires_at > bindparam("now"),
        _person.disabled.is_(False),
        _person.password_hash.is_not(None),
    )
)


def viewer_of(token: str) -> Viewer | None:
    """Return who is behind a sign-in's token, read in one statement.

    None when the sign-in ended or is too old, and when the person was disabled since.
    """
    known = {"digest": digest(token), "now": clock.now()}
    row = db.session().connection().execute(_VIEWER, known).one_or_none()
    if row is None:
        return None
    roles = parse_roles(row.roles)
    return Viewer(row.id, row.public_id, row.name, roles, row.zone, row.theme, token)


def today(zone: str) -> dt.date:
    """Return the day it is now where the person is."""
    return clock.now().astimezone(ZoneInfo(zone)).date()


@dataclass(frozen=True)
class TraineeRow:
    """A trainee as those who may see them know them.

    `from_day` is the first day of the supervisor's charge; for the trainees themselves and for
    directors it is the day on which the person was added.
    """

    public_id: str
    id: int
    name: str
    from_day: dt.date


def runs_on(day: Any) -> ColumnElement[bool]:
    """Return whether a charge runs on a day, which is a day or a column of days."""
    ends = Assignment.until_day
    return and_(Assignment.from_day <= day, or_(ends.is_(None), ends >= day))


def _in_charge(supervisor_id: int, on: dt.date) -> ColumnElement[bool]:
    return and_(Assignment.supervisor_id == supervisor_id, runs_on(on))


def supervises(session: Session, supervisor_id: int, trainee_id: int, on: dt.date) -> bool:
    """Return whether the supervisor is in charge of the trainee on this day."""
    found = session.scalar(
        select(Assignment.id)
        .where(Assignment.trainee_id == trainee_id, _in_charge(supervisor_id, on))
        .limit(1)
    )
    return found is not None


def _trainees(supervisor_id: int, on: dt.date) -> Select[str, int, str, dt.date]:
    return (
        select(Person.public_id, Person.id, Person.name, func.min(Assignment.from_day))
        .join(Assignment, Assignment.trainee_id == Person.id)
        .where(_in_charge(supervisor_id, on), is_trainee())
        .group_by(Person.id, Person.public_id, Person.name)
        .order_by(Person.name, Person.id)
    )


def is_trainee() -> ColumnElement[bool]:
    """Return the condition that a person holds the trainee's role."""
    return holds(Role.TRAINEE)


def holds(role: Role) -> ColumnElement[bool]:
    """Return the condition that a person holds a role; no role's name is part of another's."""
    return Person.roles.contains(role.value)


def trainees_of(session: Session, supervisor_id: int, on: dt.date) -> list[TraineeRow]:
    """Return the trainees in the supervisor's charge on this day, by name."""
    rows = session.execute(_trainees(supervisor_id, on))
    return [TraineeRow(*row) for row in rows]


def visible_trainee(session: Session, viewer: Viewer | None, public_id: str) -> TraineeRow | None:
    """Return the trainee when the viewer may see them today, else None.

    These may: the trainee, a supervisor who is in charge today, and directors.
    """
    if viewer is None:
        return None
    person = session.execute(
        select(Person.public_id, Person.id, Person.name, Person.created_at).where(
            Person.public_id == public_id, is_trainee()
        )
    ).one_or_none()
    if person is None:
        return None
    if person.id == viewer.id or viewer.has(Role.DIRECTOR):
        added = person.created_at.astimezone(ZoneInfo(viewer.zone)).date()
        return TraineeRow(person.public_id, person.id, person.name, added)
    return _in_charge_of(session, viewer, public_id)


def _in_charge_of(session: Session, viewer: Viewer, public_id: str) -> TraineeRow | None:
    if not viewer.has(Role.SUPERVISOR):
        return None
    query = _trainees(viewer.id, today(viewer.zone)).where(Person.public_id == public_id)
    row = session.execute(query).one_or_none()
    return None if row is None else TraineeRow(*row)
