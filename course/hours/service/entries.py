"""Entering, correcting and withdrawing hours."""

import datetime as dt
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from course.errors import Refused
from course.hours import rules
from course.hours.models import HoursEntry, HoursVersion
from course.hours.rules import Draft
from course.hours.states import EntryState

_CURRENT = ("category", "mode", "area", "day", "minutes", "starts_minute")


@dataclass(frozen=True)
class By:
    """Who acts, when, which day it is where they are, and why a correction is made."""

    actor_id: int
    now: dt.datetime
    today: dt.date
    why: str = ""


def add(session: Session, trainee_id: int, public_id: str, draft: Draft, by: By) -> HoursEntry:
    """Enter hours under the id that their form carried; the same form twice is one entry.

    Raises Invalid for what cannot be entered, and Refused when the id stands for other hours.
    """
    rules.check_draft(draft, by.today)
    if known := _known(session, public_id):
        return _same(session, known, trainee_id, draft)
    entry = HoursEntry(public_id=public_id, trainee_id=trainee_id, number=1)
    _set(entry, draft, EntryState.WAITING, by.now)
    try:
        with session.begin_nested():
            session.add(entry)
            session.flush()
    except IntegrityError:
        if known := _known(session, public_id):
            # The same form was sent twice at once, and the other one was first.
            return _same(session, known, trainee_id, draft)
        raise
    _append(session, entry, draft, by)
    return entry


def _known(session: Session, public_id: str) -> HoursEntry | None:
    return session.scalar(select(HoursEntry).where(HoursEntry.public_id == public_id))


def _same(session: Session, known: HoursEntry, trainee_id: int, draft: Draft) -> HoursEntry:
    first = session.get_one(HoursVersion, (known.id, 1))
    if known.trainee_id != trainee_id or _as_draft(first) != draft:
        raise Refused("This form was sent before with other hours. Open a new one.")
    return known


def _as_draft(version: HoursVersion) -> Draft:
    return Draft(**{name: getattr(version, name) for name in Draft.__dataclass_fields__})


def _set(entry: HoursEntry, draft: Draft, state: EntryState, now: dt.datetime) -> None:
    for name in _CURRENT:
        setattr(entry, name, getattr(draft, name))
    entry.state, entry.changed_at = state, now


def _append(
    session: Session, entry: HoursEntry, draft: Draft, by: By, *, withdrawn: bool = False
) -> None:
    session.add(
        HoursVersion(
            entry_id=entry.id,
            number=entry.number,
            **asdict(draft),
            withdrawn=withdrawn,
            at=by.now,
            actor_id=by.actor_id,
            why=by.why,
        )
    )
    session.flush()


@dataclass(frozen=True)
class Seen:
    """The version that a page showed: what was changed since is not overwritten."""

    public_id: str
    number: int


def correct(session: Session, trainee_id: int, seen: Seen, draft: Draft, by: By) -> None:
    """Append a corrected version, which waits to be signed.

    Raises Invalid, and Refused when the entry is signed, withdrawn or was changed meanwhile.
    """
    rules.check_draft(draft, by.today)
    entry = own_locked(session, trainee_id, seen)
    rules.check_may_change(entry.state)
    entry.number += 1
    _set(entry, draft, EntryState.WAITING, by.now)
    _append(session, entry, draft, by)


def withdraw(session: Session, trainee_id: int, seen: Seen, by: By) -> None:
    """Append a version that takes the entry out of every count; its history stays."""
    entry = own_locked(session, trainee_id, seen)
    rules.check_may_change(entry.state)
    before = _as_draft(session.get_one(HoursVersion, (entry.id, entry.number)))
    entry.number += 1
    entry.state, entry.changed_at = EntryState.WITHDRAWN, by.now
    _append(session, entry, before, by, withdrawn=True)


def own_locked(session: Session, trainee_id: int, seen: Seen) -> HoursEntry:
    """Return the trainee's entry, locked. Raises Refused when it is not as it was seen."""
    entry = locked(session, seen.public_id)
    if entry is None or entry.trainee_id != trainee_id or entry.number != seen.number:
        raise Refused("This entry was changed since the page was opened. Look at it again.")
    return entry


def locked(session: Session, public_id: str) -> HoursEntry | None:
    """Return an entry, locked against another change on PostgreSQL; SQLite has one writer."""
    query = select(HoursEntry).where(HoursEntry.public_id == public_id)
    fresh = query.with_for_update().execution_options(populate_existing=True)
    return session.scalar(fresh)
