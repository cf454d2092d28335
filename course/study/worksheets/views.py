"""Worksheets of one's own: filling in, saving, sharing, deleting."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import clock, db
from course.permissions import Role, Viewer, policy, the_viewer
from course.sources.service import edition
from course.study.library import library
from course.study.worksheets import rules, service
from course.study.worksheets.desk import (
    Desk,
    SheetPage,
    TooLong,
    audience,
    desk,
    fields_for,
    to_save,
)
from course.study.worksheets.input import Sent, from_form, from_json
from course.study.worksheets.service import Kept, Stale

bp = Blueprint("worksheets", __name__)


def _placed(
    session: Session, viewer: Viewer | None, module: str, slug: str, sheet: str
) -> Desk | None:
    found = desk(session, viewer, sheet)
    if found is None or found.form is None:
        return None
    place = found.form.place
    return found if (place.module.slug, place.lesson.slug) == (module, slug) else None


def own_sheet(session: Session, viewer: Viewer | None, sheet: str) -> Desk | None:
    """Return a worksheet as the viewer has it, None when it is nowhere."""
    return desk(session, viewer, sheet)


def kept_sheet(session: Session, viewer: Viewer | None, sheet: str) -> Desk | None:
    """Return a worksheet of which the viewer keeps something, None when they keep nothing."""
    found = desk(session, viewer, sheet)
    return found if found is not None and found.kept is not None else None


def url_of(place: Desk) -> str:
    """Return the page of a worksheet: under its lesson, or by itself when no lesson has it."""
    if place.form is None:
        return url_for("worksheets.show", sheet=place.id)
    at = place.form.place
    return url_for("worksheets.fill_in", module=at.module.slug, slug=at.lesson.slug, sheet=place.id)


def _page(place: Desk, **words: Any) -> str:
    me, shared = the_viewer(), place.kept.shared_at if place.kept else None
    readers, others = audience(db.session(), me.id, shared, clock.now())
    fields = words.pop("fields", None) or place.fields
    page = SheetPage(place, fields, me.has(Role.TRAINEE), readers, others, **words)
    return render_template("worksheets/fill_in.html", page=page, desk=place)


@bp.get("/modules/<module>/<slug>/worksheets/<sheet>")
@policy("curriculum.read", load=_placed)
def fill_in(place: Desk) -> ResponseReturnValue:
    """Show a lesson's worksheet, filled in as the viewer left it."""
    return _page(place)


@bp.get("/worksheets")
@policy("worksheet.own")
def index() -> ResponseReturnValue:
    """List every worksheet that the viewer keeps, also those that no lesson has any more."""
    session, me = db.session(), the_viewer()
    charges, now = service.charges(session, me.id), clock.now()
    rows = service.all_of(session, me.id)
    readers = {one.sheet: list(rules.readers(charges, one.shared_at, now).values()) for one in rows}
    sheets = library(session, edition(session)).sheets
    return render_template("worksheets/index.html", rows=rows, sheets=sheets, readers=readers)


@bp.get("/worksheets/<sheet>")
@policy("worksheet.own", load=own_sheet)
def show(place: Desk) -> ResponseReturnValue:
    """Show a kept worksheet that no lesson has any more; the others are under their lessons."""
    return _page(place) if place.form is None else redirect(url_of(place), code=303)


def _save(place: Desk, sent: Sent) -> Kept:
    session, me = db.session(), the_viewer()
    new = to_save(place, fields_for(session, place, sent.texts), sent)
    with db.writing() as session:
        return service.save(session, me.id, new, clock.now())


@bp.post("/worksheets/<sheet>/save")
@policy("worksheet.write", load=own_sheet)
def save(place: Desk) -> ResponseReturnValue:
    """Save for a script of ours: 200 after the commit, 409 with what is stored."""
    try:
        kept = _save(place, from_json(request.get_json(silent=True)))
    except Stale as stale:
        return _stale_json(stale), 409
    now = Desk(place.id, place.form, kept)
    warned = rules.warnings({one.id: one.text for one in now.fields if one.text not in one.choices})
    return {
        "saved_seq": kept.seq,
        "saved_at": kept.saved_at.isoformat(),
        "warnings": [{"field": one.field, "text": one.text} for one in warned],
        "feedback": [{"field": name, "html": html} for name, html in now.feedback.items()],
    }


def _stale_json(stale: Stale) -> dict[str, object]:
    stored = stale.stored
    return {
        "error": "stale",
        "message": str(stale),
        "saved_seq": stored.seq if stored else 0,
        "saved_at": stored.saved_at.isoformat() if stored else None,
        "saved_fields": {one.field: one.text for one in stored.entries} if stored else {},
    }


@bp.post("/worksheets/<sheet>")
@policy("worksheet.write", load=own_sheet)
def send(place: Desk) -> ResponseReturnValue:
    """Save by a plain form; what does not fit is shown again with all that was typed."""
    sent = from_form()
    try:
        _save(place, sent)
    except TooLong as long:
        fields = fields_for(db.session(), place, sent.texts)
        return _page(place, fields=fields, texts=sent.texts, errors=long.errors), 422
    except Stale as stale:
        return _both(place, sent, stale), 409
    return redirect(url_of(place), code=303)


def _both(place: Desk, sent: Sent, stale: Stale) -> str:
    now = Desk(place.id, place.form, stale.stored)
    fields = fields_for(db.session(), now, sent.texts)
    page = SheetPage(now, fields, True, [], [], texts=sent.texts)
    return render_template("worksheets/stale.html", page=page, desk=now, url=url_of(place))


@bp.post("/worksheets/<sheet>/share")
@policy("worksheet.write", load=kept_sheet)
def share(place: Desk) -> ResponseReturnValue:
    """Let the supervisors in charge today read a worksheet."""
    me, now = the_viewer(), clock.now()
    with db.writing() as session:
        service.share(session, me.id, place.id, now)
    readers, _ = audience(db.session(), me.id, now, now)
    flash(f"Shared with {', '.join(readers)}." if readers else "Nobody is in charge of you today.")
    return redirect(f"{url_of(place)}#who", code=303)


@bp.post("/worksheets/<sheet>/take-back")
@policy("worksheet.own", load=kept_sheet)
def take_back(place: Desk) -> ResponseReturnValue:
    """End the sharing of a worksheet at once."""
    with db.writing() as session:
        service.share(session, the_viewer().id, place.id, None)
    flash("Taken back. Only you can see it.")
    return redirect(f"{url_of(place)}#who", code=303)


@bp.route("/worksheets/<sheet>/delete", methods=["GET", "POST"])
@policy("worksheet.own", load=kept_sheet)
def delete(place: Desk) -> ResponseReturnValue:
    """Ask once, then delete a worksheet for good."""
    if request.method != "POST":  # HEAD asks, too
        return render_template("worksheets/delete.html", desk=place, url=url_of(place))
    with db.writing() as session:
        service.remove(session, the_viewer().id, place.id)
    flash("The worksheet was deleted.")
    return redirect(url_for(".index"), code=303)
