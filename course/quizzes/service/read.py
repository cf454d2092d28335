"""Reading an attempt: its head, its answers, and after release its review."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from course.permissions import Viewer
from course.questions import service as questions
from course.questions.service import Pinned
from course.quizzes import rules
from course.quizzes.models import (
    AnswerCurrent,
    Attempt,
    AttemptSlot,
    GradeCurrent,
    GradeEvent,
    Quiz,
    QuizVersion,
)
from course.quizzes.rules import Clocked
from course.quizzes.schemas import QuizFile, parsed
from course.quizzes.service.answers import Response
from course.quizzes.states import AttemptKind, AttemptState, GradeKind


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
    #: The question it has come to, where there is no way back; None where there is.
    reached: int | None
    quiz_id: int
    quiz_slug: str
    file: QuizFile
    #: When the quiz closes for the cohort: by the pinned version or the current one, the later.
    closes_at: dt.datetime | None

    @property
    def clocked(self) -> Clocked:
        """What decides its end."""
        return Clocked(self.state, self.deadline)


_current = aliased(QuizVersion)

_HEAD = (
    select(
        Attempt.id,
        Attempt.public_id,
        Attempt.number,
        Attempt.state,
        Attempt.started_at,
        Attempt.deadline,
        Attempt.submitted_at,
        Attempt.reached,
        Quiz.id.label("quiz_id"),
        Quiz.slug.label("quiz_slug"),
        QuizVersion.body,
        _current.body.label("current"),
    )
    .join(Quiz, Quiz.id == Attempt.quiz_id)
    .join(QuizVersion, QuizVersion.id == Attempt.quiz_version_id)
    .join(_current, _current.id == Quiz.current_version_id)
    .where(Attempt.kind == AttemptKind.QUIZ)
)


def own_attempt(session: Session, viewer: Viewer | None, public_id: str) -> Head | None:
    """Return the viewer's own quiz attempt, None for what is not theirs."""
    return None if viewer is None else attempt_of(session, viewer.id, public_id)


def attempt_of(session: Session, trainee_id: int, public_id: str) -> Head | None:
    """Return a trainee's quiz attempt, None for what is not theirs."""
    query = _HEAD.where(Attempt.trainee_id == trainee_id, Attempt.public_id == public_id)
    row = session.execute(query).one_or_none()
    return None if row is None else _head(row)


def heads(session: Session, trainee_id: int, quiz_ids: Iterable[int]) -> list[Head]:
    """Return a trainee's attempts at some quizzes, the newest first."""
    of_quizzes = Attempt.quiz_id.in_(tuple(quiz_ids))
    query = _HEAD.where(Attempt.trainee_id == trainee_id, of_quizzes).order_by(Attempt.id.desc())
    return [_head(row) for row in session.execute(query)]


def _head(row: Any) -> Head:
    values: dict[str, Any] = dict(row._mapping)  # noqa: SLF001 - its public name has no other
    file, current = parsed(values.pop("body")), parsed(values.pop("current"))
    return Head(**values, file=file, closes_at=rules.latest(file.closes_at, current.closes_at))


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


def answers(session: Session, attempt_id: int) -> dict[int, Answer]:
    """Return the newest answer of every slot that has one, by its number."""
    rows = session.execute(
        select(
            AnswerCurrent.slot,
            AnswerCurrent.seq,
            AnswerCurrent.response,
            AnswerCurrent.certainty,
            AnswerCurrent.at,
        ).where(AnswerCurrent.attempt_id == attempt_id)
    )
    return {row.slot: Answer(row.seq, json.loads(row.response), *row[3:]) for row in rows}


#: A slot that nothing was saved into.
BLANK = Answer(0, {}, None, None)


def answer(session: Session, attempt_id: int, slot: int) -> Answer:
    """Return the newest answer, an empty one with seq 0 when there is none."""
    row = session.execute(
        select(
            AnswerCurrent.seq, AnswerCurrent.response, AnswerCurrent.certainty, AnswerCurrent.at
        ).where(AnswerCurrent.attempt_id == attempt_id, AnswerCurrent.slot == slot)
    ).one_or_none()
    if row is None:
        return BLANK
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
    #: Why a person or a correction gave the grade; empty where the scorer did.
    note: str = ""


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
    notes = _notes(session, attempt_id)
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
            notes.get(row.number, ""),
        )
        for row in rows
    ]


def _notes(session: Session, attempt_id: int) -> dict[int, str]:
    """Return why the grade of a slot is another than the scorer's first one."""
    rows = session.execute(
        select(GradeEvent.slot, GradeEvent.kind, GradeEvent.why)
        .where(GradeEvent.attempt_id == attempt_id)
        .order_by(GradeEvent.number)
    )
    newest = {slot: (kind, why) for slot, kind, why in rows}
    return {slot: why for slot, (kind, why) in newest.items() if kind != GradeKind.SCORED}
