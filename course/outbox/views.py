"""The outbox page: for sites without a mail server, a director hands over the links."""

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from course import clock, db
from course.config import Settings
from course.outbox import service
from course.permissions import policy

bp = Blueprint("outbox", __name__)


@bp.get("/outbox")
@policy("outbox.read")
def index() -> ResponseReturnValue:
    """Show what waits; the texts only where no mail server will ever send them."""
    settings: Settings = current_app.extensions["practicum.settings"]
    by_hand = not settings.smtp_url
    mails = service.waiting(db.session(), clock.now(), with_text=by_hand)
    return render_template("outbox/index.html", mails=mails, by_hand=by_hand, most=service.SHOWN)
