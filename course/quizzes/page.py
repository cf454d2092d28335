"""What the pages of an attempt show."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from course.db import new_public_id
from course.quizzes import rules
from course.quizzes.service import read
from course.quizzes.service.read import Answer, Head, Step
from course.quizzes.service.slots import Slot
from course.quizzes.shown import Taking, taking
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
        view=taken(slot, answer, unread),
        answer=answer,
        next_seq=answer.seq + 1,
        op_id=new_public_id(),
        steps=read.steps(session, slot.attempt_id),
        remaining_ms=rules.remaining_ms(head.clocked, now),
        deadline=head.deadline,
    )


def taken(slot: Slot, answer: Answer, unread: Unread | None = None) -> Taking:
    """Return a question for taking, with the saved answer or the one that was not read."""
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
