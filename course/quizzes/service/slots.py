"""The questions of an attempt: what never changes about them, kept after the first read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from course.errors import NotFound
from course.permissions import Viewer
from course.questions import service as questions
from course.questions.service import Pinned
from course.quizzes.models import Attempt, AttemptSlot, QuizVersion
from course.quizzes.schemas import QuizFile, parsed
from course.quizzes.states import AttemptKind
from course.sources.service import EDITION
from course.web.cache import kept


@dataclass(frozen=True)
class Slot:
    """What never changes about one question of an attempt: kept in memory after the first read."""

    attempt_id: int
    public_id: str
    trainee_id: int
    number: int
    #: How many questions the attempt has.
    count: int
    question: Pinned
    order: dict[str, list[str]]
    #: The quiz as the attempt pins it.
    file: QuizFile


def own_slot(session: Session, viewer: Viewer | None, public_id: str, number: int) -> Slot | None:
    """Return a question of the viewer's own quiz attempt, None for what is not theirs."""
    try:
        slot = kept(_key(public_id, number), lambda: _read_one(session, public_id, number))
    except NotFound:
        return None
    return slot if viewer is not None and slot.trainee_id == viewer.id else None


def own_slots(session: Session, viewer: Viewer | None, public_id: str) -> list[Slot]:
    """Return every question of the viewer's own quiz attempt in order, read in one statement."""
    slots = list(_read(session, Attempt.public_id == public_id))
    if viewer is None or any(one.trainee_id != viewer.id for one in slots):
        return []
    return [_held(one) for one in slots]


def _held(slot: Slot) -> Slot:
    # Each of them is about to be answered.
    return kept(_key(slot.public_id, slot.number), lambda: slot)


def _key(public_id: str, number: int) -> tuple[str, str, int]:
    return ("slot", public_id, number)


def _read_one(session: Session, public_id: str, number: int) -> Slot:
    this = Attempt.public_id == public_id, AttemptSlot.number == number
    slot = next(_read(session, *this), None)
    if slot is None:
        raise NotFound
    return slot


def _read(session: Session, *which: ColumnElement[bool]) -> Iterator[Slot]:
    every = aliased(AttemptSlot)
    count = select(func.count(every.number)).where(every.attempt_id == Attempt.id)
    rows = session.execute(
        select(
            Attempt.id,
            Attempt.public_id,
            Attempt.trainee_id,
            AttemptSlot.number,
            AttemptSlot.question_version_id,
            AttemptSlot.shown_order,
            count.correlate(Attempt).scalar_subquery().label("slots"),
            QuizVersion.body,
            EDITION.label("edition"),
        )
        .join(AttemptSlot, AttemptSlot.attempt_id == Attempt.id)
        .join(QuizVersion, QuizVersion.id == Attempt.quiz_version_id)
        .where(Attempt.kind == AttemptKind.QUIZ, *which)
        .order_by(AttemptSlot.number)
    ).all()
    return (_slot(session, row) for row in rows)


def _slot(session: Session, row: Any) -> Slot:
    question = questions.pinned(session, row.edition, row.question_version_id)
    order, file = json.loads(row.shown_order), parsed(row.body)
    who, where = (row.id, row.public_id, row.trainee_id), (row.number, row.slots)
    return Slot(*who, *where, question, order, file)
