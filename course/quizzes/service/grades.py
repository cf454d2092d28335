"""Giving grades: each an event, the newest of a slot standing, manual ones kept."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from course import events, items
from course.errors import Busy, Refused
from course.questions import service as questions
from course.questions.models import QuestionVersion
from course.questions.service import Pinned
from course.quizzes import rules
from course.quizzes.decisions import Correction
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
from course.quizzes.service import corrections
from course.quizzes.service.answers import Response
from course.quizzes.service.moving import By, locked, move
from course.quizzes.states import AttemptEventKind, AttemptState, GradeKind
from course.sources.service import edition


@dataclass(frozen=True)
class Scored:
    """A grade of one slot, ready to be written."""

    slot: int
    version_id: int
    points: Decimal
    fraction: Decimal
    #: None for a grade that is told above by `GradesChanged` alone.
    question: Pinned | None
    kind: GradeKind = GradeKind.SCORED
    why: str = "scored"


@dataclass(frozen=True)
class Sheet:
    """The grades of an attempt, and the newest decision on its quiz that they follow."""

    grades: list[Scored]
    correction_id: int


class Outdated(Busy):
    """A question was corrected while the attempt was scored: score it again."""


def score_all(session: Session, edition: str, attempt_id: int) -> Sheet:
    """Score every slot of a submitted attempt. Reads only: a submitted attempt never changes."""
    query = select(Attempt.quiz_id).where(Attempt.id == attempt_id)
    quiz_id = session.scalars(query).one()
    known = corrections.newest(session, quiz_id) if quiz_id is not None else {}
    rows = session.execute(
        select(
            AttemptSlot.number,
            AttemptSlot.question_version_id,
            AttemptSlot.points,
            AnswerCurrent.response,
            QuestionVersion.question_id,
            QuestionVersion.at,
        )
        .join(QuestionVersion, QuestionVersion.id == AttemptSlot.question_version_id)
        .outerjoin(
            AnswerCurrent,
            (AnswerCurrent.attempt_id == AttemptSlot.attempt_id)
            & (AnswerCurrent.slot == AttemptSlot.number),
        )
        .where(AttemptSlot.attempt_id == attempt_id)
        .order_by(AttemptSlot.number)
    ).all()
    scored = [_scored(session, edition, row, known.get(row.question_id)) for row in rows]
    return Sheet(scored, max((one.id for one in known.values()), default=0))


def _scored(session: Session, edition: str, row: Any, decided: Correction | None) -> Scored:
    question = questions.pinned(session, edition, row.question_version_id)
    # Blank is a valid answer: it earns what the scorer says of an empty response.
    response = json.loads(row.response) if row.response else {}
    plain = Scored(
        row.number,
        row.question_version_id,
        row.points,
        items.score(question.item, response).fraction,
        question,
    )
    # A version that was made after the decision is not the one that it was about.
    if decided is None or row.at > decided.at:
        return plain
    return _corrected(session, edition, plain, response, decided)


def _corrected(
    session: Session, edition: str, plain: Scored, response: Response, decided: Correction
) -> Scored:
    if decided.question_version_id is None:
        return replace(plain, fraction=Decimal(1), kind=GradeKind.DROPPED, why=decided.why)
    item = questions.pinned(session, edition, decided.question_version_id).item
    try:
        fraction = corrections.replayed(item, response)
    except Refused:
        return plain
    return replace(
        plain,
        fraction=fraction,
        version_id=decided.question_version_id,
        kind=GradeKind.REGRADED,
        why=decided.why,
    )


def grade(session: Session, attempt_id: int, sheet: Sheet, now: dt.datetime) -> bool:
    """Write the grades of a submitted attempt and tell the floors above; once only.

    Raises Outdated when a question was corrected since the attempt was scored.
    """
    attempt = locked(session, attempt_id)
    if attempt.state != AttemptState.SUBMITTED:
        return False
    _follow_corrections(session, attempt, sheet)
    kept = _by_hand(session, attempt_id)
    dropped = GradeKind.DROPPED
    given = [one if one.kind == dropped else kept.get(one.slot, one) for one in sheet.grades]
    put(session, attempt_id, given, By(None, now))
    move(session, attempt, AttemptEventKind.GRADED, By(None, now))
    events.emit(session, _graded(session, attempt, given, now))
    return True


def _follow_corrections(session: Session, attempt: Attempt, sheet: Sheet) -> None:
    if attempt.quiz_id is None:
        return
    # Decisions wait until this grading is committed, and look at it then.
    query = select(Quiz.id).where(Quiz.id == attempt.quiz_id)
    session.execute(query.with_for_update(read=True))
    if corrections.newest_id(session, attempt.quiz_id) != sheet.correction_id:
        raise Outdated("A question of this quiz was corrected just now.")


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
            _question(session, event.question_version_id),
            GradeKind.MANUAL,
            event.why,
        )
        for event, points, answered in rows
        if answered is None or answered <= event.at
    }


def _question(session: Session, version_id: int) -> Pinned:
    return questions.pinned(session, edition(session), version_id)


def _graded(
    session: Session, attempt: Attempt, scored: list[Scored], now: dt.datetime
) -> AttemptGraded:
    row = session.execute(
        select(Quiz.module, QuizVersion.body)
        .join(QuizVersion, QuizVersion.quiz_id == Quiz.id)
        .where(QuizVersion.id == attempt.quiz_version_id)
    ).one_or_none()
    fraction = rules.total([Earned(one.points, one.fraction) for one in scored])
    slots = tuple(slot_graded(one.question, one.fraction) for one in scored if one.question)
    at = attempt.submitted_at or now
    module, told = (None, True) if row is None else (row[0], parsed(row[1]).tells_marks_directly)
    return AttemptGraded(attempt.trainee_id, attempt.kind, module, fraction, slots, at, told)


def slot_graded(question: Pinned, fraction: Decimal) -> SlotGraded:
    """Return what the floors above hear of one graded question."""
    return SlotGraded(question.areas, fraction, question.slug, question.objective, question.safety)


def take_back(session: Session, attempt: Attempt) -> None:
    """Let no grade of an attempt stand; the events stay. The attempt's state says so already."""
    session.execute(delete(GradeCurrent).where(GradeCurrent.attempt_id == attempt.id))
    session.flush()
    events.emit(session, GradesChanged(attempt.trainee_id))
