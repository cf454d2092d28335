"""What happened to an attempt, for those who handle it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from course.people.models import Person
from course.questions.models import Question, QuestionVersion
from course.quizzes.models import Attempt, AttemptEvent, AttemptSlot, GradeCurrent, GradeEvent
from course.quizzes.states import AttemptEventKind, AttemptState, GradeKind


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


@dataclass(frozen=True)
class Version:
    """A version that answers can be replayed by."""

    id: int
    number: int
    at: dt.datetime


def question_id(session: Session, slug: str) -> int | None:
    """Return the id of a question, retired or not; None when there is none."""
    return session.scalar(select(Question.id).where(Question.slug == slug))


def versions(session: Session, of_question: int) -> list[Version]:
    """Return the versions of a question, the newest first."""
    query = select(QuestionVersion.id, QuestionVersion.number, QuestionVersion.at)
    rows = session.execute(
        query.where(QuestionVersion.question_id == of_question).order_by(
            QuestionVersion.number.desc()
        )
    )
    return [Version(row.id, row.number, row.at) for row in rows]


def totals(session: Session, attempt_ids: list[int]) -> dict[int, tuple[Decimal, Decimal]]:
    """Return earned and possible marks of attempts by id."""
    rows = session.execute(
        select(AttemptSlot.attempt_id, func.sum(GradeCurrent.mark), func.sum(AttemptSlot.points))
        .join(
            GradeCurrent,
            (GradeCurrent.attempt_id == AttemptSlot.attempt_id)
            & (GradeCurrent.slot == AttemptSlot.number),
        )
        .where(AttemptSlot.attempt_id.in_(attempt_ids))
        .group_by(AttemptSlot.attempt_id)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


@dataclass(frozen=True)
class Past:
    """An earlier attempt in a list."""

    public_id: str
    number: int
    state: AttemptState
    started_at: dt.datetime
    submitted_at: dt.datetime | None


def past(session: Session, trainee_id: int, quiz_id: int) -> list[Past]:
    """Return a trainee's attempts at a quiz, the newest first."""
    rows = session.execute(
        select(
            Attempt.public_id,
            Attempt.number,
            Attempt.state,
            Attempt.started_at,
            Attempt.submitted_at,
        )
        .where(Attempt.trainee_id == trainee_id, Attempt.quiz_id == quiz_id)
        .order_by(Attempt.id.desc())
        .limit(50)
    )
    return [Past(*row) for row in rows]
