"""An attempt: its questions, saving, overview, submitting, review."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from course import clock, db
from course.curriculum import service as curriculum
from course.errors import NotFound, Refused
from course.permissions import policy, the_viewer
from course.permissions.viewer import current_viewer
from course.quizzes import rules
from course.quizzes.page import Unread, question_page, review_page
from course.quizzes.service import answers, closing, read
from course.quizzes.service.answers import Slot, Stale, own_slot
from course.quizzes.service.read import Head, own_attempt
from course.quizzes.shown import answer_lines
from course.quizzes.states import AttemptState
from course.quizzes.tokens import Misread, to_wire, tokens
from course.quizzes.views.input import from_form, from_json, same
from course.sources.service import edition

bp = Blueprint("attempts", __name__, url_prefix="/attempts/<public_id>")


def _settled(head: Head) -> Head:
    """Return the attempt as it is now: an overdue one is closed when its owner looks."""
    if not closing.settle(head.id, head.clocked):
        return head
    again = own_attempt(db.session(), current_viewer(), head.public_id)
    if again is None:
        raise NotFound("There is no such page, or it is not yours to see.")
    return again


def _to_review(head: Head) -> ResponseReturnValue:
    return redirect(url_for(".review", public_id=head.public_id), code=303)


@bp.get("")
@policy("attempt.read", load=own_attempt)
def show(head: Head) -> ResponseReturnValue:
    """Go to where the attempt is: its first open question, or its review."""
    head = _settled(head)
    if head.state != AttemptState.OPEN:
        return _to_review(head)
    steps = read.steps(db.session(), head.id)
    number = next((step.number for step in steps if not step.answered), steps[-1].number)
    return redirect(url_for(".question", public_id=head.public_id, number=number), code=303)


@bp.get("/questions/<int:number>")
@policy("attempt.read", load=own_slot)
def question(slot: Slot) -> ResponseReturnValue:
    """Show one question with its saved answer."""
    return _question(slot)


def _question(slot: Slot, unread: Unread | None = None) -> ResponseReturnValue:
    head = own_attempt(db.session(), the_viewer(), slot.public_id)
    if head is None:
        raise NotFound("There is no such page, or it is not yours to see.")
    head = _settled(head)
    if head.state != AttemptState.OPEN:
        return _to_review(head)
    page = question_page(db.session(), head, slot, clock.now(), unread)
    code = unread.wrong.status if unread else 200
    return render_template("quizzes/question.html", page=page, head=head), code


@bp.post("/answers")
@policy("attempt.answer")
def save(public_id: str) -> ResponseReturnValue:
    """Save one answer for a script of ours: 200 after the commit, 409 with both versions."""
    arrived = clock.now()
    sent = from_json(request.get_json(silent=True))
    slot = own_slot(db.session(), the_viewer(), public_id, sent.slot)
    if slot is None:
        raise NotFound("There is no such question in an attempt of yours.")
    new = sent.save(slot, arrived)
    try:
        with db.writing() as session:
            saved = answers.save(session, slot.attempt_id, slot.number, new)
    except Stale as stale:
        return _stale_json(slot, stale), 409
    return {
        "saved_seq": saved.seq,
        "saved_at": saved.at.isoformat(),
        "remaining_ms": saved.remaining_ms,
    }


def _stale_json(slot: Slot, stale: Stale) -> dict[str, object]:
    item, token = slot.question.item, tokens(slot.public_id, slot.number)
    return {
        "error": "stale",
        "message": str(stale),
        "saved_seq": stale.seq,
        "saved_at": stale.at.isoformat(),
        "saved_answer": answer_lines(item, slot.order, stale.response),
        "saved_sent": to_wire(token, item, stale.response),
    }


@bp.post("/questions/<int:number>")
@policy("attempt.answer", load=own_slot)
def answer(slot: Slot) -> ResponseReturnValue:
    """Save one answer by a plain form, and go where the button said."""
    arrived = clock.now()
    sent = from_form(slot)
    try:
        new = sent.save(slot, arrived)
    except Misread as wrong:
        return _question(slot, Unread(sent.answer, wrong))
    stored = read.answer(db.session(), slot.attempt_id, slot.number)
    if same(stored, new):
        # Next on a page where nothing was changed: there is nothing to save.
        return redirect(sent.target(slot), code=303)
    try:
        with db.writing() as session:
            answers.save(session, slot.attempt_id, slot.number, new)
    except Stale as stale:
        page = sent.both(stale, slot)
        return render_template("quizzes/stale.html", slot=slot, page=page), 409
    return redirect(sent.target(slot), code=303)


@bp.get("/overview")
@policy("attempt.read", load=own_attempt)
def overview(head: Head) -> ResponseReturnValue:
    """Show what is answered and what is not, before the submission."""
    head = _settled(head)
    if head.state != AttemptState.OPEN:
        return _to_review(head)
    steps = read.steps(db.session(), head.id)
    left = rules.remaining_ms(head.clocked, clock.now())
    return render_template("quizzes/overview.html", head=head, steps=steps, remaining_ms=left)


@bp.post("/submit")
@policy("attempt.answer", load=own_attempt)
def submit(head: Head) -> ResponseReturnValue:
    """Submit in one block, grade in a second, and go to the review."""
    if head.state == AttemptState.VOID:
        raise Refused("This attempt was taken out of the count.")
    closing.close(head.id, the_viewer().id)
    return _to_review(head)


@bp.get("/review")
@policy("attempt.read", load=own_attempt)
def review(head: Head) -> ResponseReturnValue:
    """Show the result with the reason for every option, once it is released."""
    head = _settled(head)
    if head.state == AttemptState.OPEN:
        return redirect(url_for(".show", public_id=head.public_id), code=303)
    if not rules.released(head.state):
        raise Refused("The result of this attempt is not there yet.")
    session = db.session()
    token = edition(session)
    page = review_page(head, read.graded(session, token, head.id))
    return render_template(
        "quizzes/review.html",
        page=page,
        head=head,
        places=curriculum.lessons_of_objectives(session, token),
        entries=curriculum.apa_entries(session, token),
    )
