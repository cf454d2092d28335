"""Mock exams and the pre-test: which there are, and the report after each."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from course import clock, db
from course.curriculum import program
from course.curriculum import service as curriculum
from course.curriculum.models import PartKind
from course.errors import Refused
from course.exams import page
from course.permissions import Role, policy, the_viewer
from course.quizzes.service.catalog import loose
from course.quizzes.service.read import Head, own_attempt
from course.quizzes.states import AttemptState
from course.quizzes.views.attempts import settled
from course.sources.service import edition

bp = Blueprint("exams", __name__)


@bp.get("/exams")
@policy("quiz.read")
def index() -> ResponseReturnValue:
    """List the exams, each with the viewer's last practice mark, and quizzes of no module."""
    me = the_viewer()
    trainee_id = me.id if me.has(Role.TRAINEE) else None
    session = db.session()
    token = edition(session)
    return render_template(
        "exams/index.html",
        lines=page.listed(session, token, trainee_id, clock.now()),
        others=loose(session, token),
        ours=program.ours(session, me, PartKind.QUIZ),
    )


@bp.get("/attempts/<public_id>/report")
@policy("attempt.read", load=own_attempt)
def report(head: Head) -> ResponseReturnValue:
    """Show the report of an exam by domain, as far as it is released."""
    head = settled(head)
    if head.state == AttemptState.OPEN:
        return redirect(url_for("attempts.show", public_id=head.public_id), code=303)
    if not head.file.is_exam:
        return redirect(url_for("attempts.review", public_id=head.public_id), code=303)
    if head.state == AttemptState.VOID:
        raise Refused("This attempt was taken out of the count.")
    session = db.session()
    modules = curriculum.catalog(session, edition(session))
    return render_template(
        "exams/report.html",
        head=head,
        page=page.report(session, the_viewer().id, head, clock.now()),
        modules={module.slug: module for module in modules},
    )
