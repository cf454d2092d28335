"""The two blueprints, and what their pages share."""

from collections.abc import Callable
from typing import TypeVar

from flask import Blueprint, current_app, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session

from course import clock, db
from course.config import Settings
from course.errors import PracticumError, TooMany
from course.people import rules
from course.people.models import Person
from course.people.service import person_by_public_id, throttle
from course.people.service.acts import Acting
from course.people.service.throttle import Bucket
from course.permissions import Viewer, the_viewer

people = Blueprint("people", __name__)
cohorts = Blueprint("cohorts", __name__)

SomeForm = TypeVar("SomeForm", bound=FlaskForm)


def settings() -> Settings:
    """Return this site's settings."""
    found: Settings = current_app.extensions["practicum.settings"]
    return found


def acting() -> Acting:
    """Return who acts in this request, and when."""
    return Acting(the_viewer().id, clock.now(), settings().secret_key)


def person_of(session: Session, viewer: Viewer | None, public_id: str) -> Person | None:
    """Load the person of a director's page."""
    del viewer  # The policy lets only directors in, and they see everybody.
    return person_by_public_id(session, public_id)


def tell(done: str, url: str) -> ResponseReturnValue:
    """Say what was done, and go on by GET."""
    flash(done)
    return redirect(url, code=303)


def tried(form: FlaskForm, act: Callable[[Session], object], field: str = "") -> bool:
    """Do an act in one write; when a rule says no, put what it says on the form, return False."""
    try:
        with db.writing() as session:
            act(session)
    except PracticumError as error:
        if error.status >= 500:  # noqa: PLR2004 - not the form's fault
            raise
        errors = form[field].errors if field else form.form_errors
        # A tuple after validation without an error, a list otherwise.
        joined = [*errors, str(error)]
        if field:
            form[field].errors = joined
        else:
            form.form_errors = joined
        return False
    return True


def with_ids(form: SomeForm, prefix: str) -> SomeForm:
    """Return the form with ids of its own, for pages with several forms of the same names."""
    for field in form:
        field.id = f"{prefix}-{field.id}"
        field.label.field_id = field.id
    return form


def code_of(form: FlaskForm) -> int:
    """Return the status of a page with this form: 422 when it came back with mistakes."""
    return 422 if form.is_submitted() else 200


def bucket(limit: rules.Limit, action: str, *about: str) -> Bucket:
    """Return a bucket of tries about these accounts or addresses."""
    return throttle.bucket(settings().secret_key, limit, action, *about)


def from_here() -> str:
    """Return the address that counts for this request's limits."""
    return throttle.network(request.remote_addr)


def need_tries(buckets: list[Bucket], advice: str) -> None:
    """Take a try from each bucket. Raises TooMany with the pause and the advice."""
    with db.writing() as session:
        pause = throttle.take(session, buckets, clock.now())
    if pause:
        minutes = rules.whole_minutes(pause)
        raise TooMany(f"Too many tries. You can try again in {minutes} min. {advice}")
