"""What the pages of an attempt show."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from course.db import new_public_id
from course.quizzes import rules
from course.quizzes.rules import Earned
from course.quizzes.service import read
from course.quizzes.service.answers import Slot
from course.quizzes.service.read import Answer, Graded, Head, Step
from course.quizzes.shown import Reviewed, Taking, reviewed, taking
from course.quizzes.tokens import Misread, to_wire, tokens


@dataclass(frozen=True)
class QuestionPage:
    """One question of an open attempt, with what is around it."""

    number: int
    count: int
    view: Taking
    answer: Answer
    #: The sequence number that the next save carries, and an operation id for a plain post.
    next_seq: int
    op_id: str
    steps: list[Step]
    remaining_ms: int | None
    deadline: dt.datetime | None


@dataclass(frozen=True)
class Unread:
    """An answer that could not be read: what was sent, and what is wrong with it."""

    sent: Sequence[str]
    wrong: Misread


def question_page(
    session: Session, head: Head, slot: Slot, now: dt.datetime, unread: Unread | None = None
) -> QuestionPage:
    """Return the page of one question, with the saved answer or the one that was not read."""
    answer = read.answer(session, slot.attempt_id, slot.number)
    return QuestionPage(
        number=slot.number,
        count=slot.count,
        view=_view(slot, answer, unread),
        answer=answer,
        next_seq=answer.seq + 1,
        op_id=new_public_id(),
        steps=read.steps(session, slot.attempt_id),
        remaining_ms=rules.remaining_ms(head.clocked, now),
        deadline=rules.effective_deadline(head.clocked),
    )


def _view(slot: Slot, answer: Answer, unread: Unread | None) -> Taking:
    item, token = slot.question.item, tokens(slot.public_id, slot.number)
    if unread:
        return taking(item, slot.order, token, unread.sent, unread.wrong)
    return taking(item, slot.order, token, to_wire(token, item, answer.response))


@dataclass(frozen=True)
class StalePage:
    """Two versions of one answer: this page's, and the one that is stored."""

    mine: list[str]
    saved: list[str]
    saved_at: dt.datetime
    #: What this page sent, to be sent again.
    sent: list[str]
    certainty: int | None
    next_seq: int
    op_id: str


@dataclass(frozen=True)
class ReviewedSlot:
    """A slot of the review page."""

    number: int
    view: Reviewed
    objective: str
    references: tuple[str, ...]
    points: Decimal
    mark: Decimal

    @property
    def is_full(self) -> bool:
        """True when the slot earned all its points."""
        return self.mark == self.points


@dataclass(frozen=True)
class ReviewPage:
    """The result: earned and possible marks, and every question with its reasons."""

    slots: list[ReviewedSlot]
    earned: Decimal
    possible: Decimal
    fraction: Decimal
    #: Whether the quiz's practice mark was reached.
    reached: bool

    @property
    def to_look_at(self) -> list[ReviewedSlot]:
        """The questions that did not earn all their points."""
        return [slot for slot in self.slots if not slot.is_full]


def review_page(head: Head, graded: list[Graded]) -> ReviewPage:
    """Return the review of a graded attempt."""
    slots = [
        ReviewedSlot(
            one.number,
            reviewed(one.question.item, one.order, one.response),
            one.question.objective,
            one.question.references,
            one.points,
            one.mark,
        )
        for one in graded
    ]
    fraction = rules.total([Earned(one.points, one.fraction) for one in graded])
    earned = sum((one.mark for one in graded), Decimal(0))
    possible = sum((one.points for one in graded), Decimal(0))
    return ReviewPage(slots, earned, possible, fraction, fraction >= head.file.practice_mark)
