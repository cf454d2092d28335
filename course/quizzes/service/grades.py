"""Giving grades: each an event, the newest of a slot standing, manual ones kept."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from course import events, items
from course.errors import Invalid, Refused
from course.questions import service as questions
from course.quizzes import rules
from course.quizzes.events import AttemptGraded, GradesChanged, SlotGraded
from course.quizzes.models import (
    AnswerCurrent,
    Attempt,
    AttemptSlot,
    GradeCurrent,
    GradeEvent,
    Quiz,
    QuizVersion,
)
from course.quizzes.rules import Earned
from course.quizzes.schemas import parsed
from course.quizzes.service.moving import By, locked, move
from course.quizzes.states import AttemptEventKind, AttemptState, GradeKind


@dataclass(frozen=True)
class Scored:
    """A grade of one slot, ready to be written."""

    slot: int
    version_id: int
    points: Decimal
    fraction: Decimal
    areas: str
    kind: GradeKind = GradeKind.SCORED
    why: str = "scored"


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
    return Scored(slot, version_id, points, score.fraction, question.areas)


def grade(session: Session, attempt_id: int, scored: list[Scored], now: dt.datetime) -> bool:
    """Write the grades of a submitted attempt and tell the floors above; once only."""
    attempt = locked(session, attempt_id)
    if attempt.state != AttemptState.SUBMITTED:
        return False
    kept = _by_hand(session, attempt_id)
    given = [kept.get(one.slot, one) for one in scored]
    put(session, attempt_id, given, By(None, now))
    move(session, attempt, AttemptEventKind.GRADED, By(None, now))
    events.emit(session, _graded(session, attempt, given, now))
    return True


def put(session: Session, attempt_id: int, given: Iterable[Scored], by: By) -> None:
    """Append these grades and let them stand."""
    numbers = _numbers(session, attempt_id)
    for one in given:
        number = numbers.get(one.slot, 0) + 1
        event = GradeEvent(attempt_id=attempt_id, slot=one.slot, number=number, kind=one.kind)
        event.question_version_id, event.fraction = one.version_id, one.fraction
        event.at, event.actor_id, event.why = by.now, by.actor_id, one.why
        mark = one.points * one.fraction
        current = GradeCurrent(attempt_id=attempt_id, slot=one.slot, fraction=one.fraction)
        current.mark = mark
        session.add(event)
        session.merge(current)
    session.flush()


def _numbers(session: Session, attempt_id: int) -> dict[int, int]:
    rows = session.execute(
        select(GradeEvent.slot, func.max(GradeEvent.number))
        .where(GradeEvent.attempt_id == attempt_id)
        .group_by(GradeEvent.slot)
    )
    return {row[0]: row[1] for row in rows}


def _by_hand(session: Session, attempt_id: int) -> dict[int, Scored]:
    """Return the marks given by hand whose answer has not changed since, by slot."""
    rows = session.execute(
        select(GradeEvent, AttemptSlot.points, AnswerCurrent.at)
        .join(
            AttemptSlot,
            (AttemptSlot.attempt_id == GradeEvent.attempt_id)
            & (AttemptSlot.number == GradeEvent.slot),
        )
        .outerjoin(
            AnswerCurrent,
            (AnswerCurrent.attempt_id == GradeEvent.attempt_id)
            & (AnswerCurrent.slot == GradeEvent.slot),
        )
        .where(GradeEvent.attempt_id == attempt_id, GradeEvent.kind == GradeKind.MANUAL)
        .order_by(GradeEvent.number)
    )
    return {
        event.slot: Scored(
            event.slot,
            event.question_version_id,
            points,
            event.fraction,
            _areas(session, event.question_version_id),
            GradeKind.MANUAL,
            event.why,
        )
        for event, points, answered in rows
        if answered is None or answered <= event.at
    }


def _areas(session: Session, version_id: int) -> str:
    return questions.areas_of(session, version_id)


def _graded(
    session: Session, attempt: Attempt, scored: list[Scored], now: dt.datetime
) -> AttemptGraded:
    row = session.execute(
        select(Quiz.module, QuizVersion.body)
        .join(QuizVersion, QuizVersion.quiz_id == Quiz.id)
        .where(QuizVersion.id == attempt.quiz_version_id)
    ).one_or_none()
    fraction = rules.total([Earned(one.points, one.fraction) for one in scored])
    slots = tuple(SlotGraded(one.areas, one.fraction) for one in scored)
    at = attempt.submitted_at or now
    module, told = (None, True) if row is None else (row[0], parsed(row[1]).tells_marks_directly)
    return AttemptGraded(attempt.trainee_id, attempt.kind, module, fraction, slots, at, told)


def take_back(session: Session, attempt: Attempt) -> None:
    """Let no grade of an attempt stand; the events stay. The attempt's state says so already."""
    session.execute(delete(GradeCurrent).where(GradeCurrent.attempt_id == attempt.id))
    session.flush()
    events.emit(session, GradesChanged(attempt.trainee_id))


@dataclass(frozen=True)
class ByHand:
    """A mark that a person gives to one slot."""

    slot: int
    #: In 0 to 1.
    fraction: Decimal
    why: str


def mark(session: Session, attempt_id: int, given: ByHand, by: By) -> None:
    """Give a slot of a graded attempt a mark by hand; it stands against every replay.

    Raises Invalid for a fraction outside 0 to 1 or a slot that is not there, and Refused when the
    attempt is not graded.
    """
    if not 0 <= given.fraction <= 1:
        raise Invalid("fraction: must be from 0 to 1.")
    attempt = locked(session, attempt_id)
    if attempt.state != AttemptState.GRADED:
        raise Refused("Only a graded attempt can be marked by hand.")
    slot = session.get(AttemptSlot, (attempt_id, given.slot))
    if slot is None:
        raise Invalid("slot: this attempt has no such question.")
    grade = Scored(
        given.slot,
        slot.question_version_id,
        slot.points,
        given.fraction,
        "",
        GradeKind.MANUAL,
        given.why,
    )
    put(session, attempt_id, [grade], by)
    events.emit(session, GradesChanged(attempt.trainee_id))
