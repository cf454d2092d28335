"""The pages of those who handle attempts: which there are, void, reopen, mark by hand.

They see when and how an attempt went, never what was answered; names are for directors.
"""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import db
from course.permissions import Role, Viewer, policy, the_viewer
from course.quizzes.forms import MarkForm, WhyForm
from course.quizzes.service import by_hand, handling, histories
from course.quizzes.service import start as starting
from course.quizzes.service.by_hand import ByHand
from course.quizzes.service.handling import Handled
from course.quizzes.service.moving import By
from course.quizzes.service.start import OpenQuiz
from course.quizzes.views.accommodations import acting
from course.web.posting import code_of, tell, tried, with_ids

bp = Blueprint("handling", __name__)
_LARGEST = 2**31 - 1


def any_quiz(session: Session, viewer: Viewer | None, slug: str) -> OpenQuiz | None:
    """Return a quiz for those whose role handles all of them."""
    del viewer
    return starting.quiz(session, slug)


def any_attempt(session: Session, viewer: Viewer | None, public_id: str) -> Handled | None:
    """Return anybody's quiz attempt, but never the viewer's own: nobody handles their own."""
    found = handling.attempt(session, public_id)
    return None if found is None or viewer is None or found.trainee_id == viewer.id else found


def _names(trainee_ids: set[int]) -> dict[int, str]:
    """Return names for directors; instructors speak of attempts by their codes."""
    return histories.names(db.session(), trainee_ids) if the_viewer().has(Role.DIRECTOR) else {}


@bp.get("/quizzes/<slug>/attempts")
@policy("attempt.handle", load=any_quiz)
def index(quiz: OpenQuiz) -> ResponseReturnValue:
    """List the attempts at a quiz, the newest first, fifty a page."""
    text = request.args.get("before", "")
    before = min(int(text[:12]), _LARGEST) if text.isdecimal() else None
    rows = handling.attempts(db.session(), quiz.id, before)
    full = len(rows) == handling.PAGE
    next_url = url_for(".index", slug=quiz.slug, before=rows[-1].id) if full else None
    return render_template(
        "quizzes/attempts.html",
        quiz=quiz,
        rows=rows,
        names=_names({row.trainee_id for row in rows}),
        pages={"previous_url": None, "next_url": next_url},
    )


@bp.get("/attempts/<public_id>/handling")
@policy("attempt.handle", load=any_attempt)
def show(handled: Handled) -> ResponseReturnValue:
    """Show how an attempt went, and what can be done with it."""
    return _page(handled)


def _page(handled: Handled, **sent: Any) -> str:
    session = db.session()
    forms = {name: sent.get(name) or _form(name, formdata=None) for name in _FORMS}
    return render_template(
        "quizzes/handling.html",
        handled=handled,
        name=_names({handled.trainee_id}).get(handled.trainee_id),
        forms=forms,
        moves=histories.moves(session, handled.id),
        slots=histories.slots(session, handled.id),
    )


_FORMS: dict[str, Any] = {"void": WhyForm, "reopen": WhyForm, "mark": MarkForm}


def _form(name: str, **words: Any) -> Any:
    return with_ids(_FORMS[name](**words), name)


def _done(handled: Handled, words: str) -> ResponseReturnValue:
    return tell(words, url_for(".show", public_id=handled.public_id))


@bp.post("/attempts/<public_id>/void")
@policy("attempt.handle", load=any_attempt)
def void(handled: Handled) -> ResponseReturnValue:
    """Take an attempt out of the count, for a reason."""
    form, by = _form("void"), acting()
    if form.validate_on_submit() and tried(
        form, lambda session: handling.void(session, by, handled.id, form.why.data)
    ):
        return _done(handled, "The attempt is out of the count. Its answers are kept.")
    return _page(handled, void=form), code_of(form)


@bp.post("/attempts/<public_id>/reopen")
@policy("attempt.handle", load=any_attempt)
def reopen(handled: Handled) -> ResponseReturnValue:
    """Let a submitted attempt go on, for a reason."""
    form, by = _form("reopen"), acting()
    if form.validate_on_submit() and tried(
        form, lambda session: handling.reopen(session, by, handled.id, form.why.data)
    ):
        return _done(handled, "The attempt is open again.")
    return _page(handled, reopen=form), code_of(form)


@bp.post("/attempts/<public_id>/marks")
@policy("attempt.handle", load=any_attempt)
def mark(handled: Handled) -> ResponseReturnValue:
    """Give one question of an attempt a mark by hand, for a reason."""
    form, by = _form("mark"), acting()
    if form.validate_on_submit():
        given = ByHand(form.slot.data, form.percent.data / 100, form.why.data)
        marking = By(by.actor_id, by.now, given.why)
        if tried(form, lambda session: by_hand.mark(session, handled.id, given, marking)):
            return _done(handled, f"Question {given.slot} has its mark.")
    return _page(handled, mark=form), code_of(form)
