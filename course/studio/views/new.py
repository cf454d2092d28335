"""A new question of a bank."""

from dataclasses import replace

from flask import request, url_for
from flask.typing import ResponseReturnValue

from course import db, items
from course.permissions import policy
from course.questions.models import Bank
from course.studio import fields, guide, sheets
from course.studio.models import DraftKind
from course.studio.service import current
from course.studio.sheets import Fault, Sheet
from course.studio.views.desk import (
    bank_of,
    bp,
    by_sheet,
    discard_draft,
    draft_of,
    keep_draft,
    sent,
    ways,
)
from course.studio.views.editor import Desk, State, opened_form, sent_form, show
from course.studio.views.questions import id_line, published

_KIND = DraftKind.QUESTION


def _kind() -> str:
    kind = request.values.get("type", "choice")
    return kind if kind in items.KINDS else "choice"


def _desk(bank: Bank, key: str = "") -> Desk:
    where = ways("studio.new", slug=bank.slug, type=_kind(), draft=key or None)
    draft = draft_of(_KIND, key) if key else None
    return Desk(where, bank.slug, bank.title, _kind(), draft=draft)


@bp.get("/banks/<slug>/new")
@policy("studio.write", load=bank_of)
def new(bank: Bank) -> ResponseReturnValue:
    """Show a question of the wanted kind with nothing in it yet, or the viewer's draft of one."""
    desk = _desk(bank, request.args.get("draft", "")[:64])
    text = desk.draft.text if desk.draft else guide.blank(desk.kind)
    sheet = sheets.question(text)
    if sheet.thing is not None:
        desk = replace(desk, kind=sheet.thing.type)
    faults = sheet.faults if desk.draft else ()
    form = opened_form(desk.kind, text, blank=not desk.draft)
    return show(desk, State(text, 0, faults, form=form))


@bp.post("/banks/<slug>/new")
@policy("studio.write", load=bank_of)
def create(bank: Bank) -> ResponseReturnValue:
    """Preview a new question, keep it as a draft, or publish its first version."""
    what, key = sent(), request.args.get("draft", "")[:64]
    desk = _desk(bank, key)
    if what.do == "discard":
        return discard_draft(_KIND, key, url_for("studio.bank", slug=bank.slug))
    if form := sent_form(desk.kind):
        what = replace(what, text=fields.sheet_of(form, desk.kind))
    sheet = _with_free_id(sheets.question(what.text))
    state = State(what.text, 0, sheet.faults, form=form)
    if what.do == "draft":
        return _draft(bank, desk, state)
    if what.do == "preview" or sheet.thing is None:
        return show(desk, state, 422 if sheet.faults else 200)
    return published(desk, state, sheet.thing)


def _draft(bank: Bank, desk: Desk, state: State) -> ResponseReturnValue:
    name = sheets.id_in(state.text)
    if not name or current.is_taken(db.session(), name):
        words = "a draft is kept under an id of its own: give one that is not taken"
        fault = Fault(id_line(state.text), words, ("id",))
        return show(desk, replace(state, faults=(fault,)), 422)
    back = ways("studio.new", slug=bank.slug, type=desk.kind, draft=name)[by_sheet()]
    return keep_draft(_KIND, name, replace(sent(), text=state.text, base=0), back, bank.slug)


def _with_free_id(sheet: Sheet[items.Source]) -> Sheet[items.Source]:
    if sheet.thing is None or not current.is_taken(db.session(), sheet.thing.id):
        return sheet
    words = f"{sheet.thing.id} is taken by a question, in use or retired"
    return Sheet(sheet.text, None, (Fault(id_line(sheet.text), words, ("id",)),))
