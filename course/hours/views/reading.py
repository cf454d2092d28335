"""A trainee's hours and documents, to read: for the supervisor in charge today and directors."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import db
from course.hours import words
from course.hours.service import histories, listing, papers
from course.hours.service.listing import Listed
from course.hours.service.papers import HeldLine
from course.hours.views.boards import asked_filter, pages
from course.hours.views.boards import trainee_hours as bp
from course.hours.views.entries import OVERLAP
from course.people.service import TraineeRow, visible_trainee
from course.people.service.seeing import today
from course.permissions import Viewer, policy, the_viewer


@bp.get("/trainees/<public_id>/hours")
@policy("hours.read", load=visible_trainee)
def index(trainee: TraineeRow) -> ResponseReturnValue:
    """List a trainee's hours to those in charge."""
    session, wanted = db.session(), asked_filter()
    after, before = request.args.get("after"), request.args.get("before")
    page = listing.entry_page(session, trainee.id, wanted, after=after, before=before)
    return render_template(
        "hours/index.html",
        trainee=trainee,
        entries=page.entries,
        pages=pages(page, "trainee_hours.index", wanted, public_id=trainee.public_id),
        wanted=wanted,
        totals=listing.totals(session, trainee.id),
        twice=listing.told_twice(session, trainee.id, [one.day for one in page.entries]),
        words=words,
    )


@dataclass(frozen=True)
class TheirEntry:
    """An entry, and whose it is."""

    trainee: TraineeRow
    entry: Listed


def _their_entry(
    session: Session, viewer: Viewer | None, public_id: str, entry: str
) -> TheirEntry | None:
    trainee = visible_trainee(session, viewer, public_id)
    found = listing.one(session, trainee.id, entry) if trainee else None
    return TheirEntry(trainee, found) if trainee and found else None


@bp.get("/trainees/<public_id>/hours/<entry>")
@policy("hours.read", load=_their_entry)
def show(theirs: TheirEntry) -> ResponseReturnValue:
    """Show one entry of a trainee with all that happened to it."""
    entry = theirs.entry
    twice = listing.told_twice(db.session(), theirs.trainee.id, [entry.day])
    return render_template(
        "hours/show.html",
        trainee=theirs.trainee,
        entry=entry,
        history=histories.of_entry(db.session(), entry.id),
        overlap=OVERLAP if entry.public_id in twice else "",
        warnings=[],
        words=words,
        can_change=False,
    )


@bp.get("/trainees/<public_id>/documents")
@policy("hours.read", load=visible_trainee)
def documents(trainee: TraineeRow) -> ResponseReturnValue:
    """List a trainee's documents to those in charge."""
    held = papers.held(db.session(), trainee.id)
    day = today(the_viewer().zone)
    return render_template(
        "hours/documents.html", trainee=trainee, held=held, today=day, words=words
    )


@dataclass(frozen=True)
class TheirDocument:
    """A document, and whose it is."""

    trainee: TraineeRow
    held: HeldLine


def _their_document(
    session: Session, viewer: Viewer | None, public_id: str, held: str
) -> TheirDocument | None:
    trainee = visible_trainee(session, viewer, public_id)
    found = papers.one(session, trainee.id, held) if trainee else None
    return TheirDocument(trainee, found) if trainee and found else None


@bp.get("/trainees/<public_id>/documents/<held>")
@policy("hours.read", load=_their_document)
def document(theirs: TheirDocument) -> ResponseReturnValue:
    """Show one document of a trainee with all that happened to it."""
    return render_template(
        "hours/document.html",
        trainee=theirs.trainee,
        held=theirs.held,
        history=histories.of_document(db.session(), theirs.held.id),
        words=words,
        warnings=[],
    )
