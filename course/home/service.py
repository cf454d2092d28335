"""The next step: what a trainee opens next."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.curriculum.service import LessonLine, ModuleLine
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
class NextStep:
    """The one thing to do now: a lesson, or a module's quiz."""

    module: ModuleLine
    lesson: LessonLine | None

    @property
    def is_quiz(self) -> bool:
        """True when every lesson of the module is read and its quiz waits."""
        return self.lesson is None


def pretest(exams: Iterable[ExamLine]) -> ExamLine | None:
    """Return the pre-test, None where there is none."""
    return next((one for one in exams if one.file.is_pretest), None)


def next_step(
    modules: tuple[ModuleLine, ...], read: set[str], done: dict[str, TraineeModule]
) -> NextStep | None:
    """Return the first lesson that is not read, or a quiz not yet taken; None when all is done."""
    for module in modules:
        unread = next((lesson for lesson in module.lessons if lesson.slug not in read), None)
        if unread is not None:
            return NextStep(module, unread)
        row = done.get(module.slug)
        if row is None or row.attempts == 0:
            return NextStep(module, None)
    return None
