"""How a quiz was answered, from counts that the database makes: no row of a trainee is read.

A quiz of any number of attempts gives a few rows for each question: how often each fraction met
each total of the other questions.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from course import items, marks
from course.items import Choice
from course.psychometrics import rules as statistics
from course.questions.models import Question, QuestionVersion
from course.quizzes.models import AnswerCurrent, Attempt, AttemptSlot, GradeCurrent
from course.quizzes.service import corrections
from course.quizzes.states import AttemptKind, AttemptState, CorrectionKind
from course.studio.rules import Reason, Seen, reasons
from course.studio.service.lists import short

#: One whole fraction, in the units in which marks are kept.
WHOLE = marks.to_units(Fraction(1))
SLOT = (GradeCurrent.attempt_id == AttemptSlot.attempt_id) & (
    GradeCurrent.slot == AttemptSlot.number
)
ANSWER = (AnswerCurrent.attempt_id == AttemptSlot.attempt_id) & (
    AnswerCurrent.slot == AttemptSlot.number
)
#: Stored answers are canonical JSON: where nothing was answered, every list is empty.
_ANSWERED = case((AnswerCurrent.response.contains('["', autoescape=True), 1), else_=0)


def counted(quiz_id: int, *, first: bool) -> Select[int]:
    """Return the graded attempts that count: each trainee's first one, or all."""
    graded = (
        Attempt.quiz_id == quiz_id,
        Attempt.kind == AttemptKind.QUIZ,
        Attempt.state == AttemptState.GRADED,
    )
    if not first:
        return select(Attempt.id).where(*graded)
    return select(func.min(Attempt.id)).where(*graded).group_by(Attempt.trainee_id)


def totals_of(quiz_id: int, *, first: bool) -> Subquery:
    """Return the total and the possible marks of each attempt that counts."""
    mark, points = (type_coerce(one, BigInteger) for one in (GradeCurrent.mark, AttemptSlot.points))
    return (
        select(
            AttemptSlot.attempt_id,
            func.sum(mark).label("earned"),
            func.sum(points).label("possible"),
        )
        .join(GradeCurrent, SLOT)
        .where(AttemptSlot.attempt_id.in_(counted(quiz_id, first=first)))
        .group_by(AttemptSlot.attempt_id)
        .subquery()
    )


def scores(session: Session, quiz_id: int, *, first: bool = True) -> dict[Fraction, int]:
    """Return how many attempts earned each share of the possible marks, in 0 to 1."""
    totals = totals_of(quiz_id, first=first).c
    query = select(totals.earned, totals.possible, func.count())
    found: Counter[Fraction] = Counter()
    for earned, possible, count in session.execute(query.group_by(totals.earned, totals.possible)):
        found[Fraction(int(earned), int(possible)) if possible else Fraction(0)] += count
    return dict(found)


@dataclass(frozen=True)
class QuestionResult:
    """How one question of a quiz was answered, over all its versions."""

    slug: str
    stem: str
    retired: bool
    seen: Seen
    #: The 95 % interval of its facility.
    interval: tuple[float, float] | None
    reasons: list[Reason]

    @property
    def shown_discrimination(self) -> float | None:
        """The discrimination, None where too few answers or no variance would make it a guess."""
        return self.seen.discrimination if self.seen.n >= statistics.ENOUGH else None


@dataclass(frozen=True)
class Dropped:
    """A question that a quiz dropped, and when: versions of it up to then are not counted."""

    question_id: int
    slug: str
    at: dt.datetime


def dropped(session: Session, quiz_id: int) -> list[Dropped]:
    """Return the questions that a quiz dropped: everybody has their marks, by slug."""
    known = corrections.newest(session, quiz_id).values()
    out = {one.question_id: one.at for one in known if one.kind == CorrectionKind.DROP}
    if not out:
        return []
    query = select(Question.id, Question.slug).where(Question.id.in_(out)).order_by(Question.slug)
    return [Dropped(number, slug, out[number]) for number, slug in session.execute(query)]


