"""The page on which a quiz is written, old or new, box by box or as a sheet."""

from dataclasses import dataclass, replace

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from course import clock, db
from course.curriculum import service as curriculum
from course.permissions import the_viewer
from course.quizzes.schemas import QuizFile
from course.sources.service import edition
from course.studio import sheets
from course.studio.fields import quiz as boxes
from course.studio.fields.quiz_reading import opened
from course.studio.forms import RetireForm
from course.studio.models import Draft
from course.studio.publishing import Unfit, publish
from course.studio.service import current, draws, lists, shelves, versions
from course.studio.service.current import NumberedQuiz
from course.studio.service.versions import Moved
from course.studio.sheets import Fault
from course.studio.views.desk import (
    acting,
    by_sheet,
    differences,
    faults_of,
    is_fragment,
    may_write,
    tell,
    ways,
)
from course.studio.views.editor import State


@dataclass(frozen=True)
class QuizDesk:
    """What the form is about, and its addresses; `found` is None for a new quiz."""

    ways: tuple[str, str]
    found: NumberedQuiz | None = None
    draft: Draft | None = None

    @property
    def action(self) -> str:
        """Where the form goes: it comes back the way it was asked for."""
        return self.ways[by_sheet()]


def opened_form(text: str, *, blank: bool = False) -> boxes.QuizForm | None:
    """Return the form that shows a sheet; None where it was not asked for, and for an exam."""
    if by_sheet():
        return None
    return boxes.QuizForm(formdata=None) if blank else opened(text)


def sent_form() -> boxes.QuizForm | None:
    """Return the form with boxes as it was sent; None when a sheet was sent."""
    return boxes.QuizForm() if request.form.get("as") == "fields" else None


def _ready(state: State) -> FlaskForm | None:
    """Return the form as the page shows it: with its lists, spare rows, and what is wrong."""
    form = state.form
    if not isinstance(form, boxes.QuizForm):
        return None
    session = db.session()
    token = edition(session)
    modules = curriculum.catalog(session, token)
    form.module.choices = {
        "": "None",
        **{one.slug: f"{one.number} · {one.title}" for one in modules},
    }
    # Times are meant where the author is, unless the quiz says otherwise.
    form.zone.data = form.zone.data or the_viewer().zone
    form.draw.grow()
    banks = {one.slug: one.title for one in shelves.banks(session)}
    objectives = {"Every objective": [("", "All")], **lists.by_lesson(session, token)}
    for entry in form.draw.entries:
        entry.form.bank.choices = {"": "Choose one", **banks}
        entry.form.objective.choices = objectives
    boxes.tell(form, state.faults)
    return form


def show(desk: QuizDesk, state: State, code: int = 200) -> ResponseReturnValue:
    """Return the page, or for a script only its preview."""
    sheet = sheets.quiz(state.text)
    file = sheet.thing or (desk.found.quiz.file if desk.found else None)
    given = {
        "form": _ready(state),
        "state": state,
        "is_read": sheet.thing is not None,
        **(_drawn(file) if file else {"settings": [], "cells": [], "stocks": []}),
    }
    if is_fragment():
        return render_template("studio/_quiz_preview.html", **given), code
    return (
        render_template(
            "studio/quiz.html",
            desk=desk,
            may_write=may_write(),
            retire=state.retire or RetireForm(formdata=None),
            **given,
        ),
        code,
    )


def _drawn(file: QuizFile) -> dict[str, object]:
    session = db.session()
    return {
        "settings": draws.settings(file.model_dump(mode="json")),
        "cells": draws.cells(session, file, clock.now()),
        "stocks": draws.stocks(session, file.cells),
    }


def published(desk: QuizDesk, state: State, file: QuizFile) -> ResponseReturnValue:
    """Publish a quiz's next version; what stands in the way is told on the page."""
    by, thing = acting(), versions.quiz_thing(file)
    try:
        number = publish(
            {("quiz", thing.key): thing},
            lambda session: versions.publish_quiz(session, by, thing, state.base),
        )
    except Unfit as unfit:
        return show(desk, replace(state, faults=faults_of(unfit.problems)), 422)
    except Moved as moved:
        return show(desk, _both(state, thing.key, moved), 409)
    words = f"Version {number} is published. New attempts follow it; open ones keep theirs."
    return tell(words, ways("studio.quiz", slug=thing.key)[by_sheet()])


def _both(state: State, slug: str, moved: Moved) -> State:
    """Return the page with both: what was typed stays, and to send it again is to replace."""
    theirs = current.quiz(db.session(), slug)
    diff = differences(theirs.text, state.text) if theirs else ""
    return replace(state, base=moved.number, moved=moved.number, differences=diff)


NOTHING_NEW = Fault(0, "Nothing differs from the version that is published.")
