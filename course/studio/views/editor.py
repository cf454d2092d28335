"""The page on which a question is written, old or new, as a sheet or field by field."""

from dataclasses import dataclass, field

from flask import render_template, request
from flask.typing import ResponseReturnValue

from course import db, items
from course.permissions import the_viewer
from course.sources.service import edition
from course.studio import fields, guide, sheets
from course.studio import page as pages
from course.studio.forms import FieldsForm, RetireForm
from course.studio.models import Draft
from course.studio.service import lists
from course.studio.service.current import OpenQuestion
from course.studio.sheets import Fault, Sheet
from course.studio.views.desk import is_fragment, may_write


@dataclass(frozen=True)
class Desk:
    """Where the form goes, and what it is about; `question` is None for a new one."""

    action: str
    bank: str
    bank_title: str
    kind: str
    question: OpenQuestion | None = None
    draft: Draft | None = None


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
    form: FieldsForm | None = field(default=None, compare=False)


def by_fields() -> bool:
    """Return whether the question is shown or was sent field by field."""
    return request.values.get("as") == "fields"


def sent_form(kind: str) -> FieldsForm | None:
    """Return the form with fields as it was sent; None when a sheet was sent."""
    return _chosen(FieldsForm()) if by_fields() and kind in fields.KINDS else None


def _chosen(form: FieldsForm) -> FieldsForm:
    known = lists.objectives(db.session(), edition(db.session()))
    labels = {one.slug: f"{one.module} · {one.text} ({one.tier})" for one in known}
    given = form.objective.data or ""
    extra = {} if given in labels else {given: given or "Choose one"}
    form.objective.choices = {**extra, **labels}
    return form


def opened_form(desk: Desk, sheet: Sheet[items.Source]) -> FieldsForm | None:
    """Return the form with a sheet's fields; None where they are not asked for or not readable."""
    if not by_fields() or desk.kind not in fields.KINDS:
        return None
    if sheet.thing is None:
        return None if desk.question else _chosen(FieldsForm(data=fields.empty(desk.kind)))
    return _chosen(FieldsForm(formdata=None, data=fields.values(sheet.thing)))


def show(desk: Desk, state: State, code: int = 200) -> ResponseReturnValue:
    """Return the page, or for a script only its preview."""
    session = db.session()
    sheet = sheets.question(state.text)
    if state.form is not None:
        fields.tell(state.form, state.faults, desk.kind)
    preview = pages.question(session, edition(session), sheet.thing) if sheet.thing else None
    if is_fragment():
        return render_template("studio/_question_preview.html", preview=preview, state=state), code
    return (
        render_template(
            "studio/question.html",
            desk=desk,
            state=state,
            form=state.form,
            preview=preview,
            guide=guide.guides().get(desk.kind),
            kinds=list(items.KINDS),
            has_fields=desk.kind in fields.KINDS,
            retire=state.retire or RetireForm(formdata=None),
            may_write=may_write(),
            me_id=the_viewer().id,
        ),
        code,
    )
