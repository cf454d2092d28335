"""A trainee's own goals: the list, the progress page, entry by entry, the file."""

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import db
from course.goals.page import csv_rows
from course.goals.service import reading
from course.goals.service.reading import GoalLine
from course.goals.views.boards import goal_list, goal_shown, made, part_shown
from course.goals.views.boards import goals as bp
from course.permissions import Viewer, policy, the_viewer
from course.web.sheet import download


def own_goal(session: Session, viewer: Viewer | None, public_id: str) -> GoalLine | None:
    """Load a goal of the viewer's own."""
    return reading.goal(session, viewer.id, public_id) if viewer else None


@bp.get("/goals")
@policy("goals.own")
def index() -> ResponseReturnValue:
    """List one's own goals with how far each is."""
    return goal_list(the_viewer().id, None)


@bp.get("/goals/<public_id>")
@policy("goals.own", load=own_goal)
def show(goal: GoalLine) -> ResponseReturnValue:
    """Show how far a goal is, requirement by requirement."""
    return goal_shown(goal, None)


@bp.get("/goals/<public_id>/entries.csv")
@policy("goals.own", load=own_goal)
def as_csv(goal: GoalLine) -> ResponseReturnValue:
    """Give what counts toward a goal, entry by entry, as a file for a spreadsheet."""
    return download(f"goal-{goal.asked.set}", csv_rows(made(db.session(), goal)))


def own_part(
    session: Session, viewer: Viewer | None, public_id: str, requirement: str
) -> tuple[GoalLine, str] | None:
    """Load a goal of the viewer's own that has this requirement."""
    goal = own_goal(session, viewer, public_id)
    return (goal, requirement) if goal and goal.has(requirement) else None


@bp.get("/goals/<public_id>/requirements/<requirement>")
@policy("goals.own", load=own_part)
def requirement(found: tuple[GoalLine, str]) -> ResponseReturnValue:
    """Show what each entry gives to a requirement, and why not all of it."""
    return part_shown(*found, None)
