"""A trainee's goals, to read: for the supervisor in charge today and directors."""

from dataclasses import dataclass

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course.goals.service import reading
from course.goals.service.reading import GoalLine
from course.goals.views.boards import goal_list, goal_shown, part_shown
from course.goals.views.boards import trainee_goals as bp
from course.people.service import TraineeRow, visible_trainee
from course.permissions import Viewer, policy


@bp.get("/trainees/<public_id>/goals")
@policy("goals.read", load=visible_trainee)
def index(trainee: TraineeRow) -> ResponseReturnValue:
    """List a trainee's goals to those in charge."""
    return goal_list(trainee.id, trainee)


@dataclass(frozen=True)
class TheirGoal:
    """A goal, whose it is, and the requirement looked at."""

    trainee: TraineeRow
    goal: GoalLine
    requirement: str = ""


def _their_goal(
    session: Session, viewer: Viewer | None, public_id: str, goal: str
) -> TheirGoal | None:
    trainee = visible_trainee(session, viewer, public_id)
    found = reading.goal(session, trainee.id, goal) if trainee else None
    return TheirGoal(trainee, found) if trainee and found else None


@bp.get("/trainees/<public_id>/goals/<goal>")
@policy("goals.read", load=_their_goal)
def show(theirs: TheirGoal) -> ResponseReturnValue:
    """Show how far a trainee's goal is, to those in charge."""
    return goal_shown(theirs.goal, theirs.trainee)


def _their_part(
    session: Session, viewer: Viewer | None, public_id: str, goal: str, requirement: str
) -> TheirGoal | None:
    theirs = _their_goal(session, viewer, public_id, goal)
    if theirs is None or not theirs.goal.has(requirement):
        return None
    return TheirGoal(theirs.trainee, theirs.goal, requirement)


@bp.get("/trainees/<public_id>/goals/<goal>/requirements/<requirement>")
@policy("goals.read", load=_their_part)
def requirement(theirs: TheirGoal) -> ResponseReturnValue:
    """Show what each entry of a trainee gives to a requirement, to those in charge."""
    return part_shown(theirs.goal, theirs.requirement, theirs.trainee)
