"""What a director's pages list. Columns only, one page of rows at a time."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Tuple, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from course.people.models import (
    Assignment,
    Cohort,
    Enrollment,
    Person,
)
from course.people.service.seeing import holds, runs_on
from course.permissions import Role

PAGE = 50


@dataclass(frozen=True)
class Listed:
    """A person in a list."""

    public_id: str
    name: str
    email: str
    roles: str
    disabled: bool
    joined: bool

    @property
    def state(self) -> str:
        """Return in one word how the person's access stands."""
        if self.disabled:
            return "disabled"
        return "active" if self.joined else "invited"


@dataclass(frozen=True)
class ListPage:
    """A page of people, with the public ids between which it lies (None at an end)."""

    people: list[Listed]
    before: str | None
    after: str | None


_LISTED = (
    Person.public_id,
    Person.name,
    Person.email,
    Person.roles,
    Person.disabled,
    Person.password_hash.is_not(None).label("joined"),
)
_ORDER = tuple_(Person.name, Person.id)


def directory(
    session: Session, *, prefix: str = "", after: str | None = None, before: str | None = None
) -> ListPage:
    """Return a page of people by name: those after, or before, the person with that public id.

    `prefix` begins a name, a later word of a name, or an address.
    """
    edge = _edge(session, after or before)
    backward = edge is not None and not after
    query = select(*_LISTED).where(*_begins(prefix))
    if edge is not None:
        query = query.where(edge > _ORDER if backward else edge < _ORDER)
    found = _rows(session, query, backward=backward)
    more, rows = len(found) > PAGE, found[:PAGE]
    people = rows[::-1] if backward else rows
    return _between(
        people, has_before=more if backward else edge is not None, has_after=backward or more
    )


def _rows(
    session: Session, query: Select[str, str, str, str, bool, bool], *, backward: bool
) -> list[Listed]:
    order = (Person.name.desc(), Person.id.desc()) if backward else (Person.name, Person.id)
    return [Listed(*row) for row in session.execute(query.order_by(*order).limit(PAGE + 1))]


def _edge(session: Session, public_id: str | None) -> Tuple | None:
    if not public_id:
        return None
    row = session.execute(
        select(Person.name, Person.id).where(Person.public_id == public_id)
    ).one_or_none()
    return None if row is None else tuple_(row.name, row.id)


def _begins(prefix: str) -> list[ColumnElement[bool]]:
    words = prefix.strip().lower()
    if not words:
        return []
    name = func.lower(Person.name)
    return [
        or_(
            name.startswith(words, autoescape=True),
            name.contains(f" {words}", autoescape=True),
            Person.email.startswith(words, autoescape=True),
        )
    ]


def _between(people: list[Listed], *, has_before: bool, has_after: bool) -> ListPage:
    if not people:
        return ListPage([], None, None)
    return ListPage(
        people,
        people[0].public_id if has_before else None,
        people[-1].public_id if has_after else None,
    )


def enrollments_of(session: Session, person_id: int) -> list[Any]:
    """Return the cohorts a trainee is and was in: public_id, name, from_day, until_day."""
    query = (
        select(Cohort.public_id, Cohort.name, Enrollment.from_day, Enrollment.until_day)
        .join(Enrollment, Enrollment.cohort_id == Cohort.id)
        .where(Enrollment.trainee_id == person_id)
        .order_by(Enrollment.from_day.desc(), Enrollment.id.desc())
    )
    return list(session.execute(query).all())


def charges(session: Session, person_id: int, *, of_supervisor: bool) -> list[Any]:
    """Return a supervisor's trainees, or a trainee's supervisors, with the days; newest first.

    Each row has: assignment, public_id and name of the other person, from_day, until_day,
    contract_day.
    """
    mine, other = Assignment.trainee_id, Assignment.supervisor_id
    if of_supervisor:
        mine, other = other, mine
    query = (
        select(
            Assignment.public_id.label("assignment"),
            Person.public_id,
            Person.name,
            Assignment.from_day,
            Assignment.until_day,
            Assignment.contract_day,
        )
        .join(Person, Person.id == other)
        .where(mine == person_id)
        .order_by(Assignment.from_day.desc(), Assignment.id.desc())
    )
    return list(session.execute(query).all())


def cohorts(session: Session, on: dt.date) -> list[Any]:
    """Return every cohort by name, with the number of trainees in it on the day."""
    query = (
        select(Cohort.public_id, Cohort.name, func.count(Enrollment.id).label("trainees"))
        .outerjoin(Enrollment, (Enrollment.cohort_id == Cohort.id) & _runs(on))
        .group_by(Cohort.id, Cohort.public_id, Cohort.name)
        .order_by(Cohort.name)
    )
    return list(session.execute(query).all())


def members(session: Session, cohort_id: int, on: dt.date) -> list[Any]:
    """Return who is in a cohort on the day or later, by name, with their days."""
    query = (
        select(
            Person.public_id,
            Person.name,
            Person.disabled,
            Enrollment.from_day,
            Enrollment.until_day,
        )
        .join(Enrollment, Enrollment.trainee_id == Person.id)
        .where(Enrollment.cohort_id == cohort_id)
        .where(or_(Enrollment.until_day.is_(None), Enrollment.until_day >= on))
        .order_by(Person.name, Person.id)
    )
    return list(session.execute(query).all())


def supervisors_of(session: Session, cohort_id: int, on: dt.date) -> dict[str, list[str]]:
    """Return the names of those in charge on the day, by the public id of each of a cohort."""
    supervisor, trainee = aliased(Person), aliased(Person)
    query = (
        select(trainee.public_id, supervisor.name)
        .join(Enrollment, Enrollment.trainee_id == trainee.id)
        .join(Assignment, Assignment.trainee_id == trainee.id)
        .join(supervisor, supervisor.id == Assignment.supervisor_id)
        .where(
            Enrollment.cohort_id == cohort_id,
            runs_on(on),
        )
        .order_by(supervisor.name)
        .distinct()
    )
    found: dict[str, list[str]] = {}
    for public_id, name in session.execute(query):
        found.setdefault(public_id, []).append(name)
    return found


def _runs(on: dt.date) -> ColumnElement[bool]:
    return (Enrollment.from_day <= on) & (
        Enrollment.until_day.is_(None) | (Enrollment.until_day >= on)
    )


def choices_of_cohorts(session: Session) -> dict[str, str]:
    """Return public_id and name of every cohort by name."""
    query = select(Cohort.public_id, Cohort.name).order_by(Cohort.name)
    return {row.public_id: row.name for row in session.execute(query)}


def choices_of_supervisors(session: Session) -> dict[str, str]:
    """Return public_id and name of every supervisor who is not disabled, by name."""
    query = select(Person.public_id, Person.name).where(
        holds(Role.SUPERVISOR), Person.disabled.is_(False)
    )
    rows = session.execute(query.order_by(Person.name, Person.id))
    return {row.public_id: row.name for row in rows}
