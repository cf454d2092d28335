"""Keeping, sharing and deleting worksheets. Every query is of one owner."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from course.digest import canonical
from course.errors import Refused
from course.people.models import Assignment, Person
from course.people.service.seeing import holds
from course.permissions import Role
from course.study.models import Worksheet
from course.study.worksheets.rules import Charge, Entry


@dataclass(frozen=True)
class Kept:
    """A worksheet as its owner left it."""

    sheet: str
    lesson: str
    title: str
    entries: tuple[Entry, ...]
    seq: int
    saved_at: dt.datetime
    shared_at: dt.datetime | None

    @property
    def is_blank(self) -> bool:
        """True when every field was emptied."""
        return not self.entries


@dataclass(frozen=True)
class Save:
    """What a page sends: the whole worksheet, as the save with this number."""

    sheet: str
    lesson: str
    title: str
    entries: Sequence[Entry]
    op_id: str
    seq: int

    @property
    def body(self) -> str:
        """Return the canonical text that is stored."""
        return canonical([[one.field, one.prompt, one.text] for one in self.entries])


class Stale(Refused):
    """The page did not know of a save or of the deletion in another window.

    Carries what is stored, None when it was deleted.
    """

    def __init__(self, stored: Kept | None) -> None:
        what = "was deleted" if stored is None else "was changed"
        super().__init__(f"This worksheet {what} in another window.")
        self.stored = stored


def _kept(row: Worksheet) -> Kept:
    entries = tuple(Entry(*one) for one in json.loads(row.body))
    return Kept(row.sheet, row.lesson, row.title, entries, row.seq, row.saved_at, row.shared_at)


def _row(session: Session, trainee_id: int, sheet: str) -> Worksheet | None:
    where = (Worksheet.trainee_id == trainee_id, Worksheet.sheet == sheet)
    return session.scalar(select(Worksheet).where(*where).execution_options(populate_existing=True))


def find(session: Session, trainee_id: int, sheet: str) -> Kept | None:
    """Return an owner's worksheet, None when they keep none of this id."""
    row = _row(session, trainee_id, sheet)
    return None if row is None else _kept(row)


def all_of(session: Session, trainee_id: int) -> list[Kept]:
    """Return an owner's worksheets, the newest first."""
    query = select(Worksheet).where(Worksheet.trainee_id == trainee_id)
    rows = session.scalars(query.order_by(Worksheet.saved_at.desc(), Worksheet.id.desc()))
    return [_kept(row) for row in rows]


def save(session: Session, trainee_id: int, new: Save, now: dt.datetime) -> Kept:
    """Keep a worksheet. Called inside `writing()`.

    The same operation with the same body is acknowledged again and has one effect. Raises
    Refused when the operation id was used for another body, and Stale when the page did not know
    the newest save: its number must be the next one.
    """
    # One saver of a person at a time on PostgreSQL; SQLite has the writer lock.
    lock = select(Person.id).where(Person.id == trainee_id).with_for_update(key_share=True)
    session.execute(lock)
    row = _row(session, trainee_id, new.sheet)
    if row is not None and row.op_id == new.op_id:
        if (row.body, row.seq) != (new.body, new.seq):
            raise Refused("This operation id was used for another text.")
        return _kept(row)
    if new.seq != (row.seq if row else 0) + 1:
        raise Stale(_kept(row) if row else None)
    return _kept(_write(session, row, trainee_id, new, now))


def _write(
    session: Session, row: Worksheet | None, trainee_id: int, new: Save, now: dt.datetime
) -> Worksheet:
    if row is None:
        row = Worksheet(trainee_id=trainee_id, sheet=new.sheet, shared_at=None)
        session.add(row)
    row.lesson, row.title, row.body = new.lesson, new.title[:200], new.body
    row.seq, row.op_id, row.saved_at = new.seq, new.op_id, now
    session.flush()
    return row


def remove(session: Session, trainee_id: int, sheet: str) -> None:
    """Delete a worksheet: the row is gone. Called inside `writing()`."""
    where = (Worksheet.trainee_id == trainee_id, Worksheet.sheet == sheet)
    session.execute(delete(Worksheet).where(*where))


def share(session: Session, trainee_id: int, sheet: str, now: dt.datetime | None) -> None:
    """Share a worksheet with those in charge now, or with nobody any more when `now` is None."""
    where = (Worksheet.trainee_id == trainee_id, Worksheet.sheet == sheet)
    session.execute(update(Worksheet).where(*where).values(shared_at=now))


def charges(session: Session, trainee_id: int) -> list[Charge]:
    """Return every charge of a trainee whose supervisor may sign in and holds the role, by name."""
    query = (
        select(Person.id, Person.name, Person.zone, Assignment.from_day, Assignment.until_day)
        .join(Assignment, Assignment.supervisor_id == Person.id)
        .where(
            Assignment.trainee_id == trainee_id,
            Person.disabled.is_(False),
            holds(Role.SUPERVISOR),
        )
        .order_by(Person.name, Person.id)
    )
    return [Charge(*row) for row in session.execute(query)]
