"""Leave of absence: set, taken back, read."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.errors import Refused
from course.people.rules import days_overlap
from course.supervision import rules
from course.supervision.models import Leave
from course.supervision.rules import Away


def add(  # noqa: PLR0917 - whose, which days, by whom and when
    session: Session, trainee_id: int, away: Away, actor_id: int, today: dt.date, now: dt.datetime
) -> Leave:
    """Set a leave. Raises Invalid for days that cannot be, Refused where one is set already."""
    rules.check_leave(away, today)
    for old in standing(session, trainee_id, today):
        if days_overlap((old.from_day, old.until_day), (away.from_day, away.until_day)):
            raise Refused("There is a leave on some of these days already. Take it back first.")
    made = Leave(
        trainee_id=trainee_id,
        from_day=away.from_day,
        until_day=away.until_day,
        set_by_id=actor_id,
        at=now,
    )
    session.add(made)
    session.flush()
    return made


def withdraw(session: Session, trainee_id: int, public_id: str, now: dt.datetime) -> bool:
    """Take a leave of this trainee back; return whether it stood."""
    query = select(Leave).where(Leave.public_id == public_id, Leave.trainee_id == trainee_id)
    found = session.scalar(query.with_for_update())
    if found is None or found.withdrawn_at is not None:
        return False
    found.withdrawn_at = now
    session.flush()
    return True


def is_of(session: Session, trainee_id: int, public_id: str) -> bool:
    """Return whether there is such a leave of this trainee."""
    query = select(Leave.id).where(Leave.public_id == public_id, Leave.trainee_id == trainee_id)
    return session.scalar(query) is not None


def standing(session: Session, trainee_id: int, today: dt.date) -> list[Leave]:
    """Return the leaves of a trainee that go on or come, the first one first."""
    query = select(Leave).where(
        Leave.trainee_id == trainee_id, Leave.until_day >= today, Leave.withdrawn_at.is_(None)
    )
    return list(session.scalars(query.order_by(Leave.from_day)))


def of_trainees(
    session: Session, trainee_ids: Sequence[int], today: dt.date
) -> dict[int, list[Away]]:
    """Return the leaves that matter for the rule of stalling, by trainee, in one statement."""
    earliest = today - dt.timedelta(days=rules.STALLED_DAYS)
    query = select(Leave.trainee_id, Leave.from_day, Leave.until_day).where(
        Leave.trainee_id.in_(trainee_ids),
        Leave.until_day >= earliest,
        Leave.withdrawn_at.is_(None),
    )
    found: dict[int, list[Away]] = defaultdict(list)
    for trainee_id, from_day, until_day in session.execute(query):
        found[trainee_id].append(Away(from_day, until_day))
    return found
