"""Drawing an attempt before it starts: what can be drawn, and what this trainee has met."""

import bisect
import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from course.curriculum.models import Lesson, Module, Objective
from course.questions import service as questions
from course.questions.models import Bank, Question, QuestionVersion
from course.questions.service import Pinned
from course.quizzes.draw import Candidate, Cell, Short, draw, fill, refuse_short
from course.quizzes.models import Attempt, AttemptSlot
from course.quizzes.schemas import QuizFile
from course.quizzes.states import AttemptKind


@dataclass(frozen=True)
class Met:
    """How often a trainee had a question in a quiz, and when last."""

    times: int
    last_at: dt.datetime


@dataclass(frozen=True)
class Asking:
    """For whom, by which file, and when a draw is made."""

    trainee_id: int
    file: QuizFile
    now: dt.datetime
    #: Count only what was met in attempts before this one, so that its draw can be made again.
    before: int | None = None


@dataclass(frozen=True)
class Supply:
    """What can be drawn, and what is left out because it was met lately, with when it is back."""

    candidates: list[Candidate]
    resting: list[tuple[dt.datetime, Candidate]]


def supply(session: Session, asking: Asking) -> Supply:
    """Return what can be drawn for a trainee now."""
    met = _met(session, asking)
    candidates, resting = [], []
    for key, version_id, objective, *more in _questions(session, asking.file.cells):
        before = met.get(key)
        one = Candidate(version_id, objective, before.times if before else 0, *more)
        back = _back(before, asking) if before else None
        if back is not None and back > asking.now:
            resting.append((back, one))
        else:
            candidates.append(one)
    return Supply(candidates, resting)


def _back(met: Met, asking: Asking) -> dt.datetime | None:
    """Return when a question that was met can be drawn again, None where it always can."""
    days = asking.file.exclude_seen_days
    return None if days is None else met.last_at + dt.timedelta(days=days)


def _questions(session: Session, cells: tuple[Cell, ...]) -> list[Any]:
    rows = session.execute(
        select(
            Question.id,
            Question.current_version_id,
            Question.objective,
            Question.slug,
            Bank.slug,
            Question.pool,
            QuestionVersion.areas,
            Question.safety,
            Question.level,
            func.coalesce(Module.slug, ""),
        )
        .join(Bank, Bank.id == Question.bank_id)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .outerjoin(Objective, Objective.slug == Question.objective)
        .outerjoin(Lesson, Lesson.id == Objective.lesson_id)
        .outerjoin(Module, Module.id == Lesson.module_id)
        .where(Question.retired_at.is_(None), or_(*map(_fits, cells)))
        .order_by(Question.id)
    )
    return list(rows)


def _fits(cell: Cell) -> ColumnElement[bool]:
    """Return the condition by which the database leaves out most of what does not fit a cell."""
    if cell.pin is not None:
        return Question.slug == cell.pin
    of_bank = [Bank.slug.in_(cell.banks)] if cell.banks else []
    return and_(Question.pool == cell.pool, *of_bank)


def _met(session: Session, asking: Asking) -> dict[int, Met]:
    query = (
        select(QuestionVersion.question_id, func.count(), func.max(Attempt.started_at))
        .join(AttemptSlot, AttemptSlot.question_version_id == QuestionVersion.id)
        .join(Attempt, Attempt.id == AttemptSlot.attempt_id)
        .where(Attempt.trainee_id == asking.trainee_id, Attempt.kind == AttemptKind.QUIZ)
        .group_by(QuestionVersion.question_id)
    )
    if asking.before is not None:
        query = query.where(Attempt.id < asking.before)
    return {row[0]: Met(row[1], row[2]) for row in session.execute(query)}


@dataclass(frozen=True)
class Lack:
    """Cells of one label that are short: what they need, what is there, what was met lately."""

    label: str
    needed: int
    there: int
    resting: int


@dataclass(frozen=True)
class Readiness:
    """How many questions can be drawn from, which cells are short, and when none will be."""

    available: int
    lacks: list[Lack]
    #: When enough of what was met lately will be back; None when that does not help.
    again_at: dt.datetime | None


def readiness(session: Session, asking: Asking) -> Readiness:
    """Return whether the quiz can be drawn for a trainee now, before they start it."""
    here, cells = supply(session, asking), asking.file.cells
    fitting = [one for one in here.candidates if any(cell.fits(one) for cell in cells)]
    lacks = _lacks(fill(fitting, cells, "").short, here)
    return Readiness(len(fitting), lacks, _again_at(here, cells) if lacks else None)


def _lacks(short: list[Short], here: Supply) -> list[Lack]:
    """Put cells of one label into one row: to a trainee they are the same part of an exam."""
    rows: dict[str, list[Short]] = {}
    for one in short:
        rows.setdefault(one.cell.label, []).append(one)
    return [
        Lack(
            label,
            sum(one.cell.count for one in mine),
            sum(one.there for one in mine),
            sum(any(one.cell.fits(each) for one in mine) for _, each in here.resting),
        )
        for label, mine in rows.items()
    ]


def _again_at(here: Supply, cells: tuple[Cell, ...]) -> dt.datetime | None:
    """Return the first instant at which what has come back is enough, by halving.

    More questions never make a cell short, so that each instant after the first one serves too.
    """
    days = sorted({back for back, _ in here.resting})
    at = bisect.bisect_left(days, x=True, key=lambda day: not _is_short(here, cells, day))
    return days[at] if at < len(days) else None


def _is_short(here: Supply, cells: tuple[Cell, ...], day: dt.datetime) -> bool:
    back = [one for at, one in here.resting if at <= day]
    return bool(fill([*here.candidates, *back], cells, "").short)


@dataclass(frozen=True)
class Plan:
    """An attempt as drawn, before it is written."""

    seed: str
    slots: tuple[Pinned, ...]
    #: The cell that each slot fills, by its place in the draw.
    cells: tuple[int, ...]


def plan(session: Session, edition: str, asking: Asking, seed: str | None = None) -> Plan:
    """Draw an attempt, by a fresh seed unless one is given.

    Raises Refused with the numbers when there are too few questions.
    """
    seed = seed or secrets.token_hex(16)
    here, file = supply(session, asking), asking.file
    if here.resting:
        days = file.exclude_seen_days
        words = f" {len(here.resting)} were left out: you met them in the last {days} days."
        refuse_short(fill(here.candidates, file.cells, seed).short, words)
    drawn = draw(here.candidates, file.cells, seed, mixed=file.mixed)
    slots = (questions.pinned(session, edition, each.one.version_id) for each in drawn)
    return Plan(seed, tuple(slots), tuple(each.cell for each in drawn))
