"""Sign-ins: the row is the session, so ending the row ends it everywhere at once."""

import datetime as dt
import secrets
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from course.digest import digest
from course.people.models import Person, SignIn
from course.people.rules import SIGN_IN_LASTS


@dataclass(frozen=True)
class Credentials:
    """What a sign-in is checked against."""

    person_id: int
    password_hash: str


def credentials(session: Session, email: str) -> Credentials | None:
    """Return what to check for this address; None for nobody, disabled and not yet joined."""
    row = session.execute(
        select(Person.id, Person.password_hash).where(
            Person.email == email, Person.disabled.is_(False)
        )
    ).one_or_none()
    if row is None or row.password_hash is None:
        return None
    return Credentials(row.id, row.password_hash)


def begin(session: Session, person_id: int, now: dt.datetime) -> str:
    """Begin a sign-in and return its token: 256 random bits, of which only the digest is kept."""
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            person_id=person_id,
            token_digest=digest(token),
            created_at=now,
            expires_at=now + SIGN_IN_LASTS,
        )
    )
    session.flush()
    return token


def end(session: Session, token: str, now: dt.datetime) -> None:
    """End one sign-in."""
    session.execute(
        update(SignIn)
        .where(SignIn.token_digest == digest(token), SignIn.ended_at.is_(None))
        .values(ended_at=now)
    )


def end_all(session: Session, person_id: int, now: dt.datetime) -> None:
    """End every sign-in of a person."""
    session.execute(
        update(SignIn)
        .where(SignIn.person_id == person_id, SignIn.ended_at.is_(None))
        .values(ended_at=now)
    )


def rehash(session: Session, known: Credentials, password_hash: str) -> None:
    """Keep the same password under another cost, unless it was changed meanwhile."""
    session.execute(
        update(Person)
        .where(Person.id == known.person_id, Person.password_hash == known.password_hash)
        .values(password_hash=password_hash)
    )
