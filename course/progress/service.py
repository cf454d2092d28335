"""Reading progress, and making it again from the history."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from course.curriculum.models import Lesson, LessonVersion, Module
from course.progress import handlers
from course.progress.models import (
    TraineeArea,
    TraineeModule,
    TraineeObjective,
    TraineeSafety,
    TraineeSummary,
)
from course.questions import service as questions
from course.questions.service import Pinned
from course.quizzes.events import AttemptGraded
from course.quizzes.models import Attempt, AttemptSlot, GradeCurrent, Quiz, QuizVersion
from course.quizzes.rules import Earned, total
from course.quizzes.schemas import parsed
from course.quizzes.service.grades import slot_graded
from course.quizzes.states import AttemptState
from course.sources.service import edition
from course.study.events import LessonMarked
from course.study.models import StudyEvent, StudyEventKind


@dataclass(frozen=True)
class Progress:
    """A trainee's summary rows: one for all, one a module touched, one an area touched."""

    summary: TraineeSummary | None
    modules: dict[str, TraineeModule]
    areas: dict[str, TraineeArea]


def progress(session: Session, trainee_id: int) -> Progress:
    """Return what home and the progress page show of one trainee."""
    modules = session.scalars(select(TraineeModule).where(TraineeModule.trainee_id == trainee_id))
    return Progress(
        session.get(TraineeSummary, trainee_id),
        {row.module: row for row in modules},
        areas(session, trainee_id),
    )


def areas(session: Session, trainee_id: int) -> dict[str, TraineeArea]:
    """Return what a trainee studied of each knowledge area touched, by its letter."""
    query = select(TraineeArea).where(TraineeArea.trainee_id == trainee_id)
    return {row.area: row for row in session.scalars(query)}


def objectives(session: Session, trainee_id: int) -> dict[str, TraineeObjective]:
    """Return what a trainee answered of each objective touched, by its slug."""
    query = select(TraineeObjective).where(TraineeObjective.trainee_id == trainee_id)
    return {row.objective: row for row in session.scalars(query)}


def areas_of(session: Session, trainee_ids: list[int]) -> dict[int, list[TraineeArea]]:
    """Return the area rows of some trainees by id, each in the order of the alphabet."""
    query = select(TraineeArea).where(TraineeArea.trainee_id.in_(trainee_ids))
    found: dict[int, list[TraineeArea]] = defaultdict(list)
    for row in session.scalars(query.order_by(TraineeArea.trainee_id, TraineeArea.area)):
        found[row.trainee_id].append(row)
    return found


def rebuild(session: Session, trainee_id: int) -> None:
    """Make a trainee's summary rows again from the history: the same as the handlers kept."""
    tables = (TraineeSummary, TraineeModule, TraineeArea, TraineeObjective, TraineeSafety)
    for table in tables:
        session.execute(delete(table).where(table.trainee_id == trainee_id))
    session.flush()
    session.expire_all()
    for event in sorted(_history(session, trainee_id), key=lambda one: one.at):
        if isinstance(event, LessonMarked):
            handlers.lesson_marked(session, event)
        else:
            handlers.attempt_graded(session, event)


def _history(session: Session, trainee_id: int) -> Iterator[LessonMarked | AttemptGraded]:
    yield from _marks(session, trainee_id)
    yield from _grades(session, trainee_id)


def _marks(session: Session, trainee_id: int) -> Iterator[LessonMarked]:
    rows = session.execute(
        select(Module.slug, LessonVersion.areas, StudyEvent.kind, StudyEvent.at)
        .join(LessonVersion, LessonVersion.id == StudyEvent.lesson_version_id)
        .join(Lesson, Lesson.id == StudyEvent.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .where(StudyEvent.trainee_id == trainee_id)
        .order_by(StudyEvent.id)
    ).all()
    for module, areas, kind, at in rows:
        yield LessonMarked(trainee_id, module, areas, kind == StudyEventKind.READ, at)


def _grades(session: Session, trainee_id: int) -> Iterator[AttemptGraded]:
    attempts = session.execute(
        select(
            Attempt.id,
            Attempt.kind,
            Quiz.module,
            func.coalesce(Attempt.submitted_at, Attempt.started_at),
            QuizVersion.body,
        )
        .outerjoin(Quiz, Quiz.id == Attempt.quiz_id)
        .outerjoin(QuizVersion, QuizVersion.id == Attempt.quiz_version_id)
        .where(Attempt.trainee_id == trainee_id, Attempt.state == AttemptState.GRADED)
        .order_by(Attempt.id)
    ).all()
    slots = _slots(session, trainee_id)
    for attempt_id, kind, module, at, body in attempts:
        mine = slots[attempt_id]
        fraction = total([earned for earned, _ in mine])
        graded = tuple(slot_graded(question, earned.fraction) for earned, question in mine)
        told = body is None or parsed(body).tells_marks_directly
        yield AttemptGraded(trainee_id, kind, module, fraction, graded, at, told)


def _slots(session: Session, trainee_id: int) -> dict[int, list[tuple[Earned, Pinned]]]:
    rows = session.execute(
        select(
            AttemptSlot.attempt_id,
            AttemptSlot.points,
            GradeCurrent.fraction,
            AttemptSlot.question_version_id,
        )
        .join(Attempt, Attempt.id == AttemptSlot.attempt_id)
        .join(
            GradeCurrent,
            (GradeCurrent.attempt_id == AttemptSlot.attempt_id)
            & (GradeCurrent.slot == AttemptSlot.number),
        )
        .where(Attempt.trainee_id == trainee_id, Attempt.state == AttemptState.GRADED)
        .order_by(AttemptSlot.attempt_id, AttemptSlot.number)
    )
    found: dict[int, list[tuple[Earned, Pinned]]] = defaultdict(list)
    token = edition(session)
    for attempt_id, points, fraction, version in rows.all():
        question = questions.pinned(session, token, version)
        found[attempt_id].append((Earned(points, fraction), question))
    return found


#: Below so many answers a share says nothing, and the page says so.
ENOUGH_ANSWERS = 5


def share(row: TraineeArea | TraineeObjective | None) -> Decimal | None:
    """Return the share of marks earned; None below five answers."""
    if row is None or row.answered < ENOUGH_ANSWERS:
        return None
    return row.earned / row.answered
