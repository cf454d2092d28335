"""What directors do: each act is done and sealed in the log in one transaction."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from course.audit import service as audit
from course.errors import Refused
from course.outbox import service as outbox
from course.people.mails import Letter
from course.people.models import Assignment, Cohort, Person
from course.people.service import groups, links, persons, roles
from course.people.service.links import Fresh
from course.permissions import Role, roles_text


@dataclass(frozen=True)
class Acting:
    """Who acts (None: the command line), when, and the site's secret that seals the log."""

    actor_id: int | None
    now: dt.datetime
    key: str


def _record(session: Session, by: Acting, act: str, subject: str, **detail: object) -> None:
    audit.record(session, by.key, act, subject=subject, actor_id=by.actor_id, at=by.now, **detail)


@dataclass(frozen=True)
class Invitation:
    """Whom to invite, as what."""

    email: str
    name: str
    roles: frozenset[Role]
    zone: str = "UTC"


def invite(session: Session, by: Acting, wanted: Invitation, link: Fresh) -> Person:
    """Add a person who joins by the link. Raises Invalid and Refused as `create_person`."""
    person = persons.create_person(
        session,
        email=wanted.email,
        name=wanted.name,
        roles=[role for role in Role if role in wanted.roles],
        zone=wanted.zone,
        password_hash=None,
        now=by.now,
        actor_id=by.actor_id,
    )
    links.keep(session, link, person.id, by.now)
    names = roles_text(wanted.roles)
    _record(session, by, "person.invited", person.public_id, roles=names)
    return person


def new_link(session: Session, by: Acting, person: Person, link: Fresh) -> None:
    """Keep another link for a person. Raises Refused when it does not fit them any more."""
    if person.disabled:
        raise Refused(f"{person.name} is disabled. Enable their access first.")
    if links.purpose_for(person) != link.purpose:
        raise Refused(f"{person.name} has joined meanwhile. Send them a new link.")
    links.keep(session, link, person.id, by.now)
    _record(session, by, "person.link", person.public_id, purpose=link.purpose.value)


def mail(session: Session, person: Person, letter: Letter, link: Fresh, now: dt.datetime) -> None:
    """Queue the mail that brings a link; it is useless when the link is dead."""
    outbox.queue(
        session,
        recipient=person.email,
        subject=letter.subject,
        body=letter.body,
        now=now,
        useless_at=link.expires_at,
    )


def grant(session: Session, by: Acting, person: Person, role: Role, why: str) -> None:
    """Give a role; see `roles.grant`."""
    roles.grant(session, person, role, now=by.now, actor_id=by.actor_id, why=why)
    _record(session, by, "role.granted", person.public_id, role=role.value)


def revoke(session: Session, by: Acting, person: Person, role: Role, why: str) -> None:
    """Take a role back; see `roles.revoke`."""
    roles.revoke(session, person, role, now=by.now, actor_id=by.actor_id, why=why)
    _record(session, by, "role.revoked", person.public_id, role=role.value)


def disable(session: Session, by: Acting, person: Person, why: str) -> None:
    """Close a person's access and withdraw their links; see `persons.disable`."""
    persons.disable(session, person, now=by.now, actor_id=by.actor_id, why=why)
    links.withdraw(session, person.id, by.now)
    _record(session, by, "person.disabled", person.public_id)


def enable(session: Session, by: Acting, person: Person) -> None:
    """Open a person's access again; see `persons.enable`."""
    persons.enable(session, person, now=by.now, actor_id=by.actor_id)
    _record(session, by, "person.enabled", person.public_id)


def add_cohort(session: Session, by: Acting, name: str) -> Cohort:
    """Add a cohort; see `groups.add_cohort`."""
    cohort = groups.add_cohort(session, name=name, now=by.now)
    _record(session, by, "cohort.added", cohort.public_id)
    return cohort


@dataclass(frozen=True)
class Days:
    """From a day to a last day, or for good."""

    from_day: dt.date
    until_day: dt.date | None = None


def enroll(session: Session, by: Acting, trainee: Person, cohort: Cohort, days: Days) -> None:
    """Enroll a trainee; see `groups.enroll`."""
    groups.enroll(session, trainee, cohort, from_day=days.from_day, until_day=days.until_day)
    _record(session, by, "cohort.enrolled", trainee.public_id, cohort=cohort.public_id)


def leave(session: Session, by: Acting, trainee: Person, cohort: Cohort, until: dt.date) -> None:
    """Set a trainee's last day in a cohort; see `groups.leave`."""
    groups.leave(session, trainee, cohort, until_day=until)
    _record(
        session,
        by,
        "cohort.left",
        trainee.public_id,
        cohort=cohort.public_id,
        until=until.isoformat(),
    )


def assign(  # noqa: PLR0917 - two people, their days and their contract
    session: Session,
    by: Acting,
    trainee: Person,
    supervisor: Person,
    days: Days,
    contract_day: dt.date | None,
) -> Assignment:
    """Put a trainee in a supervisor's charge; see `groups.assign`."""
    made = groups.assign(
        session,
        trainee=trainee,
        supervisor=supervisor,
        from_day=days.from_day,
        until_day=days.until_day,
        contract_day=contract_day,
    )
    detail = {"supervisor": supervisor.public_id, "from": days.from_day.isoformat()}
    _record(session, by, "supervisor.assigned", trainee.public_id, **detail)
    return made


def end_assignment(session: Session, by: Acting, charge: Assignment, until: dt.date) -> None:
    """Set the last day of a charge; see `groups.end_assignment`."""
    groups.end_assignment(session, charge, until_day=until)
    _record(session, by, "supervisor.ended", charge.public_id, until=until.isoformat())
