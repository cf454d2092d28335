"""What happened to an attempt, for those who handle it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.people.models import Person
from course.questions.models import Question, QuestionVersion
from course.quizzes.models import AttemptEvent, AttemptSlot, GradeCurrent, GradeEvent
from course.quizzes.states import AttemptEventKind, GradeKind


def names(session: Session, person_ids: set[int]) -> dict[int, str]:
    """Return the names of some people by id."""
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(person_ids)))
    return {row.id: row.name for row in rows}


@dataclass(frozen=True)
class Move:
    """A transition: what, when, whether a person did it, and why."""

    kind: AttemptEventKind
    at: dt.datetime
    by_person: bool
    why: str


def moves(session: Session, attempt_id: int) -> list[Move]:
    """Return an attempt's transitions in order, without the steps from question to question."""
    rows = session.scalars(
        select(AttemptEvent)
        .where(AttemptEvent.attempt_id == attempt_id, AttemptEvent.kind != AttemptEventKind.MOVED)
        .order_by(AttemptEvent.number)
    )
    return [Move(row.kind, row.at, row.actor_id is not None, row.why) for row in rows]


@dataclass(frozen=True)
class SlotLine:
    """A question of an attempt and its grade; None while it has none."""

    number: int
    question: str
    points: Decimal
    mark: Decimal | None
    kind: GradeKind | None
    why: str


def slots(session: Session, attempt_id: int) -> list[SlotLine]:
    """Return an attempt's questions in order with the grades that stand."""
    newest = newest_grades(session, attempt_id)
    rows = session.execute(
        select(AttemptSlot.number, Question.slug, AttemptSlot.points, GradeCurrent.mark)
        .join(QuestionVersion, QuestionVersion.id == AttemptSlot.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .outerjoin(
            GradeCurrent,
            (GradeCurrent.attempt_id == AttemptSlot.attempt_id)
            & (GradeCurrent.slot == AttemptSlot.number),
        )
        .where(AttemptSlot.attempt_id == attempt_id)
        .order_by(AttemptSlot.number)
    )
    return [_line(newest.get(row.number), *row) for row in rows]


def _line(
    event: GradeEvent | None, number: int, slug: str, points: Decimal, mark: Decimal | None
) -> SlotLine:
    if event is None or mark is None:
        return SlotLine(number, slug, points, None, None, "")
    return SlotLine(number, slug, points, mark, event.kind, event.why)


def newest_grades(session: Session, attempt_id: int) -> dict[int, GradeEvent]:
    """Return the newest grade event of every slot that has one."""
    rows = session.scalars(
        select(GradeEvent).where(GradeEvent.attempt_id == attempt_id).order_by(GradeEvent.number)
    )
    return {row.slot: row for row in rows}
