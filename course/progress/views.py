"""How far: a trainee's own page, and the same for their supervisor."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from course import clock, db
from course.curriculum import service as curriculum
from course.curriculum.areas import AREAS
from course.people import service as people
from course.people.service import TraineeRow, visible_trainee
from course.people.service.seeing import today
from course.permissions import Role, policy, the_viewer
from course.progress import service
from course.sources.service import edition

bp = Blueprint("progress", __name__)


def _page(
    trainee_id: int, row: TraineeRow | None, shared: str | None = None
) -> ResponseReturnValue:
    """Show the progress of a trainee; `shared` leads to the worksheets they share."""
    session = db.session()
    token = edition(session)
    modules = curriculum.catalog(session, token)
    answered = service.objectives(session, trainee_id)
    taught = {area for module in modules for area in module.areas}
    return render_template(
        "progress/show.html",
        name=row.name if row else None,
        trainee=row,
        shared=shared,
        progress=service.progress(session, trainee_id),
        modules=modules,
        areas={letter: title for letter, title in AREAS.items() if letter in taught},
        share=service.share,
        objectives=[
            (line, answered[line.slug])
            for line in curriculum.objectives(session, token)
            if line.slug in answered
        ],
    )


@bp.get("/progress")
@policy("progress.own")
def show() -> ResponseReturnValue:
    """Show the viewer's own progress."""
    return _page(the_viewer().id, None)


@bp.get("/trainees")
@policy("progress.trainees")
def trainees() -> ResponseReturnValue:
    """List the trainees whom the viewer supervises today."""
    session = db.session()
    rows = people.trainees_of(session, the_viewer().id, clock.now().date())
    summaries = service.summaries(session, [row.id for row in rows])
    return render_template("progress/trainees.html", trainees=rows, summaries=summaries)


@bp.get("/trainees/<public_id>")
@policy("progress.read", load=visible_trainee)
def trainee(row: TraineeRow) -> ResponseReturnValue:
    """Show a trainee's progress to the supervisor assigned today, or to a director."""
    me = the_viewer()
    in_charge = me.has(Role.SUPERVISOR) and people.supervises(
        db.session(), me.id, row.id, today(me.zone)
    )
    shares = url_for("worksheets.of_trainee", public_id=row.public_id) if in_charge else None
    return _page(row.id, row, shares)
