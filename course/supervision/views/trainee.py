"""A trainee's page, for the supervisor in charge today and for directors."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import clock, db
from course.comments import notes
from course.comments import service as comments
from course.curriculum import service as curriculum
from course.exams import page as exams
from course.goals.standing import standings
from course.hours import words
from course.people.service import TraineeRow, visible_trainee
from course.permissions import Viewer, policy, the_viewer
from course.progress.page import results
from course.quizzes import rules as quiz_rules
from course.quizzes.result import review_page
from course.quizzes.service import read
from course.quizzes.service.accommodations import terms_of
from course.quizzes.service.read import Head
from course.quizzes.states import AttemptState
from course.sources.service import edition
from course.supervision import rules
from course.supervision.forms import LeaveForm, TextForm
from course.supervision.service import leaves, since, subjects
from course.supervision.views.boards import charge, here
from course.supervision.views.boards import supervision as bp
from course.web.posting import with_ids


@bp.get("/trainees/<public_id>")
@policy("progress.read", load=visible_trainee)
def trainee(row: TraineeRow) -> ResponseReturnValue:
    """Show a trainee's work to the supervisor in charge today, or to a director."""
    return page(row)


def page(row: TraineeRow, **sent: Any) -> str:
    """Return the page; a form that came back with mistakes replaces its empty one."""
    session, me, now = db.session(), the_viewer(), clock.now()
    today, _ = here()
    in_charge = charge(session, me, row.public_id) is not None
    return render_template(
        "supervision/trainee.html",
        row=row,
        in_charge=in_charge,
        attempts=since.attempts(session, row.id),
        entries=since.entries(session, row.id),
        missed=since.missed(session, row.id, now - rules.LATELY),
        places=curriculum.lessons_of_objectives(session, edition(session)),
        leaves=leaves.standing(session, row.id, today),
        standings=standings(session, row.id, today),
        words=words,
        own=_own(session, me, row, sent) if in_charge else None,
        leave_form=sent.get("leave") or with_ids(LeaveForm(formdata=None), "leave"),
        **results(session, row.id),
    )


def _own(session: Session, me: Viewer, row: TraineeRow, sent: dict[str, Any]) -> dict[str, Any]:
    """Return what is the supervisor's own on the page: threads, notes, what is new to them."""
    today, zone = here()
    last = since.reviewed_at(session, me.id, row.id)
    began = dt.datetime.combine(row.from_day, dt.time.min, zone)
    threads = comments.threads(session, me.id, today, of_trainee=row.id, most=10)
    keys = [comments.Thread(one.trainee_id, one.kind, one.subject) for one in threads]
    titles = subjects.subjects(session, keys)
    return {
        "reviewed_at": last,
        "news": since.news(session, row.id, last or began),
        "threads": [
            (line, titles[key]) for line, key in zip(threads, keys, strict=True) if key in titles
        ],
        "notes": notes.own(session, me.id, row.id),
        "note_form": sent.get("note") or with_ids(TextForm(formdata=None), "note"),
    }


def back(row: TraineeRow, done: str, anchor: str | None = None) -> ResponseReturnValue:
    """Say what was done and show the trainee again."""
    flash(done)
    return redirect(url_for(".trainee", public_id=row.public_id, _anchor=anchor), code=303)


@bp.post("/trainees/<public_id>/reviewed")
@policy("trainee.supervise", load=charge)
def mark_reviewed(row: TraineeRow) -> ResponseReturnValue:
    """Mark the trainee's work as reviewed by now: what comes later is new."""
    with db.writing() as session:
        since.mark_reviewed(session, the_viewer().id, row.id, clock.now())
    return back(row, "Marked as reviewed.")


@dataclass(frozen=True)
class Looked:
    """A graded attempt of a trainee in the viewer's charge."""

    row: TraineeRow
    head: Head


def charged_attempt(
    session: Session, viewer: Viewer | None, public_id: str, attempt: str
) -> Looked | None:
    """Return a released attempt of a trainee in the viewer's charge today."""
    row = charge(session, viewer, public_id)
    head = read.attempt_of(session, row.id, attempt) if row else None
    if row is None or head is None or head.state != AttemptState.GRADED:
        return None
    return Looked(row, head)


@bp.get("/trainees/<public_id>/attempts/<attempt>")
@policy("trainee.supervise", load=charged_attempt)
def review(looked: Looked) -> ResponseReturnValue:
    """Show the review of a graded attempt of a trainee in one's charge."""
    session, head = db.session(), looked.head
    token = edition(session)
    terms = terms_of(session, looked.row.id, head.quiz_id, head.file)
    closes_at, now = quiz_rules.latest(head.closes_at, terms.closes_at), clock.now()
    return render_template(
        "quizzes/review.html",
        page=review_page(head, read.graded(session, token, head.id), closes_at, now),
        lines=exams.domain_lines(session, looked.row.id, head, now),
        head=head,
        trainee=looked.row,
        places=curriculum.lessons_of_objectives(session, token),
        entries=curriculum.apa_entries(session, token),
    )
