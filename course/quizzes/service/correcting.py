"""Carrying a decision on a question out, block by block; see `corrections`."""

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from course import db, events
from course.people.service.acts import Acting
from course.quizzes.events import GradesChanged
from course.quizzes.models import GradeCurrent
from course.quizzes.service import corrections, grades
from course.quizzes.service.corrections import BATCH, Change, Decision
from course.quizzes.service.grades import Scored
from course.quizzes.service.moving import By, locked
from course.quizzes.states import AttemptState
from course.sources.service import edition


def correct(decision: Decision, by: Acting, why: str) -> int:
    """Write the decision, give every grade that becomes another, and return how many.

    Raises Refused before anything is written when answers do not fit the chosen version.
    """
    session = db.session()
    found = [one for one in corrections.changes(session, edition(session), decision) if one.changes]
    with db.writing() as session:
        corrections.decide(session, by, decision, why)
    done = 0
    for batch in _batches(found):
        with db.writing() as session:
            done += sum(
                _change(session, decision, one, By(by.actor_id, by.now, why)) for one in batch
            )
    return done


def _batches(found: Iterable[Change]) -> Iterator[list[Change]]:
    left = iter(found)
    while batch := list(islice(left, BATCH)):
        yield batch


def _change(session: Session, decision: Decision, one: Change, by: By) -> bool:
    """Give one grade, unless the attempt or its grade is another than the one looked at."""
    attempt = locked(session, one.attempt_id)
    standing = session.scalar(
        select(GradeCurrent.fraction).where(
            GradeCurrent.attempt_id == one.attempt_id, GradeCurrent.slot == one.slot
        )
    )
    if attempt.state != AttemptState.GRADED or standing != one.old:
        return False
    kind = decision.grade_kind
    grade = Scored(one.slot, one.version_id, one.points, one.new, None, kind, by.why)
    grades.put(session, one.attempt_id, [grade], by)
    events.emit(session, GradesChanged(attempt.trainee_id))
    return True
