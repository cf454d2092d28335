"""Cohorts: the list, and who is in one."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import db
from course.people.forms import CohortForm
from course.people.models import Cohort
from course.people.service import acts, groups, lists
from course.people.service.seeing import today
from course.people.views.boards import acting
from course.people.views.boards import cohorts as bp
from course.permissions import Viewer, policy, the_viewer
from course.web.posting import code_of, tell, tried


@bp.route("/cohorts", methods=["GET", "POST"])
@policy("people.manage")
def index() -> ResponseReturnValue:
    """List the cohorts, and add one."""
    form, by = CohortForm(), acting()
    if form.validate_on_submit() and tried(
        form, lambda session: acts.add_cohort(session, by, form.name.data or ""), "name"
    ):
        return tell("The cohort is added.", url_for("cohorts.index"))
    rows = lists.cohorts(db.session(), today(the_viewer().zone))
    return render_template("cohorts/index.html", form=form, cohorts=rows), code_of(form)


def _cohort(session: Session, viewer: Viewer | None, public_id: str) -> Cohort | None:
    del viewer  # The policy lets only directors in.
    return groups.cohort_by_public_id(session, public_id)


@bp.get("/cohorts/<public_id>")
@policy("people.manage", load=_cohort)
def show(cohort: Cohort) -> ResponseReturnValue:
    """Show who is in a cohort, and who supervises each today."""
    day = today(the_viewer().zone)
    session = db.session()
    return render_template(
        "cohorts/show.html",
        cohort=cohort,
        members=lists.members(session, cohort.id, day),
        supervisors=lists.supervisors_of(session, cohort.id, day),
        today=day,
    )
