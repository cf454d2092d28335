"""A quiz: its settings, what it can draw, its sheet."""

from dataclasses import replace

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from course import clock, db
from course.permissions import policy
from course.quizzes.schemas import QuizFile
from course.studio import sheets
from course.studio.models import DraftKind
from course.studio.publishing import Unfit, publish
from course.studio.service import current, draws, versions
from course.studio.service.current import NumberedQuiz
from course.studio.service.versions import Moved
from course.studio.sheets import Fault, Sheet
from course.studio.views.desk import (
    acting,
    bp,
    differences,
    discard_draft,
    draft_of,
    faults_of,
    is_fragment,
    keep_draft,
    may_write,
    quiz_of,
    sent,
    tell,
)
from course.studio.views.editor import State

_KIND = DraftKind.QUIZ


def _here(found: NumberedQuiz) -> str:
    return url_for("studio.quiz", slug=found.quiz.slug)


@bp.get("/quizzes/<slug>")
@policy("studio.read", load=quiz_of)
def quiz(found: NumberedQuiz) -> ResponseReturnValue:
    """Show a quiz to write on: the viewer's draft of it, or what is published."""
    draft = draft_of(_KIND, found.quiz.slug)
    text, base = found.text, found.number
    if draft is not None and "published" not in request.args:
        text, base = draft.text, draft.base
    return _show(found, State(text, base, sheets.quiz(text).faults))


@bp.post("/quizzes/<slug>")
@policy("studio.write", load=quiz_of)
def edit_quiz(found: NumberedQuiz) -> ResponseReturnValue:
    """Look at what was typed, keep it as a draft, throw the draft away, or publish it."""
    what, slug = sent(), found.quiz.slug
    if what.do == "discard":
        return discard_draft(_KIND, slug, _here(found))
    if what.do == "draft":
        return keep_draft(_KIND, slug, what, _here(found))
    sheet = _with_slug(sheets.quiz(what.text), slug)
    state = State(what.text, what.base, sheet.faults)
    if what.do == "preview" or sheet.thing is None:
        return _show(found, state, 422 if sheet.faults else 200)
    if sheet.thing == found.quiz.file:
        words = "Nothing differs from the version that is published."
        return _show(found, replace(state, faults=(Fault(0, words),)), 422)
    return _publish(found, state, sheet.thing)


def _with_slug(sheet: Sheet[QuizFile], slug: str) -> Sheet[QuizFile]:
    if sheet.thing is None or sheet.thing.slug == slug:
        return sheet
    return Sheet(sheet.text, None, (Fault(1, f"the name must stay {slug}"),))


def _show(found: NumberedQuiz, state: State, code: int = 200) -> ResponseReturnValue:
    sheet = sheets.quiz(state.text)
    file = sheet.thing or found.quiz.file
    given = {
        "settings": draws.settings(file.model_dump(mode="json")),
        "cells": draws.cells(db.session(), file, clock.now()),
        "stocks": draws.stocks(db.session(), file.cells),
        "state": state,
        "is_read": sheet.thing is not None,
    }
    if is_fragment():
        return render_template("studio/_quiz_preview.html", **given), code
    draft = draft_of(_KIND, found.quiz.slug)
    page = render_template(
        "studio/quiz.html", found=found, draft=draft, may_write=may_write(), **given
    )
    return page, code


def _publish(found: NumberedQuiz, state: State, file: QuizFile) -> ResponseReturnValue:
    by, thing = acting(), versions.quiz_thing(file)
    try:
        number = publish(
            {("quiz", thing.key): thing},
            lambda session: versions.publish_quiz(session, by, thing, state.base),
        )
    except Unfit as unfit:
        return _show(found, replace(state, faults=faults_of(unfit.problems)), 422)
    except Moved as moved:
        theirs = current.quiz(db.session(), thing.key)
        diff = differences(theirs.text, state.text) if theirs else ""
        both = replace(state, base=moved.number, moved=moved.number, differences=diff)
        return _show(found, both, 409)
    words = f"Version {number} is published. New attempts follow it; open ones keep theirs."
    return tell(words, _here(found))
