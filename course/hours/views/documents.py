"""A trainee's own documents: what is held, and from which day to which."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import db
from course.hours import words
from course.hours.forms import CorrectDocumentForm, NewDocumentForm, WhyForm
from course.hours.kinds import Document
from course.hours.rules import could_identify
from course.hours.service import documents, histories, papers
from course.hours.service.entries import Seen
from course.hours.service.papers import HeldLine
from course.hours.views.boards import by
from course.hours.views.boards import hours as bp
from course.people.service.seeing import today
from course.permissions import Viewer, policy, the_viewer
from course.web.posting import code_of, tell, tried


def own_document(session: Session, viewer: Viewer | None, public_id: str) -> HeldLine | None:
    """Load a document of the viewer's own."""
    return papers.one(session, viewer.id, public_id) if viewer else None


@bp.get("/documents")
@policy("hours.own")
def documents_index() -> ResponseReturnValue:
    """List one's own documents."""
    me = the_viewer()
    held = papers.held(db.session(), me.id)
    return render_template(
        "hours/documents.html", trainee=None, held=held, today=today(me.zone), words=words
    )


@bp.route("/documents/new", methods=["GET", "POST"])
@policy("hours.own")
def new_document() -> ResponseReturnValue:
    """Enter a document."""
    asked = request.args.get("kind", "")
    form = NewDocumentForm(data={"kind": asked} if asked in set(Document) else {})
    if form.validate_on_submit():
        public_id, paper, who, me = form.entry.data or "", form.paper(), by(), the_viewer().id
        if tried(form, lambda session: documents.add(session, me, public_id, paper, who)):
            return tell("The document is entered.", _back(public_id))
    return render_template("hours/document_form.html", form=form, held=None), code_of(form)


def _back(public_id: str) -> str:
    return url_for("hours.document", public_id=public_id)


@bp.get("/documents/<public_id>")
@policy("hours.own", load=own_document)
def document(held: HeldLine) -> ResponseReturnValue:
    """Show one document with all that happened to it."""
    history = histories.of_document(db.session(), held.id)
    return render_template(
        "hours/document.html",
        trainee=None,
        held=held,
        history=history,
        words=words,
        warnings=could_identify(held.note, held.issuer),
    )


@bp.route("/documents/<public_id>/correct", methods=["GET", "POST"])
@policy("hours.own", load=own_document)
def correct_document(held: HeldLine) -> ResponseReturnValue:
    """Correct a document, saying why."""
    form = CorrectDocumentForm(data=_as_entered(held))
    if form.validate_on_submit():
        seen, paper, who = Seen(held.public_id, form.seen), form.paper(), by(form.why.data)
        me = the_viewer().id
        if tried(form, lambda session: documents.correct(session, me, seen, paper, who)):
            return tell("The document is corrected.", _back(held.public_id))
    return render_template("hours/document_form.html", form=form, held=held), code_of(form)


def _as_entered(held: HeldLine) -> dict[str, object]:
    return {
        "number": str(held.number),
        "kind": held.kind.value,
        "degree": held.degree.value if held.degree else "",
        "from_day": held.from_day,
        "until_day": held.until_day,
        "issuer": held.issuer,
        "note": held.note,
    }


@bp.route("/documents/<public_id>/withdraw", methods=["GET", "POST"])
@policy("hours.own", load=own_document)
def withdraw_document(held: HeldLine) -> ResponseReturnValue:
    """Take a document out of every count, saying why; its history stays."""
    form = WhyForm(data={"number": str(held.number)})
    if form.validate_on_submit():
        seen, who, me = Seen(held.public_id, form.seen), by(form.why.data), the_viewer().id
        if tried(form, lambda session: documents.withdraw(session, me, seen, who)):
            done = "The document is withdrawn and counts nowhere."
            return tell(done, url_for("hours.documents_index"))
    return render_template(
        "hours/withdraw_document.html", form=form, held=held, words=words
    ), code_of(form)
