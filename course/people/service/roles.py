"""Roles: granted and revoked by appended rows; what a person holds is derived from them."""

import datetime as dt

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from course.errors import Refused
from course.people.models import GrantKind, Person, RoleGrant
from course.people.service.seeing import holds
from course.permissions import Role, parse_roles, roles_text


def grant(
    session: Session,
    person: Person,
    role: Role,
    *,
    now: dt.datetime,
    actor_id: int | None,
    why: str = "",
) -> None:
    """Give a role. Raises Refused when the person holds it."""
    if role in parse_roles(person.roles):
        raise Refused(f"{person.name} holds this role already: {role.value}.")
    append(session, person.id, role, now=now, actor_id=actor_id, why=why)
    rebuild_roles(session, person.id)


def revoke(
    session: Session,
    person: Person,
    role: Role,
    *,
    now: dt.datetime,
    actor_id: int | None,
    why: str = "",
) -> None:
    """Take a role back. Raises Refused when it is not held, and for the last director's own."""
    if role not in parse_roles(person.roles):
        raise Refused(f"{person.name} does not hold this role: {role.value}.")
    if role == Role.DIRECTOR:
        need_another_director(session, person.id)
    kind = GrantKind.REVOKED
    append(session, person.id, role, now=now, actor_id=actor_id, why=why, kind=kind)
    rebuild_roles(session, person.id)


def append(
    session: Session,
    person_id: int,
    role: Role,
    *,
    now: dt.datetime,
    actor_id: int | None,
    why: str = "",
    kind: GrantKind = GrantKind.GRANTED,
) -> None:
    """Keep for ever that a role came or went; `rebuild_roles` makes it count."""
    session.add(
        RoleGrant(person_id=person_id, role=role, kind=kind, at=now, actor_id=actor_id, why=why)
    )
    session.flush()


def rebuild_roles(session: Session, person_id: int) -> None:
    """Derive the roles held from the grants and revocations, in their order."""
    rows = session.execute(
        select(RoleGrant.role, RoleGrant.kind)
        .where(RoleGrant.person_id == person_id)
        .order_by(RoleGrant.id)
    )
    last = {role: kind for role, kind in rows}  # noqa: C416 - later rows win
    held = frozenset(role for role, kind in last.items() if kind == GrantKind.GRANTED)
    session.execute(update(Person).where(Person.id == person_id).values(roles=roles_text(held)))


def need_another_director(session: Session, person_id: int) -> None:
    """Raise Refused unless somebody else can still direct: enabled, and with a password.

    The rows are locked: two directors who revoke each other at once would leave none.
    """
    directors = session.scalars(
        select(Person.id)
        .where(holds(Role.DIRECTOR), Person.disabled.is_(False), Person.password_hash.is_not(None))
        .order_by(Person.id)
        .with_for_update()
    ).all()
    if not set(directors) - {person_id}:
        raise Refused(
            "This is the last director, and without one nobody could let people in. "
            "Make somebody else a director first."
        )
