"""Cohorts and supervisors of a person, as a director sets them."""

import datetime as dt
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import db
from course.errors import NotFound
from course.people.forms import LastDayForm
from course.people.models import Assignment, Cohort, Person
from course.people.service import acts, groups, person_by_public_id
from course.people.service.acts import Acting, Days
from course.people.service.seeing import today
from course.people.views.boards import acting, person_of
from course.people.views.boards import people as bp
from course.people.views.person import back_to, page_of, read
from course.permissions import Viewer, policy, the_viewer
from course.web.posting import code_of, tell, tried


@bp.post("/people/<public_id>/cohorts")
@policy("people.manage", load=person_of)
def enroll(person: Person) -> ResponseReturnValue:
    """Enroll a trainee in a cohort."""
    form, by = read("enroll"), acting()
    if form.validate_on_submit() and tried(
        form, lambda session: _enroll(session, by, person, form), "cohort"
    ):
        return back_to(person, "The trainee is enrolled.")
    return page_of(person, enroll=form), code_of(form)


def _enroll(session: Session, by: Acting, person: Person, form: Any) -> None:
    days = Days(form.from_day.data, form.until_day.data)
    acts.enroll(session, by, person, _cohort(session, form), days)


def _cohort(session: Session, form: Any) -> Cohort:
    cohort = groups.cohort_by_public_id(session, form.cohort.data)
    if cohort is None:
        raise NotFound("This cohort is not there any more.")
    return cohort


@bp.post("/people/<public_id>/cohorts/leave")
@policy("people.manage", load=person_of)
def leave(person: Person) -> ResponseReturnValue:
    """Set a trainee's last day in a cohort."""
    form, by = read("leave"), acting()
    if form.validate_on_submit() and tried(
        form, lambda session: _leave(session, by, person, form), "cohort"
    ):
        return back_to(person, "The last day in the cohort is set.")
    return page_of(person, leave=form), code_of(form)


def _leave(session: Session, by: Acting, person: Person, form: Any) -> None:
    acts.leave(session, by, person, _cohort(session, form), form.until_day.data)


@bp.post("/people/<public_id>/supervisors")
@policy("people.manage", load=person_of)
def assign(person: Person) -> ResponseReturnValue:
    """Put a trainee in a supervisor's charge."""
    form, by = read("assign"), acting()
    if form.validate_on_submit() and tried(
        form, lambda session: _assign(session, by, person, form), "supervisor"
    ):
        return back_to(person, "The supervisor is assigned.")
    return page_of(person, assign=form), code_of(form)


def _assign(session: Session, by: Acting, trainee: Person, form: Any) -> None:
    supervisor = person_by_public_id(session, form.supervisor.data)
    if supervisor is None:
        raise NotFound("This supervisor is not there any more.")
    days = Days(form.from_day.data, form.until_day.data)
    acts.assign(session, by, trainee, supervisor, days, form.contract_day.data)


def _assignment(session: Session, viewer: Viewer | None, public_id: str) -> Assignment | None:
    del viewer  # The policy lets only directors in.
    return groups.assignment_by_public_id(session, public_id)


@bp.route("/assignments/<public_id>/end", methods=["GET", "POST"])
@policy("people.manage", load=_assignment)
def end_assignment(charge: Assignment) -> ResponseReturnValue:
    """Set the last day of a supervisor's charge; a page of its own asks for it."""
    form, by = LastDayForm(data={"until_day": _proposed(charge)}), acting()
    trainee, supervisor = _pair(charge)
    if form.validate_on_submit() and tried(
        form,
        lambda session: acts.end_assignment(
            session, by, charge, form.until_day.data or dt.date.max
        ),
        "until_day",
    ):
        done = "The last day is set."
        return tell(done, url_for("people.show", public_id=trainee.public_id))
    page = render_template(
        "people/end_assignment.html",
        form=form,
        charge=charge,
        trainee=trainee,
        supervisor=supervisor,
    )
    return page, code_of(form)


def _proposed(charge: Assignment) -> dt.date:
    return max(today(the_viewer().zone), charge.from_day)


def _pair(charge: Assignment) -> tuple[Person, Person]:
    session = db.session()
    return session.get_one(Person, charge.trainee_id), session.get_one(Person, charge.supervisor_id)
