"""A trainee's own hours: the list, entering, correcting, withdrawing, the history."""

from collections.abc import Iterator

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import db
from course.hours import words
from course.hours.forms import CorrectHoursForm, NewHoursForm, WhyForm
from course.hours.kinds import Category
from course.hours.rules import Draft, could_identify
from course.hours.service import entries, histories, listing
from course.hours.service.entries import Seen
from course.hours.service.listing import Listed
from course.hours.states import EntryState
from course.hours.views.boards import asked_filter, by, pages
from course.hours.views.boards import hours as bp
from course.people.service.seeing import today
from course.permissions import Viewer, policy, the_viewer
from course.web.posting import code_of, tell, tried
from course.web.sheet import Cell, download

OVERLAP = (
    "These hours share clock time with another entry of yours: the same hour told twice. "
    "Look at both; an hour counts once."
)


def own_entry(session: Session, viewer: Viewer | None, public_id: str) -> Listed | None:
    """Load an entry of the viewer's own."""
    return listing.one(session, viewer.id, public_id) if viewer else None


@bp.get("/hours")
@policy("hours.own")
def index() -> ResponseReturnValue:
    """List one's own hours, newest first, fifty a page."""
    session, me, wanted = db.session(), the_viewer(), asked_filter()
    after, before = request.args.get("after"), request.args.get("before")
    page = listing.entry_page(session, me.id, wanted, after=after, before=before)
    return render_template(
        "hours/index.html",
        trainee=None,
        entries=page.entries,
        pages=pages(page, "hours.index", wanted),
        wanted=wanted,
        totals=listing.totals(session, me.id),
        twice=listing.told_twice(session, me.id, [one.day for one in page.entries]),
        words=words,
    )


@bp.get("/hours.csv")
@policy("hours.own")
def as_csv() -> ResponseReturnValue:
    """Give one's own hours as a file for a spreadsheet."""
    return download("hours", _rows(db.session(), the_viewer().id))


HEAD = (
    "day", "began", "category", "mode", "area", "minutes", "state", "with whom or where", "note",
    "entry", "version",
)  # fmt: skip


def _rows(session: Session, trainee_id: int) -> Iterator[tuple[Cell, ...]]:
    yield HEAD
    for page in listing.all_entries(session, trainee_id):
        for one in page:
            yield _row(one)


def _row(one: Listed) -> tuple[Cell, ...]:
    began = "" if one.starts_minute is None else words.clock_time(one.starts_minute)
    what = (one.category.value, one.mode.value, one.area, one.minutes, one.state.value)
    return (one.day.isoformat(), began, *what, one.provider, one.note, one.public_id, one.number)


@bp.route("/hours/new", methods=["GET", "POST"])
@policy("hours.own")
def new() -> ResponseReturnValue:
    """Enter hours."""
    form = NewHoursForm(data=_started())
    if form.validate_on_submit():
        public_id, draft, who = form.entry.data or "", form.draft(), by()
        me = the_viewer().id
        if tried(form, lambda session: entries.add(session, me, public_id, draft, who)):
            return _saved("The hours are entered.", public_id, draft)
    elif form.is_submitted():
        form.tell_rules(today(the_viewer().zone))
    return render_template("hours/form.html", form=form, entry=None), code_of(form)


def _started() -> dict[str, object]:
    """Return what a fresh form holds: the category that a link named."""
    asked = request.args.get("category", "")
    return {"category": asked} if asked in set(Category) else {}


def _saved(done: str, public_id: str, draft: Draft) -> ResponseReturnValue:
    if public_id in listing.told_twice(db.session(), the_viewer().id, [draft.day]):
        flash(OVERLAP, "care")
    return tell(done, url_for("hours.show", public_id=public_id))


@bp.get("/hours/<public_id>")
@policy("hours.own", load=own_entry)
def show(entry: Listed) -> ResponseReturnValue:
    """Show one entry with all that happened to it."""
    twice = listing.told_twice(db.session(), the_viewer().id, [entry.day])
    return render_template(
        "hours/show.html",
        trainee=None,
        entry=entry,
        history=histories.of_entry(db.session(), entry.id),
        overlap=OVERLAP if entry.public_id in twice else "",
        warnings=could_identify(entry.note, entry.provider),
        words=words,
        can_change=entry.state in {EntryState.WAITING, EntryState.RETURNED},
    )


@bp.route("/hours/<public_id>/correct", methods=["GET", "POST"])
@policy("hours.own", load=own_entry)
def correct(entry: Listed) -> ResponseReturnValue:
    """Correct an entry, saying why."""
    form = CorrectHoursForm(data=_as_entered(entry))
    if form.validate_on_submit():
        seen, draft, who = Seen(entry.public_id, form.seen), form.draft(), by(form.why.data)
        me = the_viewer().id
        if tried(form, lambda session: entries.correct(session, me, seen, draft, who)):
            return _saved("The entry is corrected.", entry.public_id, draft)
    elif form.is_submitted():
        form.tell_rules(today(the_viewer().zone))
    return render_template("hours/form.html", form=form, entry=entry), code_of(form)


def _as_entered(entry: Listed) -> dict[str, object]:
    hours, minutes = divmod(entry.minutes, 60)
    return {
        "number": str(entry.number),
        "category": entry.category.value,
        "mode": entry.mode.value,
        "area": entry.area or "",
        "day": entry.day,
        "hours": hours,
        "minutes": minutes,
        "starts": entry.starts,
        "provider": entry.provider,
        "note": entry.note,
    }


@bp.route("/hours/<public_id>/withdraw", methods=["GET", "POST"])
@policy("hours.own", load=own_entry)
def withdraw(entry: Listed) -> ResponseReturnValue:
    """Take an entry out of every count, saying why; its history stays."""
    form = WhyForm(data={"number": str(entry.number)})
    if form.validate_on_submit():
        seen, who, me = Seen(entry.public_id, form.seen), by(form.why.data), the_viewer().id
        if tried(form, lambda session: entries.withdraw(session, me, seen, who)):
            return tell("The entry is withdrawn and counts nowhere.", url_for("hours.index"))
    return render_template("hours/withdraw.html", form=form, entry=entry, words=words), code_of(
        form
    )
