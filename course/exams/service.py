"""Reading exams: what a trainee took, what each question earned, what a pre-test showed."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from course.exams import rules
from course.exams.order import Found
from course.exams.rules import Outcome
from course.questions import service as questions
from course.quizzes import rules as quiz_rules
from course.quizzes.draw import Cell
from course.quizzes.models import Attempt, AttemptSlot, GradeCurrent, QuizVersion
from course.quizzes.result import told_now
from course.quizzes.rules import Told
from course.quizzes.schemas import QuizFile, parsed
from course.quizzes.service import histories, read
from course.quizzes.service.accommodations import terms_of
from course.quizzes.service.catalog import ExamLine
from course.quizzes.service.read import Head
from course.quizzes.states import AttemptState

#: The domain of a question whose attempt is older than the cells that are kept with it.
NO_DOMAIN = "Other questions"

_COLUMNS: tuple[Any, ...] = (
    AttemptSlot.number,
    AttemptSlot.cell,
    AttemptSlot.question_version_id,
    AttemptSlot.points,
    GradeCurrent.mark,
    Attempt.public_id,
    QuizVersion.body,
)
_ROWS: Select[Any] = (
    select(*_COLUMNS)
    .join(Attempt, Attempt.id == AttemptSlot.attempt_id)
    .join(QuizVersion, QuizVersion.id == Attempt.quiz_version_id)
    .join(
        GradeCurrent,
        (GradeCurrent.attempt_id == AttemptSlot.attempt_id)
        & (GradeCurrent.slot == AttemptSlot.number),
    )
    .order_by(AttemptSlot.number)
)


@dataclass(frozen=True)
class Result:
    """A graded exam: which attempt, by which version of its file, and each question."""

    public_id: str
    file: QuizFile
    outcomes: tuple[Outcome, ...]


def result(session: Session, edition: str, attempt_id: int) -> Result | None:
    """Return what each question of an attempt earned; None when it has no grades."""
    return _result(session, edition, _ROWS.where(Attempt.id == attempt_id))


def pretest(
    session: Session, edition: str, trainee_id: int, exams: Iterable[ExamLine]
) -> Result | None:
    """Return a trainee's newest graded pre-test, None when they took none."""
    ids = [one.id for one in exams if one.file.is_pretest]
    if not ids:
        return None
    newest = (
        select(func.max(Attempt.id))
        .where(
            Attempt.trainee_id == trainee_id,
            Attempt.quiz_id.in_(ids),
            Attempt.state == AttemptState.GRADED,
        )
        .scalar_subquery()
    )
    return _result(session, edition, _ROWS.where(Attempt.id == newest))


def _result(session: Session, edition: str, query: Select[Any]) -> Result | None:
    rows = session.execute(query).all()
    if not rows:
        return None
    file = parsed(rows[0].body)
    outcomes = (_outcome(session, edition, file.cells, row) for row in rows)
    return Result(rows[0].public_id, file, tuple(outcomes))


def _outcome(session: Session, edition: str, cells: Sequence[Cell], row: Any) -> Outcome:
    question = questions.pinned(session, edition, row.question_version_id)
    domain = NO_DOMAIN if row.cell is None else cells[row.cell].label
    safety = question.safety
    return Outcome(row.number, domain, question.objective, safety, row.mark, row.points)


def found(taken: Result) -> list[Found]:
    """Return what a pre-test showed of each domain, for the order of modules."""
    titles = dict.fromkeys(cell.label for cell in taken.file.cells)
    return [_found(taken, title) for title in titles]


def _found(taken: Result, title: str) -> Found:
    cells = [cell for cell in taken.file.cells if cell.label == title]
    missed = [one for one in taken.outcomes if one.domain == title and one.is_missed]
    return Found(
        title,
        tuple(dict.fromkeys(module for cell in cells for module in cell.modules)),
        sum(one.domain == title for one in taken.outcomes),
        len(missed),
        sum(one.safety for one in missed),
        first=any(cell.first for cell in cells),
    )


@dataclass(frozen=True)
class Released:
    """What of a finished attempt is told now, and when more will be."""

    told: frozenset[Told]
    closes_at: dt.datetime | None

    @property
    def marks(self) -> bool:
        """Whether what was earned in all is told."""
        return Told.MARKS in self.told

    @property
    def questions(self) -> bool:
        """Whether it is told what each question earned, and so each domain."""
        return {Told.MARKS, Told.CORRECTNESS} <= self.told


def released(session: Session, trainee_id: int, head: Head, now: dt.datetime) -> Released:
    """Return what is told of a trainee's attempt, by the closes of everybody and their own."""
    if head.file.review.is_default:
        # Told always: when it closes for this person changes nothing.
        return Released(told_now(head, None, now), None)
    terms = terms_of(session, trainee_id, head.quiz_id, head.file)
    closes_at = quiz_rules.latest(head.closes_at, terms.closes_at)
    return Released(told_now(head, closes_at, now), closes_at)


@dataclass(frozen=True)
class Taken:
    """How a trainee stands with one exam."""

    #: How often they took it, an open attempt included.
    times: int
    open_public_id: str | None
    #: The newest graded attempt.
    last: Head | None
    #: Its practice mark, in 0 to 1; None when there is none or it is not told.
    share: Decimal | None

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """The 90 % interval of that mark."""
        if self.share is None or self.last is None:
            return None
        return rules.interval(self.share, self.last.file.count)


def taken(
    session: Session, trainee_id: int, exams: Sequence[ExamLine], now: dt.datetime
) -> dict[int, Taken]:
    """Return how a trainee stands with each exam, by its id."""
    heads = read.heads(session, trainee_id, [one.id for one in exams])
    mine = {one.id: [head for head in heads if head.quiz_id == one.id] for one in exams}
    last = {key: _last_graded(tries) for key, tries in mine.items()}
    told = [one for one in last.values() if one and released(session, trainee_id, one, now).marks]
    totals = histories.totals(session, [head.id for head in told])
    marks = {head.quiz_id: _share(*totals[head.id]) for head in told if head.id in totals}
    return {key: _taken(mine[key], last[key], marks.get(key)) for key in mine}


def _last_graded(tries: Sequence[Head]) -> Head | None:
    return next((head for head in tries if head.state == AttemptState.GRADED), None)


def _share(earned: Decimal, possible: Decimal) -> Decimal | None:
    return earned / possible if possible else None


def _taken(tries: Sequence[Head], last: Head | None, share: Decimal | None) -> Taken:
    opened = next((head.public_id for head in tries if head.state == AttemptState.OPEN), None)
    times = sum(head.state != AttemptState.VOID for head in tries)
    return Taken(times, opened, last, share)
