"""What waits for a trainee: an open attempt, the pre-test."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.progress.models import TraineeModule
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


@dataclass(frozen=True)
class Below:
    """A module's quiz whose best result is below its practice mark, shares in 0 to 1."""

    quiz: ExamLine
    best: Decimal


def below(closing: Mapping[str, ExamLine], done: Mapping[str, TraineeModule]) -> list[Below]:
    """Return the quizzes that were taken and are below their practice mark, the lowest first."""
    found = [
        Below(quiz, row.best)
        for slug, quiz in closing.items()
        if (row := done.get(slug)) and row.best is not None
        if row.best < quiz.file.practice_mark
    ]
    return sorted(found, key=lambda one: (one.best, one.quiz.slug))


def pretest(exams: Iterable[ExamLine]) -> ExamLine | None:
    """Return the pre-test, None where there is none."""
    return next((one for one in exams if one.file.is_pretest), None)
