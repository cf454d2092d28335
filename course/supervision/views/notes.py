"""Private notes: their author's own pages; nobody else has a way to them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import clock, db
from course.comments import notes as service
from course.comments.models import PrivateNote
from course.people.service import TraineeRow
from course.permissions import Viewer, policy, the_viewer
from course.supervision.forms import TextForm
from course.supervision.views.boards import charge
from course.supervision.views.boards import supervision as bp
from course.supervision.views.trainee import back, page
from course.web.posting import code_of, tried, with_ids


@bp.post("/trainees/<public_id>/notes")
@policy("trainee.supervise", load=charge)
def add_note(row: TraineeRow) -> ResponseReturnValue:
    """Keep a private note on a trainee in one's charge."""
    form, me, now = with_ids(TextForm(), "note"), the_viewer(), clock.now()
    if form.validate_on_submit() and tried(
        form, lambda session: service.add(session, me.id, row.id, form.text.data or "", now), "text"
    ):
        return back(row, "The note is kept. Only you can read it.", "notes")
    return page(row, note=form), code_of(form)


@bp.get("/notes")
@policy("note.own")
def notes() -> ResponseReturnValue:
    """List the viewer's private notes, also those on trainees of former days."""
    rows = service.everything(db.session(), the_viewer().id)
    return render_template("supervision/notes.html", rows=rows)


def own_note(session: Session, viewer: Viewer | None, note: str) -> PrivateNote | None:
    """Return a note of the viewer's own."""
    return None if viewer is None else service.find(session, viewer.id, note)


@bp.route("/notes/<note>", methods=["GET", "POST"])
@policy("note.own", load=own_note)
def note(found: PrivateNote) -> ResponseReturnValue:
    """Show one private note of the viewer's to change it."""
    form, me, now = TextForm(data={"text": found.text}), the_viewer(), clock.now()
    note_id = found.id
    if form.validate_on_submit() and tried(
        form,
        lambda session: service.change(session, me.id, note_id, form.text.data or "", now),
        "text",
    ):
        return _to_notes("The note is changed.")
    code = code_of(form)
    return render_template("supervision/note.html", note=found, form=form), code


@bp.post("/notes/<note>/delete")
@policy("note.own", load=own_note)
def delete_note(found: PrivateNote) -> ResponseReturnValue:
    """Delete a private note of the viewer's; it is gone."""
    note_id = found.id
    with db.writing() as session:
        service.remove(session, the_viewer().id, note_id)
    return _to_notes("The note is deleted.")


def _to_notes(done: str) -> ResponseReturnValue:
    flash(done)
    return redirect(url_for(".notes"), code=303)
