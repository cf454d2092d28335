"""The two blueprints, and what their pages share."""

from typing import TypeVar

from flask import Blueprint, current_app, request
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session

from course import clock, db
from course.config import Settings
from course.errors import TooMany
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
