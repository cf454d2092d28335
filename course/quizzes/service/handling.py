"""What instructors and directors do with an attempt: take it out of the count, or open it again."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.audit import service as audit
from course.errors import Refused
from course.people.service.acts import Acting
from course.quizzes import rules
from course.quizzes.models import Attempt, Quiz, QuizVersion
from course.quizzes.rules import Finished
from course.quizzes.schemas import parsed
from course.quizzes.service import grades
from course.quizzes.service.accommodations import alone, terms_of
from course.quizzes.service.moving import By, locked, move
from course.quizzes.states import AttemptEventKind, AttemptKind, AttemptState, after


@dataclass(frozen=True)
class Handled:
    """A quiz attempt as those who handle it know it."""

    id: int
    public_id: str
    trainee_id: int
    quiz_slug: str
    title: str
    number: int
    state: AttemptState
    started_at: dt.datetime
    deadline: dt.datetime | None
    submitted_at: dt.datetime | None

    @property
    def code(self) -> str:
        """The first letters of its id, by which two people can speak of it."""
        return self.public_id[:8]


_HANDLED = (
    select(
        Attempt.id,
        Attempt.public_id,
        Attempt.trainee_id,
        Quiz.slug.label("quiz_slug"),
        Quiz.title,
        Attempt.number,
        Attempt.state,
        Attempt.started_at,
        Attempt.deadline,
        Attempt.submitted_at,
    )
    .join(Quiz, Quiz.id == Attempt.quiz_id)
    .where(Attempt.kind == AttemptKind.QUIZ)
)

PAGE = 50


def attempt(session: Session, public_id: str) -> Handled | None:
    """Return a quiz attempt, None when there is none."""
    row = session.execute(_HANDLED.where(Attempt.public_id == public_id)).one_or_none()
    return None if row is None else _handled(row)


def attempts(session: Session, quiz_id: int, before: int | None) -> list[Handled]:
    """Return a page of a quiz's attempts, the newest first, those before an id."""
    query = _HANDLED.where(Attempt.quiz_id == quiz_id)
    if before is not None:
        query = query.where(Attempt.id < before)
    rows = session.execute(query.order_by(Attempt.id.desc()).limit(PAGE))
    return [_handled(row) for row in rows]


def _handled(row: Any) -> Handled:
    return Handled(**row._mapping)  # noqa: SLF001 - its public name has no other


def void(session: Session, by: Acting, attempt_id: int, why: str) -> None:
    """Take an attempt out of the count. Raises Refused when it is out already."""
    here = locked(session, attempt_id)
    was_graded = here.state == AttemptState.GRADED
    move(session, here, AttemptEventKind.VOIDED, By(by.actor_id, by.now, why))
    _record(session, by, "attempt.voided", here)
    if was_graded:
        grades.take_back(session, here)


def reopen(session: Session, by: Acting, attempt_id: int, why: str) -> None:
    """Let a submitted attempt go on to the end that the person's terms lead to now.

    Raises Refused when no time would be left, when the answers may have been seen, or when the
    trainee has another attempt open.
    """
    trainee_id = session.scalars(select(Attempt.trainee_id).where(Attempt.id == attempt_id)).one()
    alone(session, trainee_id)
    here = locked(session, attempt_id)
    after(here.state, AttemptEventKind.REOPENED)
    end, finished, windows = _reopened(session, here)
    rules.check_reopen(finished, windows, end, by.now)
    _no_other_open(session, here)
    was_graded = here.state == AttemptState.GRADED
    move(session, here, AttemptEventKind.REOPENED, By(by.actor_id, by.now, why))
    here.deadline, here.submitted_at = end, None
    session.flush()
    _record(session, by, "attempt.reopened", here)
    if was_graded:
        grades.take_back(session, here)


def _reopened(session: Session, here: Attempt) -> tuple[dt.datetime | None, Finished, rules.Review]:
    query = select(QuizVersion.quiz_id, QuizVersion.body)
    row = session.execute(query.where(QuizVersion.id == here.quiz_version_id)).one()
    file = parsed(row.body)
    terms = terms_of(session, here.trainee_id, row.quiz_id, file)
    finished = Finished(here.state, here.submitted_at, file.closes_at)
    return rules.effective_deadline(here.started_at, terms), finished, file.review.windows


def _no_other_open(session: Session, here: Attempt) -> None:
    query = select(Attempt.id).where(
        Attempt.trainee_id == here.trainee_id,
        Attempt.quiz_id == here.quiz_id,
        Attempt.state == AttemptState.OPEN,
    )
    if session.scalar(query) is not None:
        raise Refused("The trainee has another attempt at this quiz open.")


def _record(session: Session, by: Acting, act: str, here: Attempt) -> None:
    audit.record(session, by.key, act, subject=here.public_id, actor_id=by.actor_id, at=by.now)
