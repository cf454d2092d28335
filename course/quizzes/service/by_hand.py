"""Marks that a person gives."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from course import events
from course.errors import Invalid, Refused
from course.quizzes.events import GradesChanged
from course.quizzes.models import AttemptSlot
from course.quizzes.service.grades import Scored, put
from course.quizzes.service.moving import By, locked
from course.quizzes.states import AttemptState, GradeKind


@dataclass(frozen=True)
class ByHand:
    """A mark that a person gives to one slot."""

    slot: int
    #: In 0 to 1.
    fraction: Decimal
    why: str


def mark(session: Session, attempt_id: int, given: ByHand, by: By) -> None:
    """Give a slot of a graded attempt a mark by hand; it stands against every replay.

    Raises Invalid for a fraction outside 0 to 1 or a slot that is not there, and Refused when the
    attempt is not graded.
    """
    if not 0 <= given.fraction <= 1:
        raise Invalid("fraction: must be from 0 to 1.")
    attempt = locked(session, attempt_id)
    if attempt.state != AttemptState.GRADED:
        raise Refused("Only a graded attempt can be marked by hand.")
    slot = session.get(AttemptSlot, (attempt_id, given.slot))
    if slot is None:
        raise Invalid("slot: this attempt has no such question.")
    grade = Scored(
        given.slot,
        slot.question_version_id,
        slot.points,
        given.fraction,
        None,
        GradeKind.MANUAL,
        given.why,
    )
    put(session, attempt_id, [grade], by)
    events.emit(session, GradesChanged(attempt.trainee_id))
