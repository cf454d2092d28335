"""A quiz: its settings, what it can draw, its versions."""

from dataclasses import replace

from flask import request
from flask.typing import ResponseReturnValue

from course.permissions import policy
from course.quizzes.schemas import QuizFile
from course.studio import sheets
from course.studio.fields import quiz as boxes
from course.studio.models import DraftKind
from course.studio.service.current import NumberedQuiz
from course.studio.sheets import Fault, Sheet
from course.studio.views.desk import bp, discard_draft, draft_of, keep_draft, quiz_of, sent, ways
from course.studio.views.editor import State
from course.studio.views.quiz_desk import (
    NOTHING_NEW,
    QuizDesk,
    opened_form,
    published,
    sent_form,
    show,
)

_KIND = DraftKind.QUIZ


def desk_of(found: NumberedQuiz) -> QuizDesk:
    """Return the desk of a quiz in use."""
    slug = found.quiz.slug
    return QuizDesk(ways("studio.quiz", slug=slug), found, draft_of(_KIND, slug))


@bp.get("/quizzes/<slug>")
@policy("studio.read", load=quiz_of)
def quiz(found: NumberedQuiz) -> ResponseReturnValue:
    """Show a quiz to write on: the viewer's draft of it, or what is published."""
    desk, text, base = desk_of(found), found.text, found.number
    if desk.draft is not None and "published" not in request.args:
        text, base = desk.draft.text, desk.draft.base
    return show(desk, State(text, base, sheets.quiz(text).faults, form=opened_form(text)))


@bp.post("/quizzes/<slug>")
@policy("studio.write", load=quiz_of)
def edit_quiz(found: NumberedQuiz) -> ResponseReturnValue:
    """Look at what was typed, keep it as a draft, throw the draft away, or publish it."""
    what, slug, desk = sent(), found.quiz.slug, desk_of(found)
    if what.do == "discard":
        return discard_draft(_KIND, slug, desk.action)
    if form := sent_form():
        what = replace(what, text=boxes.sheet_of(form))
    if what.do == "draft":
        return keep_draft(_KIND, slug, what, desk.action)
    sheet = _with_slug(sheets.quiz(what.text), slug)
    state = State(what.text, what.base, sheet.faults, form=form)
    if what.do == "preview" or sheet.thing is None:
        return show(desk, state, 422 if sheet.faults else 200)
    if sheet.thing == found.quiz.file:
        return show(desk, replace(state, faults=(NOTHING_NEW,)), 422)
    return published(desk, state, sheet.thing)


def _with_slug(sheet: Sheet[QuizFile], slug: str) -> Sheet[QuizFile]:
    if sheet.thing is None or sheet.thing.slug == slug:
        return sheet
    return Sheet(sheet.text, None, (Fault(1, f"the name must stay {slug}"),))
