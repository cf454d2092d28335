"""The release predicate: what of a finished attempt may be shown, and when."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from course.errors import Refused
from course.quizzes.states import AttemptState

#: How long after the submission "directly" lasts.
DIRECTLY = dt.timedelta(minutes=2)


class Told(StrEnum):
    """A kind of information about a finished attempt, each released by itself."""

    #: The questions, and what was answered.
    ATTEMPT = "attempt"
    #: Whether each answer is right.
    CORRECTNESS = "correctness"
    #: What was earned in all, and with correctness what each question earned.
    MARKS = "marks"
    #: Why each option is right or wrong, and the explanation.
    REASONS = "reasons"
    #: Which options are right.
    ANSWER = "answer"


class When(StrEnum):
    """The three windows of review."""

    DIRECTLY = "directly"
    OPEN = "while-open"
    CLOSED = "after-close"


#: In which windows each kind of information is told.
Review = Mapping[Told, frozenset[When]]


@dataclass(frozen=True)
class Finished:
    """What decides the window: the state, the submission, and when the last one closes.

    `closes_at` is the latest of the quiz's close and the person's own, so that nobody opens the
    answers by moving a date of their own. None: it never closes.
    """

    state: AttemptState
    submitted_at: dt.datetime | None
    closes_at: dt.datetime | None


def _window(finished: Finished, submitted_at: dt.datetime, now: dt.datetime) -> When:
    if finished.closes_at is not None and now >= finished.closes_at:
        return When.CLOSED
    return When.DIRECTLY if now < submitted_at + DIRECTLY else When.OPEN


def released(what: Told, finished: Finished, review: Review, now: dt.datetime) -> bool:
    """Say whether this kind of information about an attempt may be shown now."""
    if finished.state != AttemptState.GRADED or finished.submitted_at is None:
        return False
    return _window(finished, finished.submitted_at, now) in review[what]


#: Who has seen one of these could answer better the second time.
_KEYS = (Told.CORRECTNESS, Told.REASONS, Told.ANSWER)


def may_have_seen(finished: Finished, review: Review, now: dt.datetime) -> bool:
    """Return whether anything of the key was released at any moment since the submission."""
    if finished.state != AttemptState.GRADED or finished.submitted_at is None:
        return False
    passed = {When.DIRECTLY, _window(finished, finished.submitted_at, now)}
    if When.CLOSED in passed:
        passed.add(When.OPEN)
    return any(not passed.isdisjoint(review[what]) for what in _KEYS)


def check_reopen(
    finished: Finished, review: Review, end: dt.datetime | None, now: dt.datetime
) -> None:
    """Raise Refused when it makes no sense to let an attempt go on until this end."""
    if end is not None and now >= end:
        raise Refused("No time would be left. Give the trainee more time or a later close first.")
    if may_have_seen(finished, review, now):
        raise Refused("The trainee may have seen the answers. Give them another attempt instead.")
