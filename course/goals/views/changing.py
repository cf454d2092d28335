"""Changing a goal: its target day, its deciding day once, or dropping it."""

from collections.abc import Callable
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course.goals.forms import ContractForm, DropForm, TargetForm
from course.goals.rules import day_name
from course.goals.service import goals
from course.goals.service.reading import GoalLine
from course.goals.views.boards import goals as bp
from course.goals.views.own import own_goal
from course.hours.service.entries import Seen
from course.hours.views.boards import by
from course.permissions import policy, the_viewer
from course.web.posting import code_of, tell, tried


def _changed(
    goal: GoalLine, form: Any, act: Callable[[Session, int, Seen], None], done: str
) -> ResponseReturnValue:
    """Show the form of a change, or do it and go back to the goal."""
    if form.validate_on_submit():
        seen, me = Seen(goal.public_id, form.seen), the_viewer().id
        if tried(form, lambda session: act(session, me, seen)):
            return tell(done, url_for("goals.show", public_id=goal.public_id))
    what = day_name(goal.asked.applies_by)
    return render_template("goals/change.html", form=form, goal=goal, what=what), code_of(form)


@bp.route("/goals/<public_id>/target", methods=["GET", "POST"])
@policy("goals.own", load=own_goal)
def target(goal: GoalLine) -> ResponseReturnValue:
    """Change the day to be done by."""
    form = TargetForm(data={"number": str(goal.number), "target_day": goal.target_day})
    who = by()
    return _changed(
        goal,
        form,
        lambda session, me, seen: goals.set_target(session, me, seen, form.target_day.data, who),
        "The target day is changed." if form.target_day.data else "There is no target day now.",
    )


@bp.route("/goals/<public_id>/contract", methods=["GET", "POST"])
@policy("goals.own", load=own_goal)
def contract(goal: GoalLine) -> ResponseReturnValue:
    """Set the day that decides which version applies."""
    form = ContractForm(data={"number": str(goal.number)})
    what, who = day_name(goal.asked.applies_by), by()
    form.contract_day.label.text = f"Day of your {what}"
    return _changed(
        goal,
        form,
        lambda session, me, seen: goals.set_contract(session, me, seen, _day(form), who),
        f"The day of your {what} is set, and pins the version.",
    )


def _day(form: ContractForm) -> Any:
    return form.contract_day.data


@bp.route("/goals/<public_id>/drop", methods=["GET", "POST"])
@policy("goals.own", load=own_goal)
def drop(goal: GoalLine) -> ResponseReturnValue:
    """Drop a goal, saying why."""
    form = DropForm(data={"number": str(goal.number)})
    who = by(form.why.data)
    return _changed(
        goal,
        form,
        lambda session, me, seen: goals.drop(session, me, seen, who),
        "The goal is dropped. Your hours and documents stay.",
    )
