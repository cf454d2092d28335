"""What happened to a person's access and roles, in words."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from course.people.models import GrantKind, Person, PersonEvent, PersonEventKind, RoleGrant
from course.permissions import Role


@dataclass(frozen=True)
class Happening:
    """One line of a person's history."""

    at: dt.datetime
    what: str
    who: str | None
    why: str


#: Whole phrases, so that they can be translated.
_EVENTS = {
    PersonEventKind.INVITED: "Invited",
    PersonEventKind.JOINED: "Joined",
    PersonEventKind.DISABLED: "Access disabled",
    PersonEventKind.ENABLED: "Access enabled",
    PersonEventKind.PASSWORD_CHANGED: "Password changed",
}
_GRANTS = {
    (GrantKind.GRANTED, Role.TRAINEE): "Role granted: trainee",
    (GrantKind.GRANTED, Role.INSTRUCTOR): "Role granted: instructor",
    (GrantKind.GRANTED, Role.SUPERVISOR): "Role granted: supervisor",
    (GrantKind.GRANTED, Role.DIRECTOR): "Role granted: director",
    (GrantKind.REVOKED, Role.TRAINEE): "Role revoked: trainee",
    (GrantKind.REVOKED, Role.INSTRUCTOR): "Role revoked: instructor",
    (GrantKind.REVOKED, Role.SUPERVISOR): "Role revoked: supervisor",
    (GrantKind.REVOKED, Role.DIRECTOR): "Role revoked: director",
}


def history(session: Session, person_id: int) -> list[Happening]:
    """Return what happened to a person's access and roles, the newest first."""
    happenings = [*_events(session, person_id), *_grants(session, person_id)]
    return sorted(happenings, key=lambda happening: happening.at, reverse=True)


def _events(session: Session, person_id: int) -> list[Happening]:
    actor = aliased(Person)
    rows = session.execute(
        select(PersonEvent.at, PersonEvent.kind, actor.name, PersonEvent.why)
        .outerjoin(actor, actor.id == PersonEvent.actor_id)
        .where(PersonEvent.person_id == person_id)
        .order_by(PersonEvent.id.desc())
    )
    return [Happening(at, _EVENTS[kind], who, why) for at, kind, who, why in rows]


def _grants(session: Session, person_id: int) -> list[Happening]:
    actor = aliased(Person)
    rows = session.execute(
        select(RoleGrant.at, RoleGrant.kind, RoleGrant.role, actor.name, RoleGrant.why)
        .outerjoin(actor, actor.id == RoleGrant.actor_id)
        .where(RoleGrant.person_id == person_id)
        .order_by(RoleGrant.id.desc())
    )
    return [Happening(at, _GRANTS[kind, role], who, why) for at, kind, role, who, why in rows]
