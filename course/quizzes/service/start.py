"""Starting: what a trainee is told before, and the draw that pins versions and order."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from course import items
from course.db import new_public_id
from course.digest import canonical
from course.questions.service import Pinned
from course.quizzes import rules
from course.quizzes.models import Attempt, AttemptEvent, AttemptSlot, Quiz, QuizVersion
from course.quizzes.schemas import QuizFile, parsed
from course.quizzes.service.accommodations import alone, terms_of
from course.quizzes.service.planning import Plan
from course.quizzes.states import AttemptEventKind, AttemptKind, AttemptState


@dataclass(frozen=True)
class OpenQuiz:
    """A quiz as it can be started now."""

    id: int
    slug: str
    version_id: int
    file: QuizFile


@dataclass(frozen=True)
class Standing:
    """Where a trainee stands with a quiz: attempts used, and the open one if any."""

    used: int
    open_public_id: str | None
    #: The highest number among all attempts, those out of the count too.
    highest: int


def quiz(session: Session, slug: str) -> OpenQuiz | None:
    """Return the quiz of this slug unless there is none or it is retired."""
    row = session.execute(
        select(Quiz.id, QuizVersion.id, QuizVersion.body)
        .join(QuizVersion, QuizVersion.id == Quiz.current_version_id)
        .where(Quiz.slug == slug, Quiz.retired_at.is_(None))
    ).one_or_none()
    if row is None:
        return None
    return OpenQuiz(row[0], slug, row[1], parsed(row[2]))


def standing(session: Session, trainee_id: int, quiz_id: int) -> Standing:
    """Return how many attempts a trainee has used, and the one that is open."""
    rows = session.execute(
        select(Attempt.public_id, Attempt.state, Attempt.number).where(
            Attempt.trainee_id == trainee_id, Attempt.quiz_id == quiz_id
        )
    ).all()
    used = [row for row in rows if row.state != AttemptState.VOID]
    opened = next((row.public_id for row in rows if row.state == AttemptState.OPEN), None)
    return Standing(len(used), opened, max((row.number for row in rows), default=0))


def start(
    session: Session, trainee_id: int, opened: OpenQuiz, planned: Plan, now: dt.datetime
) -> str:
    """Write the attempt and return its public id; an open one of this quiz is returned instead.

    Raises Refused when the quiz is not open or all attempts are used.
    """
    alone(session, trainee_id)
    here = standing(session, trainee_id, opened.id)
    if here.open_public_id:
        return here.open_public_id
    terms = terms_of(session, trainee_id, opened.id, opened.file)
    rules.check_window(terms, now)
    rules.check_attempts_left(here.used, terms.attempts)
    attempt = Attempt(
        public_id=new_public_id(),
        trainee_id=trainee_id,
        kind=AttemptKind.QUIZ,
        quiz_id=opened.id,
        quiz_version_id=opened.version_id,
        number=here.highest + 1,
        seed=planned.seed,
        state=AttemptState.OPEN,
        started_at=now,
        deadline=rules.effective_deadline(now, terms),
        reached=1 if opened.file.is_sequential else None,
    )
    write(session, attempt, planned.slots, planned.cells, shuffle=opened.file.shuffle)
    return attempt.public_id


def attempt_id(session: Session, public_id: str) -> int:
    """Return the internal id of an attempt."""
    return session.execute(select(Attempt.id).where(Attempt.public_id == public_id)).scalar_one()


def write(
    session: Session,
    attempt: Attempt,
    slots: tuple[Pinned, ...],
    cells: Sequence[int | None],
    *,
    shuffle: bool = True,
) -> None:
    """Write an attempt, its slots with the order shown and their cells, and its first event.

    Without `shuffle` every attempt shows a question in the same order. It is made by chance too,
    from the question's name: writers often put the key first.
    """
    session.add(attempt)
    session.flush()
    session.add_all(
        AttemptSlot(
            attempt_id=attempt.id,
            number=number,
            question_version_id=slot.version_id,
            shown_order=canonical(
                items.shown_order(slot.item, f"{attempt.seed}:{number}" if shuffle else slot.slug)
            ),
            points=Decimal(slot.item.points),
            cell=cell,
        )
        for number, (slot, cell) in enumerate(zip(slots, cells, strict=True), start=1)
    )
    session.add(
        AttemptEvent(
            attempt_id=attempt.id,
            number=1,
            kind=AttemptEventKind.STARTED,
            at=attempt.started_at,
            actor_id=attempt.trainee_id,
        )
    )
    session.flush()
