"""A director's numbers: cohort by cohort from summary rows, and the trainees as CSV."""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from course.hours.models import HoursEntry
from course.hours.states import EntryState
from course.people.models import Assignment, Cohort, Enrollment, Person
from course.people.service.seeing import runs_on
from course.progress.models import TraineeSummary
from course.supervision.rules import guarded

#: Rows that the export reads at once: enough to be fast, few enough to be nothing in memory.
CHUNK = 2000


class Numbers(NamedTuple):
    """A cohort in numbers."""

    public_id: str
    name: str
    trainees: int
    active: int
    lessons: int
    #: Trainees whom nobody supervises today.
    alone: int
    waiting: int

    @property
    def lessons_each(self) -> int:
        """Lessons read by one trainee on average, rounded down."""
        return self.lessons // self.trainees if self.trainees else 0


def _runs(today: dt.date) -> ColumnElement[bool]:
    return and_(
        Enrollment.from_day <= today,
        or_(Enrollment.until_day.is_(None), Enrollment.until_day >= today),
    )


def numbers(session: Session, today: dt.date, active_since: dt.datetime) -> list[Numbers]:
    """Return every cohort by name with its numbers of today, in two statements.

    `active` counts trainees with work after the instant.
    """
    active = case((TraineeSummary.last_at >= active_since, 1), else_=0)
    columns: tuple[Any, ...] = (
        Cohort.id,
        Cohort.public_id,
        Cohort.name,
        func.count(Enrollment.id),
        func.coalesce(func.sum(active), 0),
        func.coalesce(func.sum(TraineeSummary.lessons_read), 0),
        func.coalesce(func.sum(case((_is_alone(today), 1), else_=0)), 0),
    )
    rows: Sequence[Any] = session.execute(
        select(*columns)
        .outerjoin(Enrollment, and_(Enrollment.cohort_id == Cohort.id, _runs(today)))
        .outerjoin(TraineeSummary, TraineeSummary.trainee_id == Enrollment.trainee_id)
        .group_by(Cohort.id, Cohort.public_id, Cohort.name)
        .order_by(Cohort.name)
    ).all()
    waiting = _waiting(session, today)
    return [Numbers._make((*row[1:], waiting.get(row[0], 0))) for row in rows]


def _is_alone(today: dt.date) -> ColumnElement[bool]:
    charge = exists().where(
        Assignment.trainee_id == Enrollment.trainee_id,
        runs_on(today),
    )
    return and_(Enrollment.id.is_not(None), ~charge)


def _waiting(session: Session, today: dt.date) -> dict[int, int]:
    rows = session.execute(
        select(Enrollment.cohort_id, func.count(HoursEntry.id))
        .join(HoursEntry, HoursEntry.trainee_id == Enrollment.trainee_id)
        .where(_runs(today), HoursEntry.state == EntryState.WAITING)
        .group_by(Enrollment.cohort_id)
    )
    return {cohort_id: count for cohort_id, count in rows}  # noqa: C416 - rows are no pairs


_HEAD = ("cohort", "trainee", "e-mail", "from", "last work", "lessons read", "quizzes taken")
_COLUMNS: tuple[Any, ...] = (
    Enrollment.id,
    Cohort.name,
    Person.name,
    Person.email,
    # As the database writes days: a hundred thousand are read for nothing but to be written.
    func.date(Enrollment.from_day),
    func.date(TraineeSummary.last_at),
    func.coalesce(TraineeSummary.lessons_read, 0),
    func.coalesce(TraineeSummary.quizzes_taken, 0),
)


def csv_chunks(session: Session, today: dt.date) -> Iterator[str]:
    """Yield the trainees of all cohorts as CSV, a chunk at a time.

    Between two chunks no transaction is open, and nothing of an earlier one is kept.
    """
    yield _lines([_HEAD])
    after = 0
    while rows := _chunk(session, today, after):
        after = rows[-1][0]
        session.rollback()
        yield _lines([(guarded(r[1]), guarded(r[2]), guarded(r[3]), *r[4:]) for r in rows])


def _chunk(session: Session, today: dt.date, after: int) -> list[Any]:
    query = (
        select(*_COLUMNS)
        .join(Cohort, Cohort.id == Enrollment.cohort_id)
        .join(Person, Person.id == Enrollment.trainee_id)
        .outerjoin(TraineeSummary, TraineeSummary.trainee_id == Enrollment.trainee_id)
        .where(Enrollment.id > after, _runs(today))
        .order_by(Enrollment.id)
        .limit(CHUNK)
    )
    return list(session.execute(query).all())


def _lines(rows: list[Any]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()
