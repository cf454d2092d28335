"""Reading an attempt: its head, its answers, and after release its review."""

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.permissions import Viewer
from course.questions import service as questions
from course.questions.service import Pinned
from course.quizzes.models import (
    AnswerCurrent,
    Attempt,
    AttemptSlot,
    GradeCurrent,
    Quiz,
    QuizVersion,
)
from course.quizzes.rules import Clocked
from course.quizzes.schemas import QuizFile
from course.quizzes.service.answers import Response
from course.quizzes.states import AttemptKind, AttemptState


@dataclass(frozen=True)
class Head:
    """An attempt's own facts."""

    id: int
    public_id: str
    number: int
    state: AttemptState
    started_at: dt.datetime
    deadline: dt.datetime | None
    submitted_at: dt.datetime | None
    quiz_slug: str
    file: QuizFile

    @property
    def clocked(self) -> Clocked:
        """What decides its end."""
        return Clocked(self.state, self.deadline)


_HEAD = (
    select(
        Attempt.id,
        Attempt.public_id,
        Attempt.number,
        Attempt.state,
        Attempt.started_at,
        Attempt.deadline,
        Attempt.submitted_at,
        Quiz.slug,
        QuizVersion.body,
    )
    .join(Quiz, Quiz.id == Attempt.quiz_id)
    .join(QuizVersion, QuizVersion.id == Attempt.quiz_version_id)
    .where(Attempt.kind == AttemptKind.QUIZ)
)


def own_attempt(session: Session, viewer: Viewer | None, public_id: str) -> Head | None:
    """Return the viewer's own quiz attempt, None for what is not theirs."""
    return None if viewer is None else attempt_of(session, viewer.id, public_id)


def attempt_of(session: Session, trainee_id: int, public_id: str) -> Head | None:
    """Return a trainee's quiz attempt, None for what is not theirs."""
    query = _HEAD.where(Attempt.trainee_id == trainee_id, Attempt.public_id == public_id)
    row = session.execute(query).one_or_none()
    return None if row is None else Head(*row[:8], QuizFile.model_validate_json(row[8]))


@dataclass(frozen=True)
class Step:
    """A question's place in the overview."""

    number: int
    answered: bool


def steps(session: Session, attempt_id: int) -> list[Step]:
    """Return every slot in order, and whether something is answered there."""
    rows = session.execute(
        select(AttemptSlot.number, AnswerCurrent.response)
        .outerjoin(
            AnswerCurrent,
            (AnswerCurrent.attempt_id == AttemptSlot.attempt_id)
            & (AnswerCurrent.slot == AttemptSlot.number),
        )
        .where(AttemptSlot.attempt_id == attempt_id)
        .order_by(AttemptSlot.number)
    )
    return [Step(number, is_answered(response)) for number, response in rows]


def is_answered(response: str | None) -> bool:
    """Return whether a stored response holds anything."""
    return response is not None and any(json.loads(response).values())


@dataclass(frozen=True)
class Answer:
    """The newest answer of a slot."""

    seq: int
    response: Response
    certainty: int | None
    at: dt.datetime | None


def answer(session: Session, attempt_id: int, slot: int) -> Answer:
    """Return the newest answer, an empty one with seq 0 when there is none."""
    row = session.execute(
        select(
            AnswerCurrent.seq, AnswerCurrent.response, AnswerCurrent.certainty, AnswerCurrent.at
        ).where(AnswerCurrent.attempt_id == attempt_id, AnswerCurrent.slot == slot)
    ).one_or_none()
    if row is None:
        return Answer(0, {}, None, None)
    return Answer(row.seq, json.loads(row.response), row.certainty, row.at)


@dataclass(frozen=True)
class Graded:
    """A slot after release: what was shown, what was answered, what it earned."""

    number: int
    question: Pinned
    order: dict[str, list[str]]
    response: Response
    certainty: int | None
    fraction: Decimal
    mark: Decimal
    points: Decimal


def graded(session: Session, edition: str, attempt_id: int) -> list[Graded]:
    """Return every slot of a graded attempt in order."""
    rows = session.execute(
        select(
            AttemptSlot.number,
            AttemptSlot.question_version_id,
            AttemptSlot.shown_order,
            AttemptSlot.points,
            AnswerCurrent.response,
            AnswerCurrent.certainty,
            GradeCurrent.fraction,
            GradeCurrent.mark,
        )
        .join(
            GradeCurrent,
            (GradeCurrent.attempt_id == AttemptSlot.attempt_id)
            & (GradeCurrent.slot == AttemptSlot.number),
        )
        .outerjoin(
            AnswerCurrent,
            (AnswerCurrent.attempt_id == AttemptSlot.attempt_id)
            & (AnswerCurrent.slot == AttemptSlot.number),
        )
        .where(AttemptSlot.attempt_id == attempt_id)
        .order_by(AttemptSlot.number)
    ).all()
    return [
        Graded(
            row.number,
            questions.pinned(session, edition, row.question_version_id),
            json.loads(row.shown_order),
            json.loads(row.response) if row.response else {},
            row.certainty,
            row.fraction,
            row.mark,
            row.points,
        )
        for row in rows
    ]


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
