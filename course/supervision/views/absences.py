"""Leave of absence: set and taken back by the trainee, or by the supervisor in charge."""

import datetime as dt
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import clock, db
from course.people.service import TraineeRow
from course.permissions import Viewer, policy, the_viewer
from course.supervision.forms import LeaveForm
from course.supervision.rules import Away
from course.supervision.service import leaves
from course.supervision.views.boards import charge, here
from course.supervision.views.boards import supervision as bp
from course.supervision.views.trainee import back, page
from course.web.posting import code_of, tried, with_ids


def _set(form: LeaveForm, trainee_id: int) -> bool:
    today, _ = here()
    me, now = the_viewer(), clock.now()
    away = Away(form.from_day.data or dt.date.max, form.until_day.data or dt.date.min)
    return tried(
        form, lambda session: leaves.add(session, trainee_id, away, me.id, today, now), "until_day"
    )


@bp.post("/trainees/<public_id>/leave")
@policy("trainee.supervise", load=charge)
def set_leave(row: TraineeRow) -> ResponseReturnValue:
    """Set a leave of absence for a trainee in one's charge."""
    form = with_ids(LeaveForm(), "leave")
    if form.validate_on_submit() and _set(form, row.id):
        return back(row, "The leave is set.", "leave")
    return page(row, leave=form), code_of(form)


@dataclass(frozen=True)
class OfTrainee:
    """A leave of a trainee in the viewer's charge."""

    row: TraineeRow
    public_id: str


def charged_leave(
    session: Session, viewer: Viewer | None, public_id: str, leave: str
) -> OfTrainee | None:
    """Return a leave of a trainee in the viewer's charge today."""
    row = charge(session, viewer, public_id)
    if row is None or not leaves.is_of(session, row.id, leave):
        return None
    return OfTrainee(row, leave)


@bp.post("/trainees/<public_id>/leave/<leave>/withdraw")
@policy("trainee.supervise", load=charged_leave)
def withdraw_leave(found: OfTrainee) -> ResponseReturnValue:
    """Take a trainee's leave back."""
    with db.writing() as session:
        leaves.withdraw(session, found.row.id, found.public_id, clock.now())
    return back(found.row, "The leave is taken back.", "leave")


@bp.route("/leave", methods=["GET", "POST"])
@policy("leave.own")
def own_leave() -> ResponseReturnValue:
    """Show the viewer's own leave of absence, and set one."""
    form, me = LeaveForm(), the_viewer()
    if form.validate_on_submit() and _set(form, me.id):
        return _to_own("Your leave is set. Nobody is told a reason, for none is kept.")
    today, _ = here()
    page_ = render_template(
        "supervision/leave.html", form=form, leaves=leaves.standing(db.session(), me.id, today)
    )
    return page_, code_of(form)


def own_leave_of(session: Session, viewer: Viewer | None, leave: str) -> str | None:
    """Return a leave's public id when it is the viewer's own."""
    return leave if viewer and leaves.is_of(session, viewer.id, leave) else None


@bp.post("/leave/<leave>/withdraw")
@policy("leave.own", load=own_leave_of)
def withdraw_own_leave(leave: str) -> ResponseReturnValue:
    """Take the viewer's own leave back."""
    with db.writing() as session:
        leaves.withdraw(session, the_viewer().id, leave, clock.now())
    return _to_own("Your leave is taken back.")


def _to_own(done: str) -> ResponseReturnValue:
    flash(done)
    return redirect(url_for(".own_leave"), code=303)
