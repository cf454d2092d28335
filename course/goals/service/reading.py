"""Reading goals, and the evidence that they are held against."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from course.goals.allocation import Entry, Evidence, Held
from course.goals.models import Goal, GoalEvent, RequirementSet, RequirementSetVersion
from course.goals.schemas import HoursRequirement, SetFile
from course.goals.service.sets import parsed
from course.goals.states import AFTER, GoalState
from course.hours.models import HeldDocument, HoursEntry
from course.hours.states import EntryState
from course.people.models import Person


@dataclass(frozen=True)
class GoalLine:
    """A goal as it stands, with what its version asks for."""

    id: int
    public_id: str
    trainee_id: int
    number: int
    contract_day: dt.date | None
    target_day: dt.date | None
    state: GoalState
    #: The set was taken out of choice since.
    is_retired: bool
    #: A later text of the same version was loaded since.
    is_corrected: bool
    asked: SetFile

    @property
    def is_open(self) -> bool:
        """True while it is worked for."""
        return self.state == GoalState.OPEN

    def has(self, requirement: str) -> bool:
        """Return whether the version asks for hours under this id."""
        hours = (one for one in self.asked.requirements if isinstance(one, HoursRequirement))
        return any(one.id == requirement for one in hours)


def _goals(trainee_id: int) -> Any:
    version, later = RequirementSetVersion, aliased(RequirementSetVersion)
    newest = (
        select(func.max(later.number))
        .where(later.set_id == version.set_id, later.label == version.label)
        .correlate(version)
        .scalar_subquery()
    )
    return (
        select(
            Goal.id,
            Goal.public_id,
            Goal.trainee_id,
            Goal.number,
            Goal.contract_day,
            Goal.target_day,
            Goal.state,
            RequirementSet.retired_at.is_not(None),
            newest > version.number,
            version.id,
            version.text,
        )
        .join(version, version.id == Goal.version_id)
        .join(RequirementSet, RequirementSet.id == Goal.set_id)
        .where(Goal.trainee_id == trainee_id)
    )


def _line(row: Any) -> GoalLine:
    values: Any = (*row[:-2], parsed(*row[-2:]))
    return GoalLine(*values)


def goals(session: Session, trainee_id: int) -> list[GoalLine]:
    """Return a trainee's goals, open ones first, then the newest first."""
    rows = session.execute(_goals(trainee_id).order_by(Goal.state.desc(), Goal.id.desc()))
    return [_line(row) for row in rows]


def goal(session: Session, trainee_id: int, public_id: str) -> GoalLine | None:
    """Return one of a trainee's goals, or None."""
    row = session.execute(_goals(trainee_id).where(Goal.public_id == public_id)).one_or_none()
    return None if row is None else _line(row)


def events(session: Session, goal_id: int) -> list[Any]:
    """Return what was decided of a goal, newest first: (event, label of its version, name)."""
    query = (
        select(GoalEvent, RequirementSetVersion.label, Person.name)
        .join(RequirementSetVersion, RequirementSetVersion.id == GoalEvent.version_id)
        .join(Person, Person.id == GoalEvent.actor_id)
        .where(GoalEvent.goal_id == goal_id)
        .order_by(GoalEvent.number.desc())
    )
    return list(session.execute(query).all())


def evidence(session: Session, trainee_id: int) -> Evidence:
    """Return all that a trainee has entered and not withdrawn, in two statements."""
    entries: list[Any] = list(
        session.execute(
            select(
                HoursEntry.public_id,
                HoursEntry.day,
                HoursEntry.minutes,
                HoursEntry.category,
                HoursEntry.mode,
                HoursEntry.area,
                HoursEntry.state,
            ).where(HoursEntry.trainee_id == trainee_id, HoursEntry.state != EntryState.WITHDRAWN)
        )
    )
    held: list[Any] = list(
        session.execute(
            select(
                HeldDocument.kind,
                HeldDocument.from_day,
                HeldDocument.until_day,
                HeldDocument.degree,
            ).where(HeldDocument.trainee_id == trainee_id, HeldDocument.withdrawn.is_(False))
        )
    )
    return Evidence(tuple(_entry(*row) for row in entries), tuple(Held(*row) for row in held))


def _entry(*row: Any) -> Entry:
    state = row[-1]
    values: Any = (*row[:-1], state == EntryState.SIGNED, state == EntryState.RETURNED)
    return Entry(*values)


def rebuild(session: Session, trainee_id: int) -> None:
    """Make a trainee's goals as they stand again from their events."""
    for one in session.scalars(select(Goal).where(Goal.trainee_id == trainee_id)):
        query = select(GoalEvent).where(GoalEvent.goal_id == one.id)
        newest = max(session.scalars(query), key=lambda event: event.number)
        one.number, one.state, one.changed_at = newest.number, AFTER[newest.kind], newest.at
        one.version_id = newest.version_id
        one.contract_day, one.target_day = newest.contract_day, newest.target_day
    session.flush()
