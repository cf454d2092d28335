"""How far: a trainee's own page."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from course import db
from course.permissions import policy, the_viewer
from course.progress.page import results, suggested_next

bp = Blueprint("progress", __name__)


@bp.get("/progress")
@policy("progress.own")
def show() -> ResponseReturnValue:
    """Show the viewer's own progress."""
    session, me = db.session(), the_viewer()
    shown = results(session, me.id)
    suggested = suggested_next(session, me.id, shown["modules"], shown["progress"])
    return render_template("progress/show.html", suggested=suggested, **shown)
