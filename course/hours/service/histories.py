"""All that happened to one entry or one document, and what follows from it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.hours.models import (
    DocumentVersion,
    HeldDocument,
    HoursEntry,
    HoursVersion,
    SignOff,
)
from course.hours.rules import Said, Written, stands
from course.people.models import Person


@dataclass(frozen=True)
class Happening:
    """A version, or a supervisor's word on one."""

    at: dt.datetime
    who: str
    version: HoursVersion | None
    word: SignOff | None


def of_entry(session: Session, entry_id: int) -> list[Happening]:
    """Return an entry's versions and sign-offs with who made them, newest first."""
    versions = session.execute(
        select(HoursVersion, Person.name)
        .join(Person, Person.id == HoursVersion.actor_id)
        .where(HoursVersion.entry_id == entry_id)
    )
    words = session.execute(
        select(SignOff, Person.name)
        .join(Person, Person.id == SignOff.signer_id)
        .where(SignOff.entry_id == entry_id)
    )
    found = [Happening(one.at, who, one, None) for one, who in versions]
    found += [Happening(one.at, who, None, one) for one, who in words]
    return sorted(found, key=_order, reverse=True)


def _order(one: Happening) -> tuple[int, int]:
    """Return the place of a happening: versions by number, the words on each behind it."""
    if one.version is not None:
        return (one.version.number, 0)
    return (one.word.version, one.word.number) if one.word else (0, 0)


def of_document(session: Session, document_id: int) -> list[Any]:
    """Return a document's versions with who wrote them, newest first: (version, name)."""
    query = (
        select(DocumentVersion, Person.name)
        .join(Person, Person.id == DocumentVersion.actor_id)
        .where(DocumentVersion.document_id == document_id)
        .order_by(DocumentVersion.number.desc())
    )
    return list(session.execute(query).all())


_HOURS = ("category", "mode", "area", "day", "minutes", "starts_minute")
_PAPER = ("kind", "degree", "from_day", "until_day", "withdrawn")


def rebuild(session: Session, trainee_id: int) -> None:
    """Make a trainee's entries and documents as they stand again from their history."""
    entries = select(HoursEntry).where(HoursEntry.trainee_id == trainee_id)
    for entry in session.scalars(entries):
        _entry(session, entry)
    papers = select(HeldDocument).where(HeldDocument.trainee_id == trainee_id)
    for held in session.scalars(papers):
        _document(session, held)
    session.flush()


def _entry(session: Session, entry: HoursEntry) -> None:
    versions = session.scalars(select(HoursVersion).where(HoursVersion.entry_id == entry.id))
    newest = max(versions, key=lambda one: one.number)
    words = session.scalars(
        select(SignOff).where(SignOff.entry_id == entry.id).order_by(SignOff.number)
    )
    said = [Said(one.version, one.kind, one.at) for one in words]
    entry.number = newest.number
    written = Written(newest.number, newest.at, withdrawn=newest.withdrawn)
    entry.state, entry.changed_at = stands(written, said)
    for name in _HOURS:
        setattr(entry, name, getattr(newest, name))


def _document(session: Session, held: HeldDocument) -> None:
    query = select(DocumentVersion).where(DocumentVersion.document_id == held.id)
    newest = max(session.scalars(query), key=lambda one: one.number)
    held.number, held.changed_at = newest.number, newest.at
    for name in _PAPER:
        setattr(held, name, getattr(newest, name))
