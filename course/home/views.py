"""Home, and the pages that say what Practicum is."""

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue

from course import clock, db
from course.curriculum import service as curriculum
from course.curriculum.areas import AREAS
from course.db import migrate
from course.home import service
from course.people import service as people
from course.permissions import Role, Viewer, policy, the_viewer
from course.progress import service as progress
from course.quizzes.service.catalog import quiz_of_module
from course.sources.service import edition
from course.study import service as study

bp = Blueprint("home", __name__)


@bp.get("/")
@policy("site.use")
def show() -> ResponseReturnValue:
    """Answer what next, how far, and what is due, for each role the viewer holds."""
    me = the_viewer()
    trainee = _trainee(me) if me.has(Role.TRAINEE) else None
    supervised = []
    if me.has(Role.SUPERVISOR):
        supervised = people.trainees_of(db.session(), me.id, clock.now().date())
    return render_template("home/show.html", trainee=trainee, supervised=supervised)


def _trainee(me: Viewer) -> dict[str, object]:
    session = db.session()
    modules = curriculum.catalog(session, edition(session))
    so_far = progress.progress(session, me.id)
    read = study.lessons_read(session, me.id)
    step = service.next_step(modules, read, so_far.modules)
    taught = {area for module in modules for area in module.areas}
    studied = [a for a, row in so_far.areas.items() if row.lessons_read > 0 and a in AREAS]
    return {
        "step": step,
        "quiz": quiz_of_module(session, step.module.slug) if step and step.is_quiz else None,
        "open": service.open_attempt(session, me.id),
        "modules": modules,
        "lessons": sum(len(module.lessons) for module in modules),
        "read": len(read),
        "areas_taught": len(taught),
        "areas_studied": len(taught.intersection(studied)),
        "summary": so_far.summary,
    }


@bp.get("/about")
@policy("site.public")
def about() -> ResponseReturnValue:
    """Say what Practicum is and what it is not."""
    return render_template("home/about.html")


@bp.get("/help")
@policy("site.public")
def help_page() -> ResponseReturnValue:
    """Say how to use it, and where to ask."""
    return render_template("home/help.html")


@bp.get("/healthz")
@policy("site.public")
def healthz() -> ResponseReturnValue:
    """Say whether the database answers and fits this program; 503 when it does not."""
    state = migrate.state(db.store())
    fine = state == "current"
    return jsonify({"ok": fine, "database": state}), 200 if fine else 503
