"""Links that open an account once: invitations and password resets."""

import datetime as dt
import secrets
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from course.digest import digest
from course.errors import Refused
from course.people.models import AccessLink, LinkPurpose, Person
from course.people.rules import INVITATION_LASTS, RESET_LASTS

_LASTS = {LinkPurpose.INVITE: INVITATION_LASTS, LinkPurpose.RESET: RESET_LASTS}


@dataclass(frozen=True)
class Fresh:
    """A link that was just made. The token leaves in a mail and is kept nowhere."""

    token: str
    purpose: LinkPurpose
    expires_at: dt.datetime


def fresh(purpose: LinkPurpose, now: dt.datetime) -> Fresh:
    """Return a new link with 256 random bits: 14 days for an invitation, 1 hour for a reset."""
    return Fresh(secrets.token_urlsafe(32), purpose, now + _LASTS[purpose])


def purpose_for(person: Person) -> LinkPurpose:
    """Return what a link to this person is for: a first password or a new one."""
    return LinkPurpose.INVITE if person.password_hash is None else LinkPurpose.RESET


def keep(session: Session, link: Fresh, person_id: int, now: dt.datetime) -> None:
    """Keep the digest of a link. Older links stay good: an outsider cannot kill them by asking."""
    session.add(
        AccessLink(
            person_id=person_id,
            purpose=link.purpose,
            token_digest=digest(link.token),
            created_at=now,
            expires_at=link.expires_at,
        )
    )
    session.flush()


class LinkState(StrEnum):
    """How a link stands."""

    GOOD = "good"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Seen:
    """A link as it was found; the person's values are empty unless the link is good."""

    state: LinkState
    person_id: int = 0
    name: str = ""
    email: str = ""
    zone: str = "UTC"


def look(session: Session, token: str, purpose: LinkPurpose, now: dt.datetime) -> Seen:
    """Return how a link stands, without using it. A disabled person's link has expired."""
    row = session.execute(
        select(AccessLink.used_at, AccessLink.expires_at, Person)
        .join(Person, Person.id == AccessLink.person_id)
        .where(AccessLink.token_digest == digest(token), AccessLink.purpose == purpose)
    ).one_or_none()
    if row is None:
        return Seen(LinkState.UNKNOWN)
    if row.used_at is not None:
        return Seen(LinkState.USED)
    person: Person = row.Person
    if row.expires_at <= now or person.disabled:
        return Seen(LinkState.EXPIRED)
    return Seen(LinkState.GOOD, person.id, person.name, person.email, person.zone)


def use(session: Session, token: str, purpose: LinkPurpose, now: dt.datetime) -> int:
    """Use a link up, with all others of the person, and return the person's id.

    Raises Refused when it is not good any more: of two posts at once, one gets it.
    """
    enabled = select(Person.id).where(Person.disabled.is_(False))
    person_id = session.scalar(
        update(AccessLink)
        .where(
            AccessLink.token_digest == digest(token),
            AccessLink.purpose == purpose,
            AccessLink.used_at.is_(None),
            AccessLink.expires_at > now,
            AccessLink.person_id.in_(enabled),
        )
        .values(used_at=now)
        .returning(AccessLink.person_id)
        .execution_options(synchronize_session=False)
    )
    if person_id is None:
        raise Refused("This link has been used or has expired. Nothing was changed.")
    withdraw(session, person_id, now)
    return person_id


def withdraw(session: Session, person_id: int, now: dt.datetime) -> None:
    """Make every open link of a person useless."""
    session.execute(
        update(AccessLink)
        .where(AccessLink.person_id == person_id, AccessLink.used_at.is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
