"""A new quiz."""

from dataclasses import replace

from flask import request, url_for
from flask.typing import ResponseReturnValue

from course import db
from course.permissions import policy
from course.quizzes.schemas import QuizFile
from course.studio import guide, sheets
from course.studio.fields import quiz as boxes
from course.studio.models import DraftKind
from course.studio.service import current
from course.studio.sheets import Fault, Sheet
from course.studio.views.desk import (
    bp,
    by_sheet,
    discard_draft,
    draft_of,
    keep_draft,
    sent,
    ways,
)
from course.studio.views.editor import State
from course.studio.views.quiz_desk import QuizDesk, opened_form, published, sent_form, show

_KIND = DraftKind.QUIZ


def _desk() -> QuizDesk:
    key = request.args.get("draft", "")[:64]
    draft = draft_of(_KIND, key) if key else None
    return QuizDesk(ways("studio.new_quiz", draft=key or None), None, draft)


@bp.get("/new-quiz")
@policy("studio.write")
def new_quiz() -> ResponseReturnValue:
    """Show a quiz with nothing in it yet, or the viewer's draft of one."""
    desk = _desk()
    if desk.draft is None:
        return show(desk, State(guide.BLANK_QUIZ, 0, form=opened_form("", blank=True)))
    text = desk.draft.text
    return show(desk, State(text, 0, sheets.quiz(text).faults, form=opened_form(text)))


@bp.post("/new-quiz")
@policy("studio.write")
def create_quiz() -> ResponseReturnValue:
    """Look at a new quiz, keep it as a draft, or publish its first version."""
    what, desk = sent(), _desk()
    if what.do == "discard":
        return discard_draft(_KIND, request.args.get("draft", "")[:64], url_for("studio.index"))
    if form := sent_form():
        what = replace(what, text=boxes.sheet_of(form))
    sheet = _with_free_slug(sheets.quiz(what.text))
    state = State(what.text, 0, sheet.faults, form=form)
    if what.do == "draft":
        return _draft(desk, state)
    if what.do == "preview" or sheet.thing is None:
        return show(desk, state, 422 if sheet.faults else 200)
    return published(desk, state, sheet.thing)


def _draft(desk: QuizDesk, state: State) -> ResponseReturnValue:
    name = sheets.slug_in(state.text)
    if not name or current.is_quiz(db.session(), name):
        words = "a draft is kept under an id of its own: give one that is not taken"
        return show(desk, replace(state, faults=(Fault(1, words, ("quiz",)),)), 422)
    back = ways("studio.new_quiz", draft=name)[by_sheet()]
    return keep_draft(_KIND, name, replace(sent(), text=state.text, base=0), back)


def _with_free_slug(sheet: Sheet[QuizFile]) -> Sheet[QuizFile]:
    if sheet.thing is None or not current.is_quiz(db.session(), sheet.thing.slug):
        return sheet
    words = f"{sheet.thing.slug} is taken by a quiz, in use or retired"
    return Sheet(sheet.text, None, (Fault(1, words, ("quiz",)),))
