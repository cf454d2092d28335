"""What a quiz asks, before it starts; and the start."""

import datetime as dt

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import clock, db
from course.curriculum import service as curriculum
from course.curriculum.service import ModuleLine
from course.errors import Refused
from course.permissions import Role, Viewer, policy, the_viewer
from course.quizzes import rules
from course.quizzes.rules import Terms
from course.quizzes.service import closing, histories, planning, read
from course.quizzes.service import start as starting
from course.quizzes.service.accommodations import terms_of
from course.quizzes.service.planning import Asking
from course.quizzes.service.start import OpenQuiz
from course.quizzes.service.twice import once
from course.quizzes.views.attempts import first_page
from course.sources.service import edition

bp = Blueprint("quizzes", __name__)


def _quiz(session: Session, viewer: Viewer | None, slug: str) -> OpenQuiz | None:
    del viewer
    return starting.quiz(session, slug)


@bp.get("/quizzes/<slug>")
@policy("quiz.read", load=_quiz)
def show(quiz: OpenQuiz) -> ResponseReturnValue:
    """Say before the start how many questions, how much time, when it ends, and what then."""
    session, me = db.session(), the_viewer()
    now, terms = clock.now(), terms_of(session, me.id, quiz.id, quiz.file)
    end = rules.effective_deadline(now, terms)
    return render_template(
        "quizzes/show.html",
        quiz=quiz,
        file=quiz.file,
        terms=terms,
        end=end,
        closed=closed_because(terms, now),
        ready=planning.readiness(session, Asking(me.id, quiz.file, now)),
        standing=starting.standing(session, me.id, quiz.id),
        past=histories.past(session, me.id, quiz.id),
        may_start=me.has(Role.TRAINEE),
        module=_module(quiz),
    )


def _module(quiz: OpenQuiz) -> ModuleLine | None:
    session, slug = db.session(), quiz.file.of_module
    return curriculum.find_module(session, edition(session), slug) if slug else None


@bp.post("/quizzes/<slug>/attempts")
@policy("attempt.start", load=_quiz)
def start(quiz: OpenQuiz) -> ResponseReturnValue:
    """Draw the questions and open the attempt, or go on with the one that is open."""
    me, session = the_viewer(), db.session()
    _close_overdue(quiz, me)
    session = db.session()
    planned = planning.plan(session, edition(session), Asking(me.id, quiz.file, clock.now()))
    now = clock.now()
    public_id = once(lambda session: starting.start(session, me.id, quiz, planned, now))
    return redirect(first_page(public_id, quiz.file, 1), code=303)


def _close_overdue(quiz: OpenQuiz, me: Viewer) -> None:
    """Hand in the open attempt when its time is over, so that it does not stand in the way."""
    opened = starting.standing(db.session(), me.id, quiz.id).open_public_id
    head = read.own_attempt(db.session(), me, opened) if opened else None
    if head is not None:
        closing.settle(head.id, head.clocked)


def closed_because(terms: Terms, now: dt.datetime) -> str:
    """Return why the quiz cannot be started now; empty when it can."""
    try:
        rules.check_window(terms, now)
    except Refused as refused:
        return str(refused)
    return ""
