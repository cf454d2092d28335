"""The page on which a question is written, old or new, as a sheet or field by field."""

from dataclasses import dataclass, field

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from course import db
from course.sources.service import edition
from course.studio import fields, guide, sheets
from course.studio import page as pages
from course.studio.fields import QuestionForm
from course.studio.forms import RetireForm
from course.studio.models import Draft
from course.studio.service import lists
from course.studio.service.current import OpenQuestion
from course.studio.sheets import Fault
from course.studio.views.desk import by_sheet, is_fragment, may_write


@dataclass(frozen=True)
class Desk:
    """What the form is about, and its addresses: with boxes, as a sheet.

    `question` is None for a new one.
    """

    ways: tuple[str, str]
    bank: str
    bank_title: str
    kind: str
    question: OpenQuestion | None = None
    draft: Draft | None = None

    @property
    def action(self) -> str:
        """Where the form goes: it comes back the way it was asked for."""
        return self.ways[by_sheet()]


@dataclass(frozen=True)
class State:
    """What the form shows: a text, the version it began from, and what is wrong with it."""

    text: str
    base: int
    faults: tuple[Fault, ...] = ()
    #: The number of a version that was published meanwhile, and how it differs.
    moved: int = 0
    differences: str = ""
    retire: RetireForm | None = None
    #: The boxes; None where the sheet itself is shown.
    form: FlaskForm | None = field(default=None, compare=False)


def sent_form(kind: str) -> QuestionForm | None:
    """Return the form with fields as it was sent; None when a sheet was sent."""
    return fields.FORMS[kind]() if request.form.get("as") == "fields" else None


def opened_form(kind: str, text: str, *, blank: bool) -> QuestionForm | None:
    """Return the form that shows a sheet, or nothing yet when it is `blank`.

    None where the viewer asked for the sheet, and where it is none that boxes could show.
    """
    if by_sheet():
        return None
    return fields.empty(kind) if blank else fields.opened(kind, text)


def _objectives(form: QuestionForm) -> None:
    """Offer every objective under its lesson, and what is chosen if there is no such one."""
    groups = lists.by_lesson(db.session(), edition(db.session()))
    given = form.objective.data or ""
    is_known = any(given == slug for group in groups.values() for slug, _ in group)
    extra = {} if is_known else {"No objective": [(given, given or "Choose one")]}
    form.objective.choices = {**extra, **groups}


def _ready(state: State, kind: str) -> FlaskForm | None:
    """Return the form as the page shows it: with its lists, spare rows, and what is wrong."""
    form = state.form
    if isinstance(form, QuestionForm):
        _objectives(form)
        form.grow()
        fields.tell(form, state.faults, kind)
    return form


def show(desk: Desk, state: State, code: int = 200) -> ResponseReturnValue:
    """Return the page, or for a script only its preview."""
    session = db.session()
    sheet = sheets.question(state.text)
    preview = pages.question(session, edition(session), sheet.thing) if sheet.thing else None
    form = _ready(state, desk.kind)
    shown = {"preview": preview, "state": state, "form": form}
    if is_fragment():
        return render_template("studio/_question_preview.html", **shown), code
    return (
        render_template(
            "studio/question.html",
            desk=desk,
            references=pages.in_text(session, edition(session)) if state.form else {},
            guide=guide.guides().get(desk.kind),
            retire=state.retire or RetireForm(formdata=None),
            may_write=may_write(),
            **shown,
        ),
        code,
    )
