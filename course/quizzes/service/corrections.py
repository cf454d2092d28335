"""Correcting a question of a quiz: answers replayed by a version, or full credit to all.

The decision is a row, and holds for what is graded after it too. What is graded already is looked
at in batches, each in a block of its own; what is not changed gets no event, so that a second run
does nothing, and one that was broken off is finished by the next.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from course import items
from course.audit import service as audit
from course.errors import Refused
from course.items import Item
from course.people.service.acts import Acting
from course.questions import service as questions
from course.questions.models import QuestionVersion
from course.quizzes.decisions import Correction
from course.quizzes.models import (
    AnswerCurrent,
    Attempt,
    AttemptSlot,
    GradeCurrent,
    GradeEvent,
    Quiz,
)
from course.quizzes.service.answers import Response
from course.quizzes.states import AttemptState, CorrectionKind, GradeKind

#: Attempts looked at in one read, and graded in one block.
BATCH = 50


@dataclass(frozen=True)
class Decision:
    """What is decided on a question of a quiz; `version_id` for a replay."""

    quiz_id: int
    question_id: int
    kind: CorrectionKind
    version_id: int | None

    @property
    def grade_kind(self) -> GradeKind:
        """The kind of the grades that it gives."""
        return GradeKind.DROPPED if self.kind == CorrectionKind.DROP else GradeKind.REGRADED


@dataclass(frozen=True)
class Change:
    """What a decision does to one slot of one graded attempt."""

    attempt_id: int
    public_id: str
    slot: int
    #: The version that its grade is given by.
    version_id: int
    points: Decimal
    old: Decimal
    new: Decimal
    #: Whether a mark by hand stands against it.
    kept: bool

    @property
    def changes(self) -> bool:
        """True when the grade becomes another."""
        return self.old != self.new


def changes(session: Session, edition: str, decision: Decision) -> Iterator[Change]:
    """Yield what a decision does, attempt by attempt. Reads only: this is the dry run.

    Raises Refused when an answer chooses what the chosen version does not have.
    """
    scorer = _Scorer(session, edition, decision)
    after = 0
    while rows := _rows(session, decision, after):
        after = rows[-1].attempt_id
        by_hand = _by_hand(session, [row.attempt_id for row in rows])
        for row in rows:
            mark = by_hand.get((row.attempt_id, row.number))
            response = json.loads(row.response) if row.response else {}
            kept = mark is not None and decision.kind == CorrectionKind.REGRADE
            new = mark if mark is not None and kept else scorer.fraction(response)
            version_id = decision.version_id or row.question_version_id
            yield Change(
                row.attempt_id,
                row.public_id,
                row.number,
                version_id,
                row.points,
                row.fraction,
                new,
                kept,
            )


class _Scorer:
    """What answers earn by a decision: each different answer is scored once."""

    def __init__(self, session: Session, edition: str, decision: Decision) -> None:
        self.item: Item | None = None
        if decision.version_id is not None:
            self.item = questions.pinned(session, edition, decision.version_id).item
        self.known: dict[str, Decimal] = {}

    def fraction(self, response: Response) -> Decimal:
        if self.item is None:
            return Decimal(1)
        text = json.dumps(response, sort_keys=True)
        if text not in self.known:
            self.known[text] = replayed(self.item, response)
        return self.known[text]


def replayed(item: Item, response: Response) -> Decimal:
    """Return what an answer earns by this version. Raises Refused when it does not fit it."""
    try:
        return items.score(item, response).fraction
    except items.InvalidResponse as error:
        raise Refused(f"Answers given before do not fit this version: {error}.") from error


def _rows(session: Session, decision: Decision, after: int) -> list[Any]:
    of_question = select(QuestionVersion.id).where(
        QuestionVersion.question_id == decision.question_id
    )
    rows = session.execute(
        select(
            AttemptSlot.attempt_id,
            Attempt.public_id,
            AttemptSlot.number,
            AttemptSlot.question_version_id,
            AttemptSlot.points,
            AnswerCurrent.response,
            GradeCurrent.fraction,
        )
        .join(Attempt, Attempt.id == AttemptSlot.attempt_id)
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
        .where(
            AttemptSlot.question_version_id.in_(of_question),
            Attempt.quiz_id == decision.quiz_id,
            Attempt.state == AttemptState.GRADED,
            AttemptSlot.attempt_id > after,
        )
        .order_by(AttemptSlot.attempt_id)
        .limit(BATCH)
    )
    return list(rows)


def _by_hand(session: Session, attempt_ids: list[int]) -> dict[tuple[int, int], Decimal]:
    rows = session.scalars(
        select(GradeEvent)
        .outerjoin(
            AnswerCurrent,
            (AnswerCurrent.attempt_id == GradeEvent.attempt_id)
            & (AnswerCurrent.slot == GradeEvent.slot),
        )
        .where(
            GradeEvent.attempt_id.in_(attempt_ids),
            GradeEvent.kind == GradeKind.MANUAL,
            # A mark of an answer that was changed after a reopening is of no answer any more.
            or_(AnswerCurrent.at.is_(None), AnswerCurrent.at <= GradeEvent.at),
        )
        .order_by(GradeEvent.number)
    )
    return {(row.attempt_id, row.slot): row.fraction for row in rows}


def decide(session: Session, by: Acting, decision: Decision, why: str) -> None:
    """Write the decision: from its commit on, every grading follows it."""
    # A grading that runs holds the quiz's row; the next one sees this decision.
    locked = select(Quiz.slug).where(Quiz.id == decision.quiz_id)
    slug = session.scalars(locked.with_for_update(key_share=True)).one()
    row = Correction(quiz_id=decision.quiz_id, question_id=decision.question_id)
    row.kind, row.question_version_id = decision.kind, decision.version_id
    row.at, row.actor_id, row.why = by.now, by.actor_id or 0, why
    session.add(row)
    session.flush()
    detail = {"kind": decision.kind.value, "number": row.id}
    audit.record(
        session,
        by.key,
        "question.corrected",
        subject=slug,
        actor_id=by.actor_id,
        at=by.now,
        **detail,
    )


def newest(session: Session, quiz_id: int) -> dict[int, Correction]:
    """Return the decision that holds for each corrected question of a quiz."""
    rows = session.scalars(
        select(Correction).where(Correction.quiz_id == quiz_id).order_by(Correction.id)
    )
    return {row.question_id: row for row in rows}


def newest_id(session: Session, quiz_id: int | None) -> int:
    """Return the number of the newest decision on a quiz, 0 when there is none."""
    query = select(func.max(Correction.id)).where(Correction.quiz_id == quiz_id)
    return session.scalar(query) or 0
