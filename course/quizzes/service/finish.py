"""Submitting and grading: two blocks, so that no grading error can undo a submission."""

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from course import events, items
from course.questions import service as questions
from course.questions.service import Pinned
from course.quizzes import rules
from course.quizzes.events import AttemptGraded, SlotGraded
from course.quizzes.models import (
    AnswerCurrent,
    Attempt,
    AttemptEvent,
    AttemptSlot,
    GradeCurrent,
    GradeEvent,
    Quiz,
)
from course.quizzes.rules import Clocked, Earned
from course.quizzes.states import AttemptEventKind, AttemptState


def submit(session: Session, attempt_id: int, now: dt.datetime, actor_id: int | None) -> bool:
    """Submit an open attempt and return whether this call did it; harmless when repeated.

    `actor_id` is None when the clock did it. What counts as the instant of submission is the
    end, when that is past.
    """
    attempt = _locked(session, attempt_id)
    if attempt.state != AttemptState.OPEN:
        return False
    at = rules.submitted_at(Clocked(attempt.state, attempt.deadline), now)
    _move(session, attempt, AttemptState.SUBMITTED, AttemptEventKind.SUBMITTED, now, actor_id)
    attempt.submitted_at = at
    session.flush()
    return True


def _locked(session: Session, attempt_id: int) -> Attempt:
    query = select(Attempt).where(Attempt.id == attempt_id).with_for_update(of=Attempt)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def _move(  # noqa: PLR0917 - a transition is all of these
    session: Session,
    attempt: Attempt,
    state: AttemptState,
    kind: AttemptEventKind,
    now: dt.datetime,
    actor_id: int | None,
) -> None:
    where = AttemptEvent.attempt_id == attempt.id
    number = 1 + (session.scalar(select(func.max(AttemptEvent.number)).where(where)) or 0)
    session.add(
        AttemptEvent(attempt_id=attempt.id, number=number, kind=kind, at=now, actor_id=actor_id)
    )
    attempt.state = state


@dataclass(frozen=True)
class Scored:
    """What the scorer says of one slot, ready to be written."""

    slot: int
    version_id: int
    points: Decimal
    fraction: Decimal
    question: Pinned


def score_all(session: Session, edition: str, attempt_id: int) -> list[Scored]:
    """Score every slot of a submitted attempt. Reads only: a submitted attempt never changes."""
    rows = session.execute(
        select(
            AttemptSlot.number,
            AttemptSlot.question_version_id,
            AttemptSlot.points,
            AnswerCurrent.response,
        )
        .outerjoin(
            AnswerCurrent,
            (AnswerCurrent.attempt_id == AttemptSlot.attempt_id)
            & (AnswerCurrent.slot == AttemptSlot.number),
        )
        .where(AttemptSlot.attempt_id == attempt_id)
        .order_by(AttemptSlot.number)
    ).all()
    return [_scored(session, edition, *row) for row in rows]


def _scored(  # noqa: PLR0917 - one row of the query above
    session: Session,
    edition: str,
    slot: int,
    version_id: int,
    points: Decimal,
    response: str | None,
) -> Scored:
    question = questions.pinned(session, edition, version_id)
    # Blank is a valid answer: it earns what the scorer says of an empty response.
    score = items.score(question.item, json.loads(response) if response else {})
    return Scored(slot, version_id, points, score.fraction, question)


def grade(session: Session, attempt_id: int, scored: list[Scored], now: dt.datetime) -> bool:
    """Write the grades of a submitted attempt and tell the floors above; once only."""
    attempt = _locked(session, attempt_id)
    if attempt.state != AttemptState.SUBMITTED:
        return False
    for one in scored:
        session.add(
            GradeEvent(
                attempt_id=attempt_id,
                slot=one.slot,
                number=1,
                question_version_id=one.version_id,
                fraction=one.fraction,
                at=now,
                actor_id=None,
                why="scored",
            )
        )
        mark = one.points * one.fraction
        session.add(
            GradeCurrent(attempt_id=attempt_id, slot=one.slot, fraction=one.fraction, mark=mark)
        )
    _move(session, attempt, AttemptState.GRADED, AttemptEventKind.GRADED, now, None)
    session.flush()
    events.emit(session, _graded(session, attempt, scored, now))
    return True


def _graded(
    session: Session, attempt: Attempt, scored: list[Scored], now: dt.datetime
) -> AttemptGraded:
    module = session.scalar(select(Quiz.module).where(Quiz.id == attempt.quiz_id))
    fraction = rules.total([Earned(one.points, one.fraction) for one in scored])
    slots = tuple(slot_graded(one.question, one.fraction) for one in scored)
    at = attempt.submitted_at or now
    return AttemptGraded(attempt.trainee_id, attempt.kind, module, fraction, slots, at)


def slot_graded(question: Pinned, fraction: Decimal) -> SlotGraded:
    """Return what the floors above hear of one graded question."""
    return SlotGraded(question.areas, fraction, question.slug, question.objective, question.safety)


def overdue(session: Session, now: dt.datetime, limit: int = 100) -> list[int]:
    """Return ids of open attempts whose time is over, for the sweeper."""
    latest = now - rules.GRACE
    query = select(Attempt.id).where(Attempt.state == AttemptState.OPEN, Attempt.deadline < latest)
    return list(session.scalars(query.order_by(Attempt.deadline).limit(limit)))


def ungraded(session: Session, limit: int = 100) -> list[int]:
    """Return ids of attempts that were submitted and wait for their grades."""
    query = select(Attempt.id).where(Attempt.state == AttemptState.SUBMITTED)
    return list(session.scalars(query.order_by(Attempt.id).limit(limit)))
