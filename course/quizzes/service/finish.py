"""Submitting and grading: two blocks, so that no grading error can undo a submission."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.quizzes import rules
from course.quizzes.models import (
    Attempt,
)
from course.quizzes.rules import Clocked
from course.quizzes.service.moving import By, locked, move
from course.quizzes.states import AttemptEventKind, AttemptState


def submit(session: Session, attempt_id: int, now: dt.datetime, actor_id: int | None) -> bool:
    """Submit an open attempt and return whether this call did it; harmless when repeated.

    `actor_id` is None when the clock did it. What counts as the instant of submission is the
    end, when that is past.
    """
    attempt = locked(session, attempt_id)
    if attempt.state != AttemptState.OPEN:
        return False
    at = rules.submitted_at(Clocked(attempt.state, attempt.deadline), now)
    attempt.submitted_at = at
    move(session, attempt, AttemptEventKind.SUBMITTED, By(actor_id, now))
    return True


def overdue(session: Session, now: dt.datetime, limit: int = 100) -> list[int]:
    """Return ids of open attempts whose time is over, for the sweeper."""
    latest = now - rules.GRACE
    query = select(Attempt.id).where(Attempt.state == AttemptState.OPEN, Attempt.deadline < latest)
    return list(session.scalars(query.order_by(Attempt.deadline).limit(limit)))


def ungraded(session: Session, limit: int = 100) -> list[int]:
    """Return ids of attempts that were submitted and wait for their grades."""
    query = select(Attempt.id).where(Attempt.state == AttemptState.SUBMITTED)
    return list(session.scalars(query.order_by(Attempt.id).limit(limit)))
