"""A supervisor's private notes on a trainee: only their author reads, changes or deletes them."""

import datetime as dt
from typing import NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from course.comments import rules
from course.comments.models import PrivateNote
from course.people.models import Person


def add(session: Session, author_id: int, trainee_id: int, text: str, now: dt.datetime) -> None:
    """Keep a note. Raises Invalid for a text that does not fit."""
    kept = rules.normal_text(text)
    session.add(PrivateNote(author_id=author_id, trainee_id=trainee_id, text=kept, changed_at=now))
    session.flush()


def own(session: Session, author_id: int, trainee_id: int) -> list[PrivateNote]:
    """Return the author's notes on a trainee, the newest first."""
    query = select(PrivateNote).where(
        PrivateNote.author_id == author_id, PrivateNote.trainee_id == trainee_id
    )
    return list(session.scalars(query.order_by(PrivateNote.id.desc())))


class Noted(NamedTuple):
    """A note with the name of whom it is about."""

    public_id: str
    name: str
    text: str
    changed_at: dt.datetime


def everything(session: Session, author_id: int) -> list[Noted]:
    """Return all notes of an author, by the trainee's name, the newest first."""
    rows = session.execute(
        select(PrivateNote.public_id, Person.name, PrivateNote.text, PrivateNote.changed_at)
        .join(Person, Person.id == PrivateNote.trainee_id)
        .where(PrivateNote.author_id == author_id)
        .order_by(Person.name, PrivateNote.trainee_id, PrivateNote.id.desc())
    )
    return [Noted(*row) for row in rows]


def find(session: Session, author_id: int, public_id: str) -> PrivateNote | None:
    """Return a note of this author's; None for anybody else's."""
    query = select(PrivateNote).where(
        PrivateNote.author_id == author_id, PrivateNote.public_id == public_id
    )
    return session.scalar(query)


def change(session: Session, author_id: int, note_id: int, text: str, now: dt.datetime) -> None:
    """Replace a note's text; nothing of the old one stays. Raises Invalid for a bad text."""
    kept = rules.normal_text(text)
    session.execute(
        update(PrivateNote)
        .where(PrivateNote.id == note_id, PrivateNote.author_id == author_id)
        .values(text=kept, changed_at=now)
    )


def remove(session: Session, author_id: int, note_id: int) -> None:
    """Delete a note: the row is gone."""
    session.execute(
        delete(PrivateNote).where(PrivateNote.id == note_id, PrivateNote.author_id == author_id)
    )
