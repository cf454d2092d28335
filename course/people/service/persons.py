"""People themselves: made, found, changed, disabled; what happened to their access."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from course.errors import Invalid, Refused
from course.people import rules
from course.people.models import Person, PersonEvent, PersonEventKind
from course.people.service import roles as role_service
from course.people.service import sign_ins
from course.permissions import Role

_TAKEN = "Somebody with this e-mail address is here already."


def create_person(  # noqa: PLR0913 - what a person is
    session: Session,
    *,
    email: str,
    name: str,
    roles: Iterable[Role],
    zone: str,
    password_hash: str | None,
    now: dt.datetime,
    actor_id: int | None,
) -> Person:
    """Add a person with roles; with a password hash they have joined, without they are invited.

    Raises Invalid for an address, a name or a zone that does not fit, and Refused for an
    address that somebody has.
    """
    person = _person(email, name, zone, password_hash, now)
    if find_by_email(session, person.email) is not None:
        raise Refused(_TAKEN)
    _insert(session, person)
    append_event(session, person.id, PersonEventKind.INVITED, now=now, actor_id=actor_id)
    if password_hash is not None:
        append_event(session, person.id, PersonEventKind.JOINED, now=now, actor_id=person.id)
    for role in dict.fromkeys(roles):
        role_service.append(session, person.id, role, now=now, actor_id=actor_id)
    role_service.rebuild_roles(session, person.id)
    return person


def _person(
    email: str, name: str, zone: str, password_hash: str | None, now: dt.datetime
) -> Person:
    return Person(
        email=rules.normal_email(email),
        name=rules.normal_name(name),
        zone=known_zone(zone),
        password_hash=password_hash,
        created_at=now,
    )


def _insert(session: Session, person: Person) -> None:
    session.add(person)
    try:
        session.flush()
    except IntegrityError as error:
        # Two directors invited the same person at the same moment.
        raise Refused(_TAKEN) from error


def known_zone(name: str) -> str:
    """Return the name when it is a time zone's; raises Invalid otherwise."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError) as error:
        raise Invalid("Choose a time zone from the list, such as America/New_York.") from error
    return name


def append_event(
    session: Session,
    person_id: int,
    kind: PersonEventKind,
    *,
    now: dt.datetime,
    actor_id: int | None,
    why: str = "",
) -> None:
    """Keep for ever that this happened to the person's access."""
    session.add(PersonEvent(person_id=person_id, kind=kind, at=now, actor_id=actor_id, why=why))
    session.flush()


def find_by_email(session: Session, email: str) -> Person | None:
    """Return the person with this address, in whatever case it is written."""
    return session.scalar(select(Person).where(Person.email == email.strip().lower()))


def person_by_public_id(session: Session, public_id: str) -> Person | None:
    """Return the person behind a public id."""
    return session.scalar(select(Person).where(Person.public_id == public_id))


def change_profile(
    session: Session, person_id: int, *, name: str, zone: str, theme: str, wants_digest: bool = True
) -> None:
    """Set what people decide about themselves. Raises Invalid for what does not fit."""
    if theme not in rules.THEMES:
        raise Invalid("Choose one of the three themes.")
    values = {
        "name": rules.normal_name(name),
        "zone": known_zone(zone),
        "theme": theme,
        "wants_digest": wants_digest,
    }
    session.execute(update(Person).where(Person.id == person_id).values(**values))


def set_password(
    session: Session,
    person_id: int,
    password_hash: str,
    *,
    kind: PersonEventKind,
    now: dt.datetime,
    actor_id: int,
) -> None:
    """Set a password and end every sign-in that the old one opened."""
    session.execute(
        update(Person).where(Person.id == person_id).values(password_hash=password_hash)
    )
    append_event(session, person_id, kind, now=now, actor_id=actor_id)
    sign_ins.end_all(session, person_id, now)


def disable(
    session: Session, person: Person, *, now: dt.datetime, actor_id: int | None, why: str = ""
) -> None:
    """Close a person's access: their sign-ins end and their links open nothing.

    Raises Refused for the last director and for who is disabled already.
    """
    if person.disabled:
        raise Refused(f"{person.name} is disabled already.")
    if Role.DIRECTOR.value in person.roles.split():
        role_service.need_another_director(session, person.id)
    kind = PersonEventKind.DISABLED
    append_event(session, person.id, kind, now=now, actor_id=actor_id, why=why)
    rebuild_disabled(session, person.id)
    sign_ins.end_all(session, person.id, now)


def enable(session: Session, person: Person, *, now: dt.datetime, actor_id: int | None) -> None:
    """Open a person's access again. Raises Refused for who is not disabled."""
    if not person.disabled:
        raise Refused(f"{person.name} is not disabled.")
    append_event(session, person.id, PersonEventKind.ENABLED, now=now, actor_id=actor_id)
    rebuild_disabled(session, person.id)


def rebuild_disabled(session: Session, person_id: int) -> None:
    """Derive whether the person is disabled from the events."""
    last = session.scalar(
        select(PersonEvent.kind)
        .where(
            PersonEvent.person_id == person_id,
            PersonEvent.kind.in_([PersonEventKind.DISABLED, PersonEventKind.ENABLED]),
        )
        .order_by(PersonEvent.id.desc())
        .limit(1)
    )
    disabled = last == PersonEventKind.DISABLED
    session.execute(update(Person).where(Person.id == person_id).values(disabled=disabled))


def open_invitations(session: Session) -> int:
    """Return how many people were invited and have not joined yet."""
    invited = Person.password_hash.is_(None) & Person.disabled.is_(False)
    return session.scalar(select(func.count(Person.id)).where(invited)) or 0
