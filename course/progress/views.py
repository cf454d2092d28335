"""How far: a trainee's own page."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from course import db
from course.permissions import policy, the_viewer
from course.progress.page import results

bp = Blueprint("progress", __name__)


@bp.get("/progress")
@policy("progress.own")
def show() -> ResponseReturnValue:
    """Show the viewer's own progress."""
    return render_template("progress/show.html", **results(db.session(), the_viewer().id))