def questions(
    session: Session,
    quiz_id: int,
    out: Sequence[Dropped],
    *,
    first: bool = True,
    only: str | None = None,
) -> list[QuestionResult]:
    """Return the questions that were put (or one, by its slug), worst first.

    `out` is what `dropped` returns: their marks are not counted.
    """
    tallies: dict[int, Counter[tuple[int, int]]] = {}
    answered: Counter[int] = Counter()
    for question, fraction, rest, count, with_answer in _rows(
        session, quiz_id, out, only, first=first
    ):
        tallies.setdefault(question, Counter())[int(fraction), int(rest)] += count
        answered[question] += int(with_answer)
    found = [_result(row, tallies[row.id], answered[row.id]) for row in _sources(session, tallies)]
    return sorted(found, key=worst_first)


def _is_given(out: Iterable[Dropped]) -> ColumnElement[bool]:
    """Return whether a version's marks were given to everybody, whatever was answered."""
    version = QuestionVersion
    return or_(*(and_(version.question_id == one.question_id, version.at <= one.at) for one in out))


def _rows(
    session: Session, quiz_id: int, out: Sequence[Dropped], only: str | None, *, first: bool
) -> Iterable[Any]:
    totals = totals_of(quiz_id, first=first)
    fraction = type_coerce(GradeCurrent.fraction, BigInteger)
    rest = totals.c.earned - type_coerce(GradeCurrent.mark, BigInteger)
    query = (
        select(QuestionVersion.question_id, fraction, rest, func.count(), func.sum(_ANSWERED))
        .join(AttemptSlot, AttemptSlot.question_version_id == QuestionVersion.id)
        .join(totals, totals.c.attempt_id == AttemptSlot.attempt_id)
        .join(GradeCurrent, SLOT)
        .outerjoin(AnswerCurrent, ANSWER)
        .group_by(QuestionVersion.question_id, fraction, rest)
    )
    if out:
        # Marks that everybody was given tell nothing of a question; later versions of it do.
        query = query.where(~_is_given(out))
    if only is not None:
        which = select(Question.id).where(Question.slug == only).scalar_subquery()
        query = query.where(QuestionVersion.question_id == which)
    return session.execute(query)


def _sources(session: Session, wanted: Iterable[int]) -> list[Any]:
    query = (
        select(Question.id, Question.slug, Question.retired_at, QuestionVersion.source)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .where(Question.id.in_(list(wanted)))
    )
    return list(session.execute(query))


def _result(row: Any, tally: Counter[tuple[int, int]], answered: int) -> QuestionResult:
    source = items.parse_source(row.source)
    n = tally.total()
    facility = statistics.facility(tally, WHOLE)
    seen = Seen(
        n,
        answered,
        facility,
        statistics.discrimination(tally),
        Fraction(source.difficulty),
        chance(items.to_item(source)),
    )
    interval = None if facility is None else statistics.wilson(facility, n)
    return QuestionResult(
        row.slug, short(source.stem), row.retired_at is not None, seen, interval, reasons(seen)
    )


def chance(item: items.Item) -> Fraction:
    """Return what guessing earns where one of a few options is right; 0 for all other kinds."""
    one = next(iter(item.interactions.values()))
    if len(item.interactions) > 1 or not isinstance(one, Choice) or one.multiple:
        return Fraction(0)
    return Fraction(1, len(one.options))


def worst_first(one: QuestionResult) -> tuple[Any, ...]:
    """Return the sort key: findings first, then low discrimination, then low facility."""
    told = one.seen.discrimination if one.seen.n >= statistics.ENOUGH_FOR_A_LOOK else None
    worst = min(one.reasons, default=len(Reason) + 1)
    facility = 1 if one.seen.facility is None else one.seen.facility
    return (worst, -len(one.reasons), 1.0 if told is None else told, facility, one.slug)
