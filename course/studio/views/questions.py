"""A question: its sheet, its preview, its versions."""

from dataclasses import replace

from flask import request
from flask.typing import ResponseReturnValue

from course import db, items
from course.errors import Refused
from course.permissions import policy
from course.sources.things import Thing
from course.studio import fields, sheets
from course.studio.forms import RetireForm
from course.studio.models import DraftKind
from course.studio.publishing import Unfit, publish
from course.studio.service import current, versions
from course.studio.service.current import OpenQuestion
from course.studio.service.versions import Moved
from course.studio.sheets import Fault, Sheet
from course.studio.views.desk import (
    acting,
    bp,
    by_sheet,
    differences,
    discard_draft,
    draft_of,
    faults_of,
    keep_draft,
    question_of,
    sent,
    tell,
    ways,
)
from course.studio.views.editor import Desk, State, opened_form, sent_form, show

_KIND = DraftKind.QUESTION


def _desk(found: OpenQuestion) -> Desk:
    return Desk(
        ways=ways("studio.question", slug=found.slug),
        bank=found.bank,
        bank_title=found.bank_title,
        kind=found.source.type,
        question=found,
        draft=draft_of(_KIND, found.slug),
    )


@bp.get("/questions/<slug>")
@policy("studio.read", load=question_of)
def question(found: OpenQuestion) -> ResponseReturnValue:
    """Show a question to write on: the viewer's draft of it, or what is published."""
    desk = _desk(found)
    text, base = found.text, found.number
    if desk.draft is not None and "published" not in request.args:
        text, base = desk.draft.text, desk.draft.base
    sheet = sheets.question(text)
    if sheet.thing is not None:
        desk = replace(desk, kind=sheet.thing.type)
    form = opened_form(desk.kind, text, blank=False)
    return show(desk, State(text, base, sheet.faults, form=form))


@bp.post("/questions/<slug>")
@policy("studio.write", load=question_of)
def edit(found: OpenQuestion) -> ResponseReturnValue:
    """Preview what was typed, keep it as a draft, throw the draft away, or publish it."""
    desk, what = _desk(found), sent()
    if what.do == "discard":
        return discard_draft(_KIND, found.slug, desk.action)
    if form := sent_form(desk.kind):
        what = replace(what, text=fields.sheet_of(form, desk.kind))
    if what.do == "draft":
        return keep_draft(_KIND, found.slug, what, desk.action)
    sheet = with_id(sheets.question(what.text), found.slug)
    state = State(what.text, what.base, sheet.faults, form=form)
    if what.do == "preview" or sheet.thing is None:
        return show(desk, state, 422 if sheet.faults else 200)
    if sheet.thing == found.source:
        return show(desk, replace(state, faults=(_NOTHING_NEW,)), 422)
    return published(desk, state, sheet.thing)


_NOTHING_NEW = Fault(0, "Nothing differs from the version that is published.")


def with_id(sheet: Sheet[items.Source], slug: str) -> Sheet[items.Source]:
    """Return the sheet with a fault when it has another id than the question: ids are for ever."""
    if sheet.thing is None or sheet.thing.id == slug:
        return sheet
    return Sheet(sheet.text, None, (Fault(id_line(sheet.text), f"must stay {slug}", ("id",)),))


def id_line(text: str) -> int:
    """Return the line on which a sheet says its id, 1 where it does not."""
    lines = text.split("\n")
    return next((at for at, line in enumerate(lines, 1) if line.startswith("id:")), 1)


def published(desk: Desk, state: State, source: items.Source) -> ResponseReturnValue:
    """Publish a question's next version; what stands in the way is told on the page."""
    new = versions.new_question(desk.bank, source)
    by = acting()
    try:
        number = publish(
            {("question", source.id): new.thing},
            lambda session: versions.publish_question(session, by, new, state.base),
        )
    except Unfit as unfit:
        return show(desk, replace(state, faults=faults_of(unfit.problems)), 422)
    except Moved as moved:
        return show(desk, _both(state, source.id, moved), 409)
    except Refused as refused:
        return show(desk, replace(state, faults=(Fault(0, str(refused)),)), 409)
    url = ways("studio.question", slug=source.id)[by_sheet()]
    return tell(f"Version {number} is published. New attempts get it; old ones keep theirs.", url)


def _both(state: State, slug: str, moved: Moved) -> State:
    """Return the page with both: what was typed stays, and to send it again is to replace."""
    theirs = current.question(db.session(), slug)
    diff = differences(theirs.text, state.text) if theirs else ""
    return replace(state, base=moved.number, moved=moved.number, differences=diff)


@bp.post("/questions/<slug>/retire")
@policy("studio.write", load=question_of)
def retire(found: OpenQuestion) -> ResponseReturnValue:
    """Take a question out of new draws, with a reason."""
    desk, form, by = _desk(found), RetireForm(), acting()
    state = State(found.text, found.number, retire=form)
    if not form.validate_on_submit():
        return show(desk, state, 422)
    why = form.why.data or ""
    try:
        publish(
            {("question", found.slug): None},
            lambda session: versions.retire(session, by, _KIND, found.slug, why),
        )
    except Unfit as unfit:
        return show(desk, replace(state, faults=faults_of(unfit.problems)), 422)
    return tell(f"{found.slug} is retired. Attempts keep the version they have.", desk.action)


@bp.post("/questions/<slug>/restore")
@policy("studio.write", load=question_of)
def restore(found: OpenQuestion) -> ResponseReturnValue:
    """Put a retired question back into use."""
    desk, by = _desk(found), acting()
    thing = Thing("question", found.slug, "", 0, 1, "", (found.bank, found.source))
    try:
        publish(
            {("question", found.slug): thing},
            lambda session: versions.restore(session, by, _KIND, found.slug),
        )
    except Unfit as unfit:
        state = State(found.text, found.number, faults_of(unfit.problems))
        return show(desk, state, 422)
    return tell(f"{found.slug} is in use again.", desk.action)
