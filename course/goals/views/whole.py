"""How far in all: what is missing next, goals by requirement, modules, areas, objectives."""

from collections.abc import Iterator

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from course import db
from course.goals.standing import Standing, standings
from course.goals.views.boards import day_here
from course.hours import words
from course.permissions import policy, the_viewer
from course.progress.page import HEAD, Row, csv_rows, results, suggested_next
from course.progress.steps import next_step
from course.study import service as study
from course.web.sheet import download

bp = Blueprint("progress", __name__)


@bp.get("/progress")
@policy("progress.own")
def show() -> ResponseReturnValue:
    """Show the viewer's own progress, and what is missing next."""
    session, me = db.session(), the_viewer()
    shown = results(session, me.id)
    modules, kept = shown["modules"], shown["progress"]
    return render_template(
        "progress/show.html",
        suggested=suggested_next(session, me.id, modules, kept),
        step=next_step(modules, study.lessons_read(session, me.id), kept.modules),
        standings=standings(session, me.id, day_here()),
        words=words,
        **shown,
    )


@bp.get("/progress.csv")
@policy("progress.own")
def as_csv() -> ResponseReturnValue:
    """Give the viewer's own progress as a file for a spreadsheet."""
    session, me = db.session(), the_viewer()
    lines = [
        HEAD,
        *_requirements(standings(session, me.id, day_here())),
        *csv_rows(results(session, me.id)),
    ]
    return download("progress", lines)


def _requirements(found: list[Standing]) -> Iterator[Row]:
    for one in found:
        for part in one.page.parts:
            name, of = part.requirement.title, one.goal.asked.title
            if part.hours is None:
                yield ("requirement", name, of, int(part.met), 1, "documents", None)
            else:
                row = part.hours
                yield ("requirement", name, of, row.counted, row.needed, "minutes", None)
