"""Reading and keeping what files said."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from course.db import new_public_id
from course.sources.models import ContentSource, Edition
from course.sources.things import Thing

Key = tuple[str, str]


def known(session: Session) -> dict[Key, ContentSource]:
    """Return every source row by kind and key."""
    return {(row.kind, row.key): row for row in session.scalars(select(ContentSource))}


def remember(session: Session, thing: Thing, row: ContentSource | None) -> None:
    """Keep what the file says now as the base of the next load."""
    if row is None:
        row = ContentSource(kind=thing.kind, key=thing.key)
        session.add(row)
    row.path, row.position, row.digest = thing.path, thing.position, thing.digest


def forget(session: Session, kind: str, key: str) -> None:
    """Drop the base of a thing that left the files."""
    session.execute(
        delete(ContentSource).where(ContentSource.kind == kind, ContentSource.key == key)
    )


#: The subquery that hot pages put into their own statement.
EDITION = select(Edition.__table__.c.token).where(Edition.__table__.c.id == 1).scalar_subquery()


def bump(session: Session) -> None:
    """Say that content changed. The token is random, so that a restored backup never reuses one."""
    row = session.get(Edition, 1)
    if row is None:
        session.add(Edition(id=1, token=new_public_id()))
    else:
        row.token = new_public_id()


def edition(session: Session) -> str:
    """Return the token of the content as it is now; empty before anything was loaded."""
    return session.scalar(select(Edition.token).where(Edition.id == 1)) or ""
