"""What a trainee did, and what is new since a supervisor last marked it as reviewed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from course.curriculum.models import Objective
from course.hours.kinds import Category, Mode
from course.hours.models import HoursEntry, HoursVersion
from course.hours.states import EntryState
from course.progress.models import TraineeSafety
from course.quizzes.models import Attempt, Quiz
from course.quizzes.states import AttemptKind, AttemptState
from course.study.models import StudyEvent, StudyEventKind
from course.supervision.models import Reviewed

#: The newest attempts and entries that a trainee's page lists.
LISTED = 20


def reviewed_at(session: Session, supervisor_id: int, trainee_id: int) -> dt.datetime | None:
    """Return when the supervisor last marked the trainee's work as reviewed."""
    row = session.get(Reviewed, (supervisor_id, trainee_id))
    return None if row is None else row.at


def mark_reviewed(session: Session, supervisor_id: int, trainee_id: int, now: dt.datetime) -> None:
    """Keep that the supervisor has looked at all of it by now."""
    row = session.get(Reviewed, (supervisor_id, trainee_id), with_for_update=True)
    if row is None:
        session.add(Reviewed(supervisor_id=supervisor_id, trainee_id=trainee_id, at=now))
    else:
        row.at = now
    session.flush()


@dataclass(frozen=True)
class News:
    """What a trainee did since an instant, in numbers."""

    lessons: int
    attempts: int
    entries: int


def news(session: Session, trainee_id: int, since: dt.datetime) -> News:
    """Return in one statement what a trainee did after the instant."""
    lessons = select(func.count(func.distinct(StudyEvent.lesson_id))).where(
        StudyEvent.trainee_id == trainee_id,
        StudyEvent.kind == StudyEventKind.READ,
        StudyEvent.at > since,
    )
    attempts = select(func.count(Attempt.id)).where(
        Attempt.trainee_id == trainee_id,
        Attempt.kind == AttemptKind.QUIZ,
        Attempt.submitted_at > since,
    )
    # By what the trainee wrote: a supervisor's own word on an entry is no news to them.
    newest = and_(HoursVersion.entry_id == HoursEntry.id, HoursVersion.number == HoursEntry.number)
    entries = (
        select(func.count(HoursEntry.id))
        .join(HoursVersion, newest)
        .where(HoursEntry.trainee_id == trainee_id, HoursVersion.at > since)
    )
    parts = (lessons, attempts, entries)
    row = session.execute(select(*(part.scalar_subquery() for part in parts))).one()
    return News(*row)


class Tried(NamedTuple):
    """A quiz attempt in a list."""

    public_id: str
    title: str
    number: int
    state: AttemptState
    started_at: dt.datetime
    submitted_at: dt.datetime | None


def attempts(session: Session, trainee_id: int) -> list[Tried]:
    """Return a trainee's newest quiz attempts."""
    columns: tuple[Any, ...] = (
        Attempt.public_id,
        Quiz.title,
        Attempt.number,
        Attempt.state,
        Attempt.started_at,
        Attempt.submitted_at,
    )
    rows = session.execute(
        select(*columns)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .where(Attempt.trainee_id == trainee_id)
        .order_by(Attempt.id.desc())
        .limit(LISTED)
    )
    return [Tried(*row) for row in rows]


class Entered(NamedTuple):
    """An entry of hours in a list."""

    public_id: str
    day: dt.date
    minutes: int
    category: Category
    mode: Mode
    state: EntryState


def entries(session: Session, trainee_id: int) -> list[Entered]:
    """Return a trainee's newest entries by their day, without those taken back."""
    rows = session.execute(
        select(
            HoursEntry.public_id,
            HoursEntry.day,
            HoursEntry.minutes,
            HoursEntry.category,
            HoursEntry.mode,
            HoursEntry.state,
        )
        .where(HoursEntry.trainee_id == trainee_id, HoursEntry.state != EntryState.WITHDRAWN)
        .order_by(HoursEntry.day.desc(), HoursEntry.id.desc())
        .limit(LISTED)
    )
    return [Entered(*row) for row in rows]


class Missed(NamedTuple):
    """A safety objective on which something was missed and nothing right followed."""

    objective: str
    text: str
    missed_at: dt.datetime


def missed(session: Session, trainee_id: int, since: dt.datetime) -> list[Missed]:
    """Return what there is to talk about, in the order of the curriculum; never by how often."""
    rows = session.execute(
        select(Objective.slug, Objective.text, func.max(TraineeSafety.missed_at))
        .join(TraineeSafety, TraineeSafety.objective == Objective.slug)
        .where(TraineeSafety.trainee_id == trainee_id, TraineeSafety.missed_at >= since)
        .group_by(Objective.id, Objective.slug, Objective.text)
        .order_by(Objective.lesson_id, Objective.id)
    )
    return [Missed(*row) for row in rows]
