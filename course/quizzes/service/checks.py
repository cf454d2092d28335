"""A lesson's knowledge check: an attempt with one question and feedback at once.

The same tables, the same save, the same scorer as a quiz; only the start is different: the
page is shown before there is an attempt, so the attempt's public id, from which the option
ids on the page are made, is derived from who, which version and which try.
"""

import datetime as dt
import functools
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from course.questions.models import Question, QuestionVersion
from course.questions.service import Pinned
from course.quizzes.models import AnswerCurrent, Attempt, AttemptSlot, GradeCurrent
from course.quizzes.service import answers, finish
from course.quizzes.service.answers import Response, Save
from course.quizzes.service.start import write
from course.quizzes.states import AttemptKind, AttemptState


@dataclass(frozen=True)
class CheckState:
    """The newest try of one check."""

    attempt_id: int
    number: int
    state: AttemptState
    version_id: int
    order: dict[str, list[str]]
    response: Response
    fraction: Decimal | None


@functools.lru_cache(8192)
def check_key(secret: str, trainee_public_id: str, version_id: int, number: int) -> str:
    """Return the public id of a try at a check: 128 bits that only the site can make."""
    text = f"check|{trainee_public_id}|{version_id}|{number}"
    return hmac.digest(secret.encode(), text.encode(), "sha256").hex()[:32]


_question, _attempt, _slot = Question.__table__, Attempt.__table__, AttemptSlot.__table__
_answer, _grade = AnswerCurrent.__table__, GradeCurrent.__table__

#: Made once, of tables and not of entities: every lesson page sends it, as a part of its own.
STATES = (
    select(
        _question.c.slug,
        _attempt.c.id,
        _attempt.c.number,
        _attempt.c.state,
        _slot.c.question_version_id,
        _slot.c.shown_order,
        _answer.c.response,
        _grade.c.fraction,
    )
    .select_from(
        _attempt.join(_question, _question.c.id == _attempt.c.question_id)
        .join(_slot, _slot.c.attempt_id == _attempt.c.id)
        .outerjoin(_answer, _answer.c.attempt_id == _attempt.c.id)
        .outerjoin(_grade, _grade.c.attempt_id == _attempt.c.id)
    )
    .where(
        _attempt.c.trainee_id == bindparam("trainee"),
        _attempt.c.kind == AttemptKind.CHECK,
        _attempt.c.lesson == bindparam("lesson"),
    )
    .order_by(_attempt.c.id)
)


def states(session: Session, trainee_id: int, lesson: str) -> dict[str, CheckState]:
    """Return the newest try of every check of a lesson, by the question's slug."""
    return newest(session.execute(STATES, {"trainee": trainee_id, "lesson": lesson}))


def newest(rows: Iterable[Sequence[Any]]) -> dict[str, CheckState]:
    """Return the newest try of every check, by the question's slug, from rows of `STATES`."""
    return {row[0]: _state(*row[1:]) for row in rows}


def _state(  # noqa: PLR0917 - one row of the query above
    attempt_id: int,
    number: int,
    state: AttemptState,
    version_id: int,
    order: str,
    response: str | None,
    fraction: Decimal | None,
) -> CheckState:
    answer = json.loads(response) if response else {}
    return CheckState(attempt_id, number, state, version_id, json.loads(order), answer, fraction)


@dataclass(frozen=True)
class Try:
    """One try at a check, before it is written."""

    trainee_id: int
    lesson: str
    question: Pinned
    number: int
    public_id: str


def answer(session: Session, new: Try, save: Save, now: dt.datetime) -> int:
    """Start, answer and submit a try in one block, and return the attempt's id.

    The same try sent twice has one effect: the second finds it submitted and changes nothing.
    """
    existing = session.execute(
        select(Attempt.id, Attempt.state).where(Attempt.public_id == new.public_id)
    ).one_or_none()
    if existing is not None and existing.state != AttemptState.OPEN:
        return int(existing.id)
    attempt_id = existing.id if existing is not None else _start(session, new, now)
    answers.save(session, attempt_id, 1, save)
    finish.submit(session, attempt_id, now, new.trainee_id)
    return int(attempt_id)


def _start(session: Session, new: Try, now: dt.datetime) -> int:
    question_id = session.scalar(
        select(QuestionVersion.question_id).where(QuestionVersion.id == new.question.version_id)
    )
    attempt = Attempt(
        public_id=new.public_id,
        trainee_id=new.trainee_id,
        kind=AttemptKind.CHECK,
        question_id=question_id,
        lesson=new.lesson,
        number=new.number,
        seed=new.public_id,
        state=AttemptState.OPEN,
        started_at=now,
    )
    write(session, attempt, (new.question,), (None,))
    return attempt.id
