"""Summary rows kept at the write: what lower floors tell becomes what pages read.

Each handler writes this feature's tables only. `service.rebuild` makes the same rows from the
history.
"""

import datetime as dt
from typing import TypeVar

from sqlalchemy import delete
from sqlalchemy.orm import Session

from course.progress.models import (
    TraineeArea,
    TraineeModule,
    TraineeObjective,
    TraineeSafety,
    TraineeSummary,
)
from course.quizzes.events import AttemptGraded, SlotGraded
from course.quizzes.states import AttemptKind
from course.study.events import LessonMarked

Row = TypeVar("Row", TraineeSummary, TraineeModule, TraineeArea, TraineeObjective)


def _row(session: Session, table: type[Row], *key: object) -> Row:
    """Return the row under the key, locked, made empty when there is none."""
    found = session.get(table, key, with_for_update=True)
    if found is None:
        names = [column.name for column in table.__table__.primary_key]
        found = table(**dict(zip(names, key, strict=True)))
        session.add(found)
        session.flush()
    return found


def lesson_marked(session: Session, event: LessonMarked) -> None:
    """Count a lesson marked as read, or take it back."""
    step = 1 if event.read else -1
    summary = _row(session, TraineeSummary, event.trainee_id)
    summary.lessons_read += step
    summary.last_at = event.at
    module = _row(session, TraineeModule, event.trainee_id, event.module)
    module.lessons_read += step
    module.last_at = event.at
    for area in event.areas:
        _row(session, TraineeArea, event.trainee_id, area).lessons_read += step
    session.flush()


def attempt_graded(session: Session, event: AttemptGraded) -> None:
    """Count a graded quiz or check."""
    summary = _row(session, TraineeSummary, event.trainee_id)
    summary.last_at = event.at
    if event.kind == AttemptKind.CHECK:
        summary.checks_answered += 1
    else:
        summary.quizzes_taken += 1
    # What is not told yet is in no sum: a difference of two sums would tell it.
    if event.told and event.module is not None:
        _module_quiz(session, event, event.module)
    for slot in event.slots if event.told else ():
        _areas(session, event.trainee_id, slot)
        _objective(session, event.trainee_id, slot)
        _safety(session, event.trainee_id, slot, event.at)
    session.flush()


def _module_quiz(session: Session, event: AttemptGraded, slug: str) -> None:
    module = _row(session, TraineeModule, event.trainee_id, slug)
    module.attempts += 1
    module.last = event.fraction
    module.best = event.fraction if module.best is None else max(module.best, event.fraction)
    module.last_at = event.at


def _areas(session: Session, trainee_id: int, slot: SlotGraded) -> None:
    for area in slot.areas:
        row = _row(session, TraineeArea, trainee_id, area)
        row.answered += 1
        row.earned += slot.fraction


def _objective(session: Session, trainee_id: int, slot: SlotGraded) -> None:
    row = _row(session, TraineeObjective, trainee_id, slot.objective)
    row.answered += 1
    row.earned += slot.fraction


def _safety(session: Session, trainee_id: int, slot: SlotGraded, at: dt.datetime) -> None:
    """Keep a missed safety item, or let go of those that a right answer follows."""
    if slot.fraction == 1:
        session.execute(
            delete(TraineeSafety).where(
                TraineeSafety.trainee_id == trainee_id, TraineeSafety.objective == slot.objective
            )
        )
    elif slot.safety:
        key = (trainee_id, slot.question)
        found = session.get(TraineeSafety, key) or TraineeSafety(
            trainee_id=trainee_id, question=slot.question
        )
        found.objective, found.missed_at = slot.objective, at
        session.add(found)
        session.flush()
