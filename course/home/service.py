"""What waits for a trainee: an open attempt, the pre-test."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.quizzes.models import Attempt, Quiz
from course.quizzes.service.catalog import ExamLine
from course.quizzes.states import AttemptState


@dataclass(frozen=True)
class OpenAttempt:
    """An attempt that waits to be finished."""

    public_id: str
    title: str


def open_attempt(session: Session, trainee_id: int) -> OpenAttempt | None:
    """Return the newest open quiz attempt of a trainee."""
    row = session.execute(
        select(Attempt.public_id, Quiz.title)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .where(Attempt.trainee_id == trainee_id, Attempt.state == AttemptState.OPEN)
        .order_by(Attempt.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else OpenAttempt(*row)


def pretest(exams: Iterable[ExamLine]) -> ExamLine | None:
    """Return the pre-test, None where there is none."""
    return next((one for one in exams if one.file.is_pretest), None)
