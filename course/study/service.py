"""What a trainee read."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, func, select, true
from sqlalchemy.orm import Session

from course import events
from course.curriculum.models import Lesson
from course.quizzes.service import checks
from course.quizzes.service.checks import CheckState
from course.sources.service import EDITION
from course.study.events import LessonMarked
from course.study.models import StudyEvent, StudyEventKind


@dataclass(frozen=True)
class Reading:
    """The edition of the content, and how this person stands with this lesson."""

    edition: str
    is_read: bool
    #: The newest try of every check, by the question's slug.
    checks: dict[str, CheckState]


_event, _lesson = StudyEvent.__table__.c, Lesson.__table__.c
_LATEST = (
    select(_event.kind)
    .join_from(StudyEvent.__table__, Lesson.__table__, _lesson.id == _event.lesson_id)
    .where(_event.trainee_id == bindparam("trainee"), _lesson.slug == bindparam("slug"))
    .order_by(_event.id.desc())
    .limit(1)
    .scalar_subquery()
)
_here = select(EDITION.label("edition"), _LATEST.label("kind")).subquery("here")
_tries = checks.STATES.order_by(None).subquery("tries")
#: Made once: every lesson page sends it. One row a try, and one without a try where there is none.
_READING = (
    select(_here.c.edition, _here.c.kind, *_tries.c)
    .select_from(_here.outerjoin(_tries, true()))
    .order_by(_tries.c.id)
)


def reading(session: Session, trainee_id: int, slug: str) -> Reading:
    """Return all of it in one statement: the lesson page's second and last."""
    found = {"trainee": trainee_id, "slug": slug, "lesson": slug}
    rows = session.connection().execute(_READING, found).all()
    edition, kind = rows[0][:2]
    tries = checks.newest(row[2:] for row in rows if row[2] is not None)
    return Reading(edition or "", kind == StudyEventKind.READ, tries)


def lessons_read(session: Session, trainee_id: int) -> set[str]:
    """Return the slugs of the lessons that stand as read."""
    newest = (
        select(func.max(StudyEvent.id).label("id"))
        .where(StudyEvent.trainee_id == trainee_id)
        .group_by(StudyEvent.lesson_id)
        .subquery()
    )
    rows = session.scalars(
        select(Lesson.slug)
        .join(StudyEvent, StudyEvent.lesson_id == Lesson.id)
        .join(newest, newest.c.id == StudyEvent.id)
        .where(StudyEvent.kind == StudyEventKind.READ, Lesson.retired_at.is_(None))
    )
    return set(rows)


@dataclass(frozen=True)
class Marking:
    """What is marked: a version of a lesson, in its module, with its areas."""

    lesson_id: int
    version_id: int
    module: str
    areas: str


def mark(session: Session, trainee_id: int, what: Marking, *, read: bool, now: dt.datetime) -> bool:
    """Mark a lesson as read or take the mark back; return False when it stood so already."""
    if _stands(session, trainee_id, what.lesson_id) == read:
        return False
    session.add(
        StudyEvent(
            trainee_id=trainee_id,
            lesson_id=what.lesson_id,
            lesson_version_id=what.version_id,
            kind=StudyEventKind.READ if read else StudyEventKind.UNREAD,
            at=now,
        )
    )
    session.flush()
    events.emit(session, LessonMarked(trainee_id, what.module, what.areas, read, now))
    return True


def _stands(session: Session, trainee_id: int, lesson_id: int) -> bool:
    where = and_(StudyEvent.trainee_id == trainee_id, StudyEvent.lesson_id == lesson_id)
    newest = select(StudyEvent.kind).where(where).order_by(StudyEvent.id.desc()).limit(1)
    return session.scalar(newest) == StudyEventKind.READ
