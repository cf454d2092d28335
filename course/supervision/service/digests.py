"""The daily digest: one mail a day that something waits, and nothing of what it is."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import Select, or_, select, union
from sqlalchemy.orm import Session

from course import clock, db
from course.comments.models import CommentMark
from course.config import Settings
from course.hours.models import HoursEntry
from course.hours.states import EntryState
from course.outbox import service as outbox
from course.people.models import Assignment, Person
from course.permissions import parse_roles
from course.supervision import mails
from course.supervision.models import Digest
from course.supervision.service.waiting import waits
from course.web.urls import absolute

#: Nobody is written to before this hour of their day.
EARLIEST_HOUR = 7
#: Mails that one round queues at most; the next round goes on.
BATCH = 200
#: A day is no longer than this anywhere, also where the clocks are changed.
_PAUSE = dt.timedelta(hours=12)


@dataclass(frozen=True)
class Due:
    """Somebody whose digest of the day is due, and how many things wait."""

    person_id: int
    email: str
    name: str
    day: dt.date
    things: int


def due(session: Session, now: dt.datetime) -> Iterator[Due]:
    """Yield whose digest is due now, also of those for whom nothing waits after all."""
    for person in session.execute(_candidates(now)).all():
        local = now.astimezone(ZoneInfo(person.zone))
        if local.hour < EARLIEST_HOUR or (person.day and person.day >= local.date()):
            continue
        found = waits(session, person.id, parse_roles(person.roles), local.date())
        yield Due(person.id, person.email, person.name, local.date(), found.total)


def _candidates(now: dt.datetime) -> Select[Any]:
    """Return the query of those for whom something may wait: it grows with what waits only."""
    unseen = select(CommentMark.person_id).where(CommentMark.seen_at.is_(None))
    signers = (
        select(Assignment.supervisor_id)
        .join(HoursEntry, HoursEntry.trainee_id == Assignment.trainee_id)
        .where(HoursEntry.state == EntryState.WAITING)
    )
    returned = select(HoursEntry.trainee_id).where(HoursEntry.state == EntryState.RETURNED)
    someone = union(unseen, signers, returned).subquery()
    columns: tuple[Any, ...] = (
        Person.id,
        Person.email,
        Person.name,
        Person.zone,
        Person.roles,
        Digest.day,
    )
    return (
        select(*columns)
        .outerjoin(Digest, Digest.person_id == Person.id)
        .where(
            Person.id.in_(select(*someone.c)),
            Person.wants_digest,
            Person.disabled.is_(False),
            Person.password_hash.is_not(None),
            or_(Digest.at.is_(None), Digest.at < now - _PAUSE),
        )
        .order_by(Person.id)
    )


def queue_digests() -> int:
    """Queue the digests that are due, and return how many; harmless when repeated.

    A site without a mail server has none: nobody would hand over that something waits.
    """
    settings: Settings = current_app.extensions["practicum.settings"]
    if not settings.smtp_url:
        return 0
    now = clock.now()
    batch = [one for one, _ in zip(due(db.session(), now), range(BATCH), strict=False)]
    if not batch:
        return 0
    url = absolute("/")
    with db.writing() as session:
        return sum(_queue(session, one, url, now) for one in batch)


def _queue(session: Session, one: Due, url: str, now: dt.datetime) -> int:
    kept = session.get(Digest, one.person_id, with_for_update=True, populate_existing=True)
    if kept is not None and kept.day >= one.day:
        return 0
    if kept is None:
        session.add(Digest(person_id=one.person_id, day=one.day, at=now))
    else:
        kept.day, kept.at = one.day, now
    if one.things == 0:
        return 0
    letter = mails.digest(name=one.name, things=one.things, url=url)
    outbox.queue(
        session,
        recipient=one.email,
        subject=letter.subject,
        body=letter.body,
        now=now,
        useless_at=now + dt.timedelta(days=1),
    )
    return 1
