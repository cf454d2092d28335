"""What people are given: appended, and holding at once, also while an attempt runs."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from course.audit import service as audit
from course.people.models import Person
from course.people.service.acts import Acting
from course.quizzes import rules
from course.quizzes.decisions import Accommodation
from course.quizzes.models import Attempt, Quiz, QuizVersion
from course.quizzes.rules import Given, Terms
from course.quizzes.schemas import QuizFile, parsed
from course.quizzes.states import AttemptState


def terms_of(session: Session, trainee_id: int, quiz_id: int, file: QuizFile) -> Terms:
    """Return what a trainee has at a quiz, by this version of it and what they were given."""
    query = select(Accommodation).where(
        Accommodation.trainee_id == trainee_id,
        or_(Accommodation.quiz_id == quiz_id, Accommodation.quiz_id.is_(None)),
    )
    rows = session.scalars(query.order_by(Accommodation.id))
    return rules.accommodated(file.terms, _standing(rows))


def _standing(rows: Iterable[Accommodation]) -> list[Given]:
    """Return the newest of each scope; `rows` come oldest first."""
    newest = {row.quiz_id: row for row in rows}
    return [_given(row) for row in newest.values()]


def _given(row: Accommodation) -> Given:
    return Given(**{field.name: getattr(row, field.name) for field in fields(Given)})


def alone(session: Session, trainee_id: int) -> None:
    """Wait for others who start this trainee's attempts or change their terms.

    On SQLite the writer lock does it; PostgreSQL has the person's row, locked so that rows which
    only name the person are not held up.
    """
    query = select(Person.id).where(Person.id == trainee_id)
    session.execute(query.with_for_update(key_share=True))


@dataclass(frozen=True)
class Giving:
    """To whom, at which quiz (None: all), what, said in which zone, and why."""

    trainee_id: int
    trainee_public_id: str
    quiz_id: int | None
    given: Given
    zone: str
    why: str


def give(session: Session, by: Acting, new: Giving) -> None:
    """Append what a trainee is given, and move the end of what they have open.

    It takes the place of what they were given before in the same scope: a row of nothing takes it
    back. Raises Invalid when it makes no sense.
    """
    rules.check_given(new.given)
    alone(session, new.trainee_id)
    values = {field.name: getattr(new.given, field.name) for field in fields(Given)}
    row = Accommodation(trainee_id=new.trainee_id, quiz_id=new.quiz_id, zone=new.zone, **values)
    row.at, row.actor_id, row.why = by.now, by.actor_id or 0, new.why
    session.add(row)
    session.flush()
    audit.record(
        session,
        by.key,
        "accommodation.given",
        subject=new.trainee_public_id,
        actor_id=by.actor_id,
        at=by.now,
        number=row.id,
    )
    follow(session, new.trainee_id)


def follow(session: Session, trainee_id: int) -> None:
    """Give every open quiz attempt of a trainee the end that their terms lead to now."""
    query = (
        select(Attempt, QuizVersion.quiz_id, QuizVersion.body)
        .join(QuizVersion, QuizVersion.id == Attempt.quiz_version_id)
        .where(Attempt.trainee_id == trainee_id, Attempt.state == AttemptState.OPEN)
        .with_for_update(of=Attempt)
        .execution_options(populate_existing=True)
    )
    for attempt, quiz_id, body in session.execute(query).all():
        terms = terms_of(session, trainee_id, quiz_id, parsed(body))
        attempt.deadline = rules.effective_deadline(attempt.started_at, terms)
    session.flush()


@dataclass(frozen=True)
class GivenLine:
    """A row in the list of what somebody was given."""

    #: None: at every quiz.
    quiz: str | None
    given: Given
    zone: str
    at: dt.datetime
    actor_id: int
    actor: str
    why: str
    #: Whether a newer row of the same scope has taken its place.
    is_past: bool


def lines(session: Session, trainee_id: int) -> list[GivenLine]:
    """Return what a trainee was given, the newest first."""
    rows = session.execute(
        select(Accommodation, Quiz.title, Person.name)
        .outerjoin(Quiz, Quiz.id == Accommodation.quiz_id)
        .join(Person, Person.id == Accommodation.actor_id)
        .where(Accommodation.trainee_id == trainee_id)
        .order_by(Accommodation.id.desc())
        .limit(200)
    )
    seen: set[int | None] = set()
    found = []
    for row, title, name in rows:
        past = row.quiz_id in seen
        seen.add(row.quiz_id)
        line = GivenLine(title, _given(row), row.zone, row.at, row.actor_id, name, row.why, past)
        found.append(line)
    return found


def zone_of(session: Session, trainee_id: int) -> str:
    """Return the zone in which a trainee reads times."""
    return session.scalars(select(Person.zone).where(Person.id == trainee_id)).one()
