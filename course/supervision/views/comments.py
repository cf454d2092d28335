"""Comments: the threads a person may read, and one thread."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from course import clock, db
from course.comments import service
from course.comments.models import SubjectKind
from course.comments.service import Thread, Words
from course.db import new_public_id
from course.people.service import TraineeRow, visible_trainee
from course.permissions import Role, Viewer, policy, the_viewer
from course.supervision.forms import TextForm
from course.supervision.service import subjects
from course.supervision.service.subjects import Subject
from course.supervision.views.boards import asked_for, charge, here
from course.supervision.views.boards import comments as bp
from course.web.posting import code_of, tried

_LARGEST = 2**31 - 1


@bp.get("/comments")
@policy("comment.use")
def index() -> ResponseReturnValue:
    """List the threads on one's own work, or on that of trainees in one's charge."""
    text, me, (today, _) = asked_for("before"), the_viewer(), here()
    before = min(int(text[:12]), _LARGEST) if text.isdecimal() else None
    found = service.threads(db.session(), me.id, today, before=before, most=service.PAGE + 1)
    shown = found[: service.PAGE]
    keys = [Thread(one.trainee_id, one.kind, one.subject) for one in shown]
    titles = subjects.subjects(db.session(), keys)
    more = shown[-1].newest_id if len(found) > service.PAGE else None
    return render_template(
        "comments/index.html",
        rows=[(one, titles[key]) for one, key in zip(shown, keys, strict=True) if key in titles],
        pages={
            "previous_url": url_for(".index") if before else None,
            "next_url": url_for(".index", before=more) if more else None,
        },
    )


@dataclass(frozen=True)
class OpenThread:
    """A thread that the viewer may read, with whose it is and what it is about."""

    row: TraineeRow
    subject: Subject


def visible_thread(
    session: Session, viewer: Viewer | None, public_id: str, kind: str, subject: str
) -> OpenThread | None:
    """Return a thread for the trainee whose work it is about, and the supervisor in charge."""
    if viewer is None or kind not in set(SubjectKind):
        return None
    row = visible_trainee(session, viewer, public_id)
    if row is None or (row.id != viewer.id and charge(session, viewer, public_id) is None):
        return None
    thread = Thread(row.id, SubjectKind(kind), subject)
    found = subjects.subjects(session, [thread]).get(thread)
    return None if found is None else OpenThread(row, found)


@bp.route("/comments/<public_id>/<kind>/<subject>", methods=["GET", "POST"])
@policy("comment.use", load=visible_thread)
def thread(opened: OpenThread) -> ResponseReturnValue:
    """Show a thread, and add a comment to it."""
    form = TextForm(data={"op_id": new_public_id()})
    if form.validate_on_submit() and _added(opened, form):
        flash("Your comment is there.")
        return redirect(_url(opened), code=303)
    me = the_viewer()
    page = render_template(
        "comments/thread.html",
        opened=opened,
        lines=service.lines(db.session(), opened.subject.thread, me.id),
        form=form,
        url=_url(opened),
        is_own=opened.row.id == me.id,
        is_supervisor=me.has(Role.SUPERVISOR),
    )
    return page, code_of(form)


def _added(opened: OpenThread, form: TextForm) -> bool:
    me, now, (today, _) = the_viewer(), clock.now(), here()
    words = Words(form.op_id.data or new_public_id(), me.id, form.text.data or "")
    readers = service.readers(db.session(), opened.row.id, today)

    def add(session: Session) -> None:
        service.add(session, opened.subject.thread, words, readers, now)

    try:
        return tried(form, add, "text")
    except IntegrityError:
        # The same form twice at once: the other one is in.
        return True


def _url(opened: OpenThread) -> str:
    thread = opened.subject.thread
    return url_for(
        ".thread",
        public_id=opened.row.public_id,
        kind=thread.kind.value,
        subject=thread.subject,
    )


@bp.post("/comments/<public_id>/<kind>/<subject>/seen")
@policy("comment.use", load=visible_thread)
def mark_seen(opened: OpenThread) -> ResponseReturnValue:
    """Say that the viewer has seen what stands in a thread."""
    with db.writing() as session:
        service.mark_seen(session, opened.subject.thread, the_viewer().id, clock.now())
    flash("Marked as seen.")
    return redirect(url_for(".index"), code=303)
