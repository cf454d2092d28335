"""What waits for a person: for the navigation, home and the daily digest."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import Session

from course.comments import service as comments
from course.hours.models import HoursEntry
from course.hours.states import EntryState
from course.permissions import Role
from course.supervision.service import queue


@dataclass(frozen=True)
class Waits:
    """In numbers: comments not seen, entries to sign, entries that came back."""

    comments: int
    to_sign: int
    returned: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.comments + self.to_sign + self.returned


def waits(session: Session, person_id: int, roles: frozenset[Role], today: dt.date) -> Waits:
    """Return what waits for a person in the roles they hold, in one statement."""
    nothing: ColumnElement[int] = literal(0)
    is_supervisor, is_trainee = Role.SUPERVISOR in roles, Role.TRAINEE in roles
    row = session.execute(
        select(
            comments.unseen(person_id, today) if is_supervisor or is_trainee else nothing,
            queue.counted(person_id) if is_supervisor else nothing,
            _returned(person_id) if is_trainee else nothing,
        )
    ).one()
    return Waits(*row)


def _returned(trainee_id: int) -> ColumnElement[int]:
    return (
        select(func.count(HoursEntry.id))
        .where(HoursEntry.trainee_id == trainee_id, HoursEntry.state == EntryState.RETURNED)
        .scalar_subquery()
    )
