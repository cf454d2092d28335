"""The program in numbers, for directors."""

import datetime as dt

from flask import Response, render_template, stream_with_context
from flask.typing import ResponseReturnValue

from course import clock, db
from course.permissions import policy
from course.supervision import rules
from course.supervision.service import overview as service
from course.supervision.views.boards import here
from course.supervision.views.boards import program as bp


@bp.get("/overview")
@policy("program.read")
def overview() -> ResponseReturnValue:
    """Show every cohort in numbers."""
    (today, _), now = here(), clock.now()
    active_since = now - dt.timedelta(days=rules.ACTIVE_DAYS)
    return render_template(
        "supervision/overview.html",
        rows=service.numbers(db.session(), today, active_since),
        days=rules.ACTIVE_DAYS,
    )


@bp.get("/overview/trainees.csv")
@policy("program.read")
def export() -> ResponseReturnValue:
    """Give all trainees of today's cohorts as CSV, sent while it is read."""
    today, _ = here()
    chunks = stream_with_context(service.csv_chunks(db.session(), today))
    response = Response(chunks, content_type="text/csv; charset=utf-8")
    name = f"trainees-{today.isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
