"""The blueprints, and what their pages share."""

import datetime as dt
from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, g, request
from sqlalchemy.orm import Session

from course import clock, db
from course.config import Settings
from course.people.service import TraineeRow, supervises, visible_trainee
from course.people.service.acts import Acting
from course.people.service.seeing import today
from course.permissions import Role, Viewer, the_viewer
from course.supervision.service.waiting import Waits, waits

supervision = Blueprint("supervision", __name__)
signing = Blueprint("signing", __name__)
comments = Blueprint("comments", __name__)
program = Blueprint("program", __name__)
auditing = Blueprint("auditing", __name__)

_LONGEST = 254


def acting() -> Acting:
    """Return who acts in this request, and when."""
    settings: Settings = current_app.extensions["practicum.settings"]
    return Acting(the_viewer().id, clock.now(), settings.secret_key)


def here() -> tuple[dt.date, ZoneInfo]:
    """Return the day it is where the viewer is, and their zone."""
    zone = the_viewer().zone
    return today(zone), ZoneInfo(zone)


def asked_for(name: str) -> str:
    """Return a value of the address, cut where no honest one goes on."""
    return request.args.get(name, "")[:_LONGEST]


def charge(session: Session, viewer: Viewer | None, public_id: str) -> TraineeRow | None:
    """Return the trainee when the viewer is their supervisor today, else None."""
    row = visible_trainee(session, viewer, public_id)
    if row is None or viewer is None or not viewer.has(Role.SUPERVISOR):
        return None
    return row if supervises(session, viewer.id, row.id, today(viewer.zone)) else None


def what_waits(me: Viewer) -> Waits:
    """Return what waits for the viewer, read once for a request."""
    if "waits" not in g:
        g.waits = waits(db.session(), me.id, me.roles, today(me.zone))
    found: Waits = g.waits
    return found


def navigation_counts(me: Viewer) -> dict[str, int]:
    """Return the numbers that stand in the navigation; nothing is read for other roles."""
    if not me.has(Role.TRAINEE, Role.SUPERVISOR):
        return {}
    found = what_waits(me)
    return {"comments.index": found.comments, "signing.queue": found.to_sign}
