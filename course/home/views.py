"""Home, and the pages that say what Practicum is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from flask import Blueprint, Flask, current_app, jsonify, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import clock, db
from course.curriculum import service as curriculum
from course.curriculum.areas import AREAS
from course.db import migrate
from course.exams import page as exams
from course.goals.standing import standings
from course.home import service
from course.outbox import service as outbox
from course.people import service as people
from course.people.service.seeing import today
from course.permissions import Role, Viewer, policy, the_viewer
from course.progress import service as progress
from course.progress.steps import next_step
from course.quizzes.service import catalog
from course.sources.service import edition
from course.study import service as study
from course.supervision import rules as supervision
from course.supervision.board import board
from course.supervision.service.roster import Asked, Sort
from course.supervision.views.boards import here, what_waits

bp = Blueprint("home", __name__)

_STUDIO = "practicum.home.studio"


class ToLookAt(Protocol):
    """A quiz of which so many questions stand out."""

    @property
    def questions(self) -> int:
        """How many."""


@dataclass(frozen=True)
class OfStudio:
    """What home asks of the studio, which stands on the same floor."""

    #: How many drafts somebody has.
    drafts: Callable[[Session, int], int]
    #: Quizzes with questions to look at, those with the most first.
    looks: Callable[[Session], Sequence[ToLookAt]]


def init_app(app: Flask, studio: OfStudio) -> None:
    """Tell home how to ask the studio."""
    app.extensions[_STUDIO] = studio


@bp.get("/")
@policy("site.use")
def show() -> ResponseReturnValue:
    """Answer what next, how far, and what is due, for each role the viewer holds."""
    me = the_viewer()
    return render_template(
        "home/show.html",
        trainee=_trainee(me) if me.has(Role.TRAINEE) else None,
        supervisor=_supervisor(me) if me.has(Role.SUPERVISOR) else None,
        director=_director() if me.has(Role.DIRECTOR) else None,
        instructor=_instructor(me) if me.has(Role.INSTRUCTOR) else None,
        due=_due(me) if me.has(Role.INSTRUCTOR, Role.DIRECTOR) else (),
        waits=what_waits(me) if me.has(Role.TRAINEE, Role.SUPERVISOR) else None,
    )


#: Names on a list of home; the pages behind it have the rest.
_NAMED = 5


def _supervisor(me: Viewer) -> dict[str, object]:
    """Return who may need a word: of fifty who did nothing for longest, the stalled ones."""
    (day, zone), since = here(), clock.now() - supervision.LATELY
    found = board(db.session(), Asked(me.id, day, since, Sort.LAST), zone)
    stalled = [line for line in found.lines if line.stalled_days]
    return {
        "any": bool(found.lines),
        "stalled": stalled[:_NAMED],
        "more": len(stalled) > _NAMED,
        "days": supervision.STALLED_DAYS,
    }


def _director() -> dict[str, int]:
    session = db.session()
    return {
        "invited": people.open_invitations(session),
        "failed": outbox.failed(session, clock.now()),
    }


def _instructor(me: Viewer) -> dict[str, object]:
    studio: OfStudio = current_app.extensions[_STUDIO]
    session = db.session()
    found = studio.looks(session)
    return {
        "drafts": studio.drafts(session, me.id),
        "looks": found[:_NAMED],
        "questions": sum(one.questions for one in found),
    }


def _due(me: Viewer) -> list[curriculum.DueLesson]:
    session = db.session()
    due = curriculum.reviews_due(session, edition(session))
    return [one for one in due if one.due <= today(me.zone)]


def _trainee(me: Viewer) -> dict[str, object]:
    session = db.session()
    token = edition(session)
    modules = curriculum.catalog(session, token)
    pretest = exams.suggestion(session, token, me.id)
    so_far = progress.progress(session, me.id)
    read = study.lessons_read(session, me.id)
    in_order = pretest.arranged(modules) if pretest else modules
    step = next_step(in_order, read, so_far.modules)
    closing = catalog.closing(session, token)
    to_take = None if pretest or read else service.pretest(catalog.exams(session, token))
    taught = {area for module in modules for area in module.areas}
    studied = [a for a, row in so_far.areas.items() if row.lessons_read > 0 and a in AREAS]
    return {
        "step": step,
        "pretest": pretest,
        "place": pretest.place(step.module.slug) if pretest and step else None,
        "pretest_to_take": to_take,
        "quiz": closing.get(step.module.slug) if step and step.is_quiz else None,
        "open": service.open_attempt(session, me.id),
        "below": service.below(closing, so_far.modules)[:_NAMED],
        "modules": modules,
        "lessons": sum(len(module.lessons) for module in modules),
        "read": len(read),
        "areas_taught": len(taught),
        "areas_studied": len(taught.intersection(studied)),
        "summary": so_far.summary,
        "standings": standings(session, me.id, today(me.zone)),
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
