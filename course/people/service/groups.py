"""Cohorts, who is enrolled in them, and which supervisor is in charge of whom."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from course.errors import Invalid, Refused
from course.people import rules
from course.people.models import Assignment, Cohort, Enrollment, Person
from course.permissions import Role

_ORDER = "The last day cannot be before the first."


def add_cohort(session: Session, *, name: str, now: dt.datetime) -> Cohort:
    """Add a cohort. Raises Invalid for a name that does not fit, Refused for one that is taken."""
    cohort = Cohort(name=rules.normal_name(name), created_at=now)
    taken = f"There is a cohort with this name already: {cohort.name}."
    if session.scalar(select(Cohort.id).where(Cohort.name == cohort.name)) is not None:
        raise Refused(taken)
    session.add(cohort)
    try:
        session.flush()
    except IntegrityError as error:
        raise Refused(taken) from error
    return cohort


def cohort_by_public_id(session: Session, public_id: str) -> Cohort | None:
    """Return the cohort behind a public id."""
    return session.scalar(select(Cohort).where(Cohort.public_id == public_id))


def enroll(
    session: Session,
    trainee: Person,
    cohort: Cohort,
    *,
    from_day: dt.date,
    until_day: dt.date | None = None,
) -> Enrollment:
    """Enroll a trainee in a cohort from a day on, until a last day or for good.

    Raises Refused when the person is no trainee or is in the cohort on one of the days, and
    Invalid when the days are out of order.
    """
    _need_role(trainee, Role.TRAINEE)
    _need_order(from_day, until_day)
    for old in _enrollments(session, trainee.id, cohort.id):
        if rules.days_overlap((old.from_day, old.until_day), (from_day, until_day)):
            raise Refused(f"{trainee.name} is in this cohort on these days already.")
    made = Enrollment(
        trainee_id=trainee.id, cohort_id=cohort.id, from_day=from_day, until_day=until_day
    )
    session.add(made)
    session.flush()
    return made


def _enrollments(session: Session, trainee_id: int, cohort_id: int) -> list[Enrollment]:
    query = select(Enrollment).where(
        Enrollment.trainee_id == trainee_id, Enrollment.cohort_id == cohort_id
    )
    return list(session.scalars(query.order_by(Enrollment.from_day)))


def leave(session: Session, trainee: Person, cohort: Cohort, *, until_day: dt.date) -> None:
    """Set the last day in a cohort. Raises Refused when the trainee is not in it."""
    going_on = [e for e in _enrollments(session, trainee.id, cohort.id) if e.until_day is None]
    if not going_on:
        raise Refused(f"{trainee.name} is not in this cohort now.")
    _need_order(going_on[-1].from_day, until_day)
    going_on[-1].until_day = until_day
    session.flush()


def assign(
    session: Session,
    *,
    trainee: Person,
    supervisor: Person,
    from_day: dt.date,
    until_day: dt.date | None = None,
    contract_day: dt.date | None = None,
) -> Assignment:
    """Put a trainee in a supervisor's charge.

    Raises Refused when a role is missing, both are one person, or they are together on one of
    the days already, and Invalid when the days are out of order.
    """
    _need_pair(trainee, supervisor)
    _need_order(from_day, until_day)
    for old in _assignments(session, trainee.id, supervisor.id):
        if rules.days_overlap((old.from_day, old.until_day), (from_day, until_day)):
            raise Refused(f"{supervisor.name} is in charge on these days already.")
    made = Assignment(
        trainee_id=trainee.id,
        supervisor_id=supervisor.id,
        from_day=from_day,
        until_day=until_day,
        contract_day=contract_day,
    )
    session.add(made)
    session.flush()
    return made


def _assignments(session: Session, trainee_id: int, supervisor_id: int) -> list[Assignment]:
    return list(
        session.scalars(
            select(Assignment).where(
                Assignment.trainee_id == trainee_id, Assignment.supervisor_id == supervisor_id
            )
        )
    )


def assignment_by_public_id(session: Session, public_id: str) -> Assignment | None:
    """Return the assignment behind a public id."""
    return session.scalar(select(Assignment).where(Assignment.public_id == public_id))


def end_assignment(session: Session, assignment: Assignment, *, until_day: dt.date) -> None:
    """Set the last day of a supervisor's charge; a charge is only ever made shorter.

    Raises Invalid when it is before the first day, and Refused when it had ended before.
    """
    _need_order(assignment.from_day, until_day)
    if assignment.until_day is not None and until_day > assignment.until_day:
        raise Refused("This ended before that day. Assign the supervisor anew from a later day.")
    assignment.until_day = until_day
    session.flush()


def _need_pair(trainee: Person, supervisor: Person) -> None:
    if trainee.id == supervisor.id:
        raise Refused("Nobody supervises themselves.")
    _need_role(trainee, Role.TRAINEE)
    _need_role(supervisor, Role.SUPERVISOR)


def _need_role(person: Person, role: Role) -> None:
    if role.value not in person.roles.split():
        raise Refused(f"{person.name} does not hold the role this needs: {role.value}.")


def _need_order(from_day: dt.date, until_day: dt.date | None) -> None:
    if until_day is not None and until_day < from_day:
        raise Invalid(_ORDER)
