"""The sign-off queue: each entry is looked at; what is signed can be unsigned for a reason."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from course import db
from course.curriculum.areas import AREAS
from course.errors import Invalid
from course.hours import words
from course.hours.service.entries import Seen
from course.hours.service.signing import Word, sign_off
from course.hours.states import SignOffKind
from course.permissions import Viewer, policy, the_viewer
from course.supervision.forms import WordForm
from course.supervision.service import queue as service
from course.supervision.service.signing import Outcome, sign_all
from course.supervision.views.boards import acting, asked_for
from course.supervision.views.boards import signing as bp
from course.web.posting import code_of, tried


@dataclass(frozen=True)
class Entry:
    """An entry of a day in the viewer's charge, and its place in the queue."""

    public_id: str
    place: tuple[dt.date, int]


def _charged_entry(session: Session, viewer: Viewer | None, public_id: str) -> Entry | None:
    place = service.place(session, viewer.id, public_id) if viewer else None
    return None if place is None else Entry(public_id, place)


_DONE = {
    SignOffKind.SIGNED: "Signed.",
    SignOffKind.RETURNED: "Returned to the trainee.",
    SignOffKind.UNSIGNED: "Unsigned. It waits to be signed again, or to be corrected.",
}


@bp.get("/sign-offs")
@policy("signoff.give")
def queue() -> ResponseReturnValue:
    """List the entries that wait for the viewer's signature, the oldest day first."""
    return _page()


def _page(failed: str = "", form: WordForm | None = None) -> str:
    session, me, trainee = db.session(), the_viewer(), asked_for("trainee")
    after = _begins_after(session)
    rows = service.waiting(session, me.id, after, service.PAGE + 1, trainee)
    shown = rows[: service.PAGE]
    more = shown[-1].public_id if len(rows) > service.PAGE else None
    return render_template(
        "supervision/sign_offs.html",
        rows=shown,
        total=session.scalar(select(service.counted(me.id, trainee))),
        failed=failed,
        form=form,
        areas=AREAS,
        words=words,
        trainee=trainee,
        carried=_carried(),
        pages={
            "previous_url": url_for(".queue", trainee=trainee or None) if after else None,
            "next_url": url_for(".queue", after=more, trainee=trainee or None) if more else None,
        },
    )


def _begins_after(session: Session) -> tuple[dt.date, int] | None:
    """Return the place after which the page begins: after one entry, or at one."""
    me, at = the_viewer(), asked_for("at")
    if not at:
        return service.place(session, me.id, asked_for("after")) if asked_for("after") else None
    found = service.place(session, me.id, at)
    return (found[0], found[1] - 1) if found else None


def _carried() -> dict[str, str]:
    """Return what of the address stays while one signs: where the page begins, and of whom."""
    return {name: asked_for(name) for name in ("after", "at", "trainee") if asked_for(name)}


def _back(anchor: str | None = None) -> ResponseReturnValue:
    carried: dict[str, Any] = _carried()
    return redirect(url_for(".queue", _anchor=anchor, **carried), code=303)


@bp.post("/sign-offs/<public_id>")
@policy("signoff.give", load=_charged_entry)
def give(entry: Entry) -> ResponseReturnValue:
    """Sign or return one entry as it was seen, and go on to the next."""
    form, kind = WordForm(), _kind(request.form.get("word", ""))
    if not form.validate_on_submit() or not _said(entry, kind, form):
        return _page(entry.public_id, form), code_of(form)
    flash(_DONE[kind])
    session, me = db.session(), the_viewer()
    following = service.waiting(session, me.id, entry.place, 1, asked_for("trainee"))
    return _back(f"entry-{following[0].public_id}" if following else "main")


def _kind(word: str) -> SignOffKind:
    if word not in {SignOffKind.SIGNED.value, SignOffKind.RETURNED.value}:
        raise Invalid("word: an entry is signed or returned.")
    return SignOffKind(word)


def _said(entry: Entry, kind: SignOffKind, form: WordForm) -> bool:
    """Say a word of an entry in one block; when a rule says no, put that on the form."""
    comment = "" if kind == SignOffKind.SIGNED else form.comment.data or ""
    word = Word(Seen(entry.public_id, form.number.data or 0), kind, comment)
    by = acting()
    return tried(form, lambda session: sign_off(session, the_viewer().id, word, by), "comment")


@bp.post("/sign-offs/checked")
@policy("signoff.give")
def checked() -> ResponseReturnValue:
    """Sign the checked entries, each as it was seen, and say what happened to each."""
    seen, by = _checked(), acting()
    if not seen:
        flash("Nothing was checked, so nothing was signed.", "care")
        return _back()
    with db.writing() as session:
        outcomes = sign_all(session, the_viewer().id, seen, by)
    _tell(outcomes)
    return _back()


def _checked() -> list[Seen]:
    """Return what was checked: `public id:version`, at most a page of them."""
    given = list(dict.fromkeys(request.form.getlist("entry")))
    if len(given) > service.PAGE:
        raise Invalid(f"entry: at most {service.PAGE} entries are signed at once.")
    return [_seen(text) for text in given]


def _seen(text: str) -> Seen:
    public_id, _, number = text.partition(":")
    if not number.isdecimal() or len(number) > 9:  # noqa: PLR2004 - a version's number
        raise Invalid("entry: must be an entry and the version that was seen.")
    return Seen(public_id[:32], int(number))


def _tell(outcomes: list[Outcome]) -> None:
    signed = [one for one in outcomes if one.why_not is None]
    flash(f"Entries signed: {len(signed)}.")
    names = service.names(db.session(), the_viewer().id, [o.public_id for o in outcomes])
    for one in outcomes:
        if one.why_not is not None:
            flash(f"Not signed: {names.get(one.public_id, 'an entry')}. {one.why_not}", "care")


@bp.get("/sign-offs/signed")
@policy("signoff.give")
def signed() -> ResponseReturnValue:
    """List what the viewer signed, the newest first."""
    return _signed_page()


def _signed_page(failed: str = "", form: WordForm | None = None) -> str:
    session, before = db.session(), asked_for("before") or None
    rows = service.signed(session, the_viewer().id, before, service.PAGE + 1)
    shown = rows[: service.PAGE]
    more = shown[-1].public_id if len(rows) > service.PAGE else None
    return render_template(
        "supervision/signed.html",
        rows=shown,
        failed=failed,
        form=form,
        words=words,
        pages={
            "previous_url": url_for(".signed") if before else None,
            "next_url": url_for(".signed", before=more) if more else None,
        },
    )


@bp.post("/sign-offs/<public_id>/unsign")
@policy("signoff.give", load=_charged_entry)
def unsign(entry: Entry) -> ResponseReturnValue:
    """Take a signature back, for a reason."""
    form = WordForm()
    if not form.validate_on_submit() or not _said(entry, SignOffKind.UNSIGNED, form):
        return _signed_page(entry.public_id, form), code_of(form)
    flash(_DONE[SignOffKind.UNSIGNED])
    return redirect(url_for(".signed"), code=303)
