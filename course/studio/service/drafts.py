"""Drafts: kept, found, thrown away. Each belongs to its author."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from course.errors import Refused
from course.studio.models import Draft, DraftKind, DraftPicture

#: How many pictures of one lesson wait at most.
MOST_PICTURES = 20


@dataclass(frozen=True)
class Place:
    """Whose draft of what."""

    author_id: int
    kind: DraftKind
    key: str


def find(session: Session, place: Place) -> Draft | None:
    """Return the author's draft of a thing, None when there is none."""
    return session.scalar(select(Draft).where(*_at(place)))


def _at(place: Place) -> tuple[ColumnElement[bool], ...]:
    return (
        Draft.author_id == place.author_id,
        Draft.kind == place.kind,
        Draft.key == place.key,
    )


def keep(
    session: Session, place: Place, text: str, base: int, *, bank: str = "", now: dt.datetime
) -> None:
    """Keep a draft; the author's older one of the same thing is replaced."""
    row = find(session, place)
    if row is None:
        row = Draft(author_id=place.author_id, kind=place.kind, key=place.key)
        session.add(row)
    row.text, row.base, row.bank, row.at = text, base, bank, now
    session.flush()


def drop(session: Session, place: Place) -> None:
    """Throw a draft away, with the pictures that wait for it; harmless when there is none."""
    session.execute(delete(Draft).where(*_at(place)))
    if place.kind == DraftKind.LESSON:
        session.execute(
            delete(DraftPicture).where(
                DraftPicture.author_id == place.author_id, DraftPicture.lesson == place.key
            )
        )


@dataclass(frozen=True)
class DraftLine:
    """A draft in a list."""

    kind: DraftKind
    key: str
    bank: str
    #: Whether there is no version of the thing yet.
    is_new: bool
    at: dt.datetime


def mine(session: Session, author_id: int) -> list[DraftLine]:
    """Return an author's drafts, the newest first."""
    query = select(Draft.kind, Draft.key, Draft.bank, Draft.base, Draft.at)
    rows = session.execute(query.where(Draft.author_id == author_id).order_by(Draft.at.desc()))
    return [DraftLine(kind, key, bank, base == 0, at) for kind, key, bank, base, at in rows]


def count(session: Session, author_id: int) -> int:
    """Return how many drafts an author has."""
    return session.scalar(select(func.count(Draft.id)).where(Draft.author_id == author_id)) or 0


def keys(session: Session, author_id: int, kind: DraftKind) -> set[str]:
    """Return the keys of an author's drafts of a kind."""
    where = (Draft.author_id == author_id, Draft.kind == kind)
    return set(session.scalars(select(Draft.key).where(*where)))


def pictures(session: Session, author_id: int, lesson: str) -> dict[str, bytes]:
    """Return the pictures that an author uploaded for a lesson, by name."""
    rows = session.execute(
        select(DraftPicture.name, DraftPicture.body)
        .where(DraftPicture.author_id == author_id, DraftPicture.lesson == lesson)
        .order_by(DraftPicture.name)
    )
    return {row[0]: row[1] for row in rows}


@dataclass(frozen=True)
class Picture:
    """A picture as it was uploaded."""

    name: str
    body: bytes


def keep_picture(
    session: Session, author_id: int, lesson: str, picture: Picture, now: dt.datetime
) -> None:
    """Keep a picture for a lesson; one of the same name is replaced.

    Raises Refused when too many wait already.
    """
    here = (DraftPicture.author_id == author_id, DraftPicture.lesson == lesson)
    row = session.scalar(select(DraftPicture).where(*here, DraftPicture.name == picture.name))
    if row is None:
        if len(list(session.scalars(select(DraftPicture.id).where(*here)))) >= MOST_PICTURES:
            raise Refused(f"{MOST_PICTURES} pictures wait for this lesson; publish it first.")
        row = DraftPicture(author_id=author_id, lesson=lesson, name=picture.name)
        session.add(row)
    row.body, row.at = picture.body, now
    session.flush()
