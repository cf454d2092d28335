"""Choosing, changing and dropping goals; what counts is appended."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from course.errors import Invalid, Refused
from course.goals import rules
from course.goals.models import Goal, GoalEvent, RequirementSetVersion
from course.goals.rules import Candidate
from course.goals.service.sets import SetLine
from course.goals.states import AFTER, GoalEventKind
from course.hours.service.entries import By, Seen


@dataclass(frozen=True)
class Aim:
    """What a trainee aims at: a set, the day that decides its version, and a day to be done."""

    line: SetLine
    contract_day: dt.date | None = None
    target_day: dt.date | None = None


def choose(session: Session, trainee_id: int, public_id: str, aim: Aim, by: By) -> Goal:
    """Take up a goal under the id that its form carried; the same form twice is one goal.

    Raises Invalid for days that do not fit, and Refused when the set is a goal already or the
    form was sent before with something else.
    """
    rules.check_contract_day(aim.contract_day, by.today)
    rules.check_target_day(aim.target_day, by.today)
    version = rules.choose(aim.line.versions, aim.contract_day)
    if known := _known(session, public_id):
        return _same(session, known, trainee_id, aim)
    goal = Goal(public_id=public_id, trainee_id=trainee_id, set_id=aim.line.id, number=0)
    goal.version_id = version.id
    goal.contract_day, goal.target_day = aim.contract_day, aim.target_day
    try:
        with session.begin_nested():
            _step(session, goal, GoalEventKind.CHOSEN, by)
    except IntegrityError:
        if known := _known(session, public_id):
            return _same(session, known, trainee_id, aim)
        raise Refused("This is a goal of yours already. Open it, or drop it first.") from None
    return goal


def _known(session: Session, public_id: str) -> Goal | None:
    return session.scalar(select(Goal).where(Goal.public_id == public_id))


def _same(session: Session, known: Goal, trainee_id: int, aim: Aim) -> Goal:
    first = session.get_one(GoalEvent, (known.id, 1))
    sent = (trainee_id, aim.line.id, aim.contract_day, aim.target_day)
    if (known.trainee_id, known.set_id, first.contract_day, first.target_day) != sent:
        raise Refused("This form was sent before with another goal. Open a new one.")
    return known


def _step(session: Session, goal: Goal, kind: GoalEventKind, by: By) -> None:
    """Move a goal and append the event that says so."""
    goal.number += 1
    goal.state, goal.changed_at = AFTER[kind], by.now
    session.add(goal)
    session.flush()
    event = GoalEvent(goal_id=goal.id, number=goal.number, kind=kind, version_id=goal.version_id)
    event.contract_day, event.target_day = goal.contract_day, goal.target_day
    event.at, event.actor_id, event.why = by.now, by.actor_id, by.why
    session.add(event)
    session.flush()


def set_target(session: Session, trainee_id: int, seen: Seen, day: dt.date | None, by: By) -> None:
    """Set another day to be done by, or none. Raises Invalid and Refused."""
    rules.check_target_day(day, by.today)
    goal = _own_locked(session, trainee_id, seen)
    goal.target_day = day
    _step(session, goal, GoalEventKind.TARGET, by)


def set_contract(session: Session, trainee_id: int, seen: Seen, day: dt.date, by: By) -> None:
    """Set the day that decides, once, and pin the version that it chooses.

    Raises Invalid and Refused.
    """
    rules.check_contract_day(day, by.today)
    goal = _own_locked(session, trainee_id, seen)
    rules.check_may_set_contract(goal.contract_day)
    goal.contract_day = day
    goal.version_id = rules.choose(_versions(session, goal.set_id), day).id
    _step(session, goal, GoalEventKind.CONTRACT, by)


def _versions(session: Session, set_id: int) -> list[Candidate]:
    columns = (
        RequirementSetVersion.id,
        RequirementSetVersion.number,
        RequirementSetVersion.label,
        RequirementSetVersion.as_of,
    )
    rows = session.execute(select(*columns).where(RequirementSetVersion.set_id == set_id))
    return [Candidate(*row) for row in rows]


def drop(session: Session, trainee_id: int, seen: Seen, by: By) -> None:
    """Drop a goal, with the reason; what was decided of it stays. Raises Invalid and Refused."""
    if not by.why.strip():
        raise Invalid("why: say why in a few words.")
    goal = _own_locked(session, trainee_id, seen)
    _step(session, goal, GoalEventKind.DROPPED, by)


def _own_locked(session: Session, trainee_id: int, seen: Seen) -> Goal:
    query = select(Goal).where(Goal.public_id == seen.public_id)
    goal = session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if goal is None or goal.trainee_id != trainee_id or goal.number != seen.number:
        raise Refused("This goal was changed since the page was opened. Look at it again.")
    rules.check_open(goal.state)
    return goal
