"""Moving an attempt along its table: each move is an event, and the state follows from them."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from course.quizzes.models import Attempt, AttemptEvent
from course.quizzes.states import AttemptEventKind, AttemptState, after, folded


@dataclass(frozen=True)
class By:
    """Who moves it (None: the clock or the system), when, and why."""

    actor_id: int | None
    now: dt.datetime
    why: str = ""


def locked(session: Session, attempt_id: int) -> Attempt:
    """Return the attempt as it stands, kept from others until the end of the transaction."""
    query = select(Attempt).where(Attempt.id == attempt_id).with_for_update(of=Attempt)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def move(
    session: Session, attempt: Attempt, kind: AttemptEventKind, by: By, slot: int | None = None
) -> None:
    """Append the event and let the state follow. Raises Refused when it cannot happen there."""
    attempt.state = after(attempt.state, kind)
    where = AttemptEvent.attempt_id == attempt.id
    number = 1 + (session.scalar(select(func.max(AttemptEvent.number)).where(where)) or 0)
    event = AttemptEvent(attempt_id=attempt.id, number=number, kind=kind, slot=slot)
    event.at, event.actor_id, event.why = by.now, by.actor_id, by.why
    session.add(event)
    session.flush()


def rebuilt_state(session: Session, attempt_id: int) -> AttemptState | None:
    """Return the state that an attempt's events lead to: the one that its row keeps."""
    events = select(AttemptEvent.kind).where(AttemptEvent.attempt_id == attempt_id)
    return folded(session.scalars(events.order_by(AttemptEvent.number)))


def advance(session: Session, attempt_id: int, slot: int, by: By) -> None:
    """Go on from a question to the next where there is no way back; once only."""
    attempt = locked(session, attempt_id)
    if attempt.state == AttemptState.OPEN and attempt.reached == slot:
        move(session, attempt, AttemptEventKind.MOVED, by, slot=slot + 1)
        attempt.reached = slot + 1
        session.flush()
