"""An attempt: its questions, saving, overview, submitting, review."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import clock, db
from course.curriculum import service as curriculum
from course.errors import NotFound, Refused
from course.permissions import policy, the_viewer
from course.permissions.viewer import current_viewer
from course.quizzes import rules
from course.quizzes.page import Unread, question_page
from course.quizzes.result import review_page
from course.quizzes.schemas import QuizFile
from course.quizzes.service import answers, closing, moving, read
from course.quizzes.service.accommodations import terms_of
from course.quizzes.service.answers import Save, Stale
from course.quizzes.service.moving import By
from course.quizzes.service.read import Head, own_attempt
from course.quizzes.service.slots import Slot, own_slot
from course.quizzes.service.twice import once
from course.quizzes.shown import answer_lines
from course.quizzes.states import AttemptState
from course.quizzes.tokens import Misread, to_wire, tokens
from course.quizzes.views.input import from_form, from_json, same
from course.sources.service import edition

bp = Blueprint("attempts", __name__, url_prefix="/attempts/<public_id>")


def settled(head: Head) -> Head:
    """Return the attempt as it is now: an overdue one is closed when its owner looks."""
    return _again(head.public_id) if closing.settle(head.id, head.clocked) else head


def _again(public_id: str) -> Head:
    head = own_attempt(db.session(), current_viewer(), public_id)
    if head is None:
        raise NotFound("There is no such page, or it is not yours to see.")
    return head


def to_review(head: Head) -> ResponseReturnValue:
    """Go to what an attempt that is not open has to say: its review, or an exam's report."""
    page = "exams.report" if head.file.is_exam else "attempts.review"
    return redirect(url_for(page, public_id=head.public_id), code=303)


@bp.get("")
@policy("attempt.read", load=own_attempt)
def show(head: Head) -> ResponseReturnValue:
    """Go to where the attempt is: its first open question, or its review."""
    head = settled(head)
    if head.state != AttemptState.OPEN:
        return to_review(head)
    number = head.reached or _first_open(head)
    return redirect(first_page(head.public_id, head.file, number), code=303)


def first_page(public_id: str, file: QuizFile, number: int) -> str:
    """Return where a question is answered: with scripts all come at once, shown one at a time."""
    scripted = "scripts" in request.values and not file.is_sequential
    if file.pages == "all" or scripted:
        # A new attempt needs no fragment: it begins with its first question.
        anchor = f"question-{number}" if number > 1 else None
        return url_for("attempts.whole", public_id=public_id, _anchor=anchor)
    return url_for("attempts.question", public_id=public_id, number=number)


def _first_open(head: Head) -> int:
    steps = read.steps(db.session(), head.id)
    return next((step.number for step in steps if not step.answered), steps[-1].number)


@bp.get("/questions/<int:number>")
@policy("attempt.read", load=own_slot)
def question(slot: Slot) -> ResponseReturnValue:
    """Show one question with its saved answer."""
    return _question(slot)


def _question(slot: Slot, unread: Unread | None = None) -> ResponseReturnValue:
    head = settled(_again(slot.public_id))
    if head.state != AttemptState.OPEN:
        return to_review(head)
    if head.file.pages == "all":
        place = url_for(".whole", public_id=head.public_id, _anchor=f"question-{slot.number}")
        return redirect(place, code=303)
    if head.reached not in {None, slot.number}:
        place = url_for(".question", public_id=head.public_id, number=head.reached)
        return redirect(place, code=303)
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
    answers.check_certainty(slot, sent.certainty)
    new = sent.save(slot, arrived)
    try:
        saved = once(lambda session: answers.save(session, slot.attempt_id, slot.number, new))
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
    answers.check_certainty(slot, sent.certainty)
    try:
        new = sent.save(slot, arrived)
    except Misread as wrong:
        return _question(slot, Unread(sent.answer, wrong))
    stored = read.answer(db.session(), slot.attempt_id, slot.number)
    # Next on a page where nothing was changed: there is nothing to save.
    to_save = None if same(stored, new) else new
    going_on = slot.file.is_sequential and sent.go == "next" and slot.number < slot.count
    try:
        if to_save is not None or going_on:
            _save_and_go_on(slot, to_save, going_on=going_on)
    except Stale as stale:
        page = sent.both(stale, slot)
        return render_template("quizzes/stale.html", slot=slot, page=page), 409
    return redirect(sent.target(slot), code=303)


def _save_and_go_on(slot: Slot, new: Save | None, *, going_on: bool) -> None:
    by = By(the_viewer().id, clock.now())

    def act(session: Session) -> None:
        if new is not None:
            answers.save(session, slot.attempt_id, slot.number, new)
        if going_on:
            moving.advance(session, slot.attempt_id, slot.number, by)

    once(act)


@bp.get("/overview")
@policy("attempt.read", load=own_attempt)
def overview(head: Head) -> ResponseReturnValue:
    """Show what is answered and what is not, before the submission."""
    head = settled(head)
    if head.state != AttemptState.OPEN:
        return to_review(head)
    steps = read.steps(db.session(), head.id)
    left = rules.remaining_ms(head.clocked, clock.now())
    return render_template("quizzes/overview.html", head=head, steps=steps, remaining_ms=left)


@bp.post("/submit")
@policy("attempt.answer", load=own_attempt)
def submit(head: Head) -> ResponseReturnValue:
    """Submit in one block, grade in a second, and go to the review; a script gets it at once."""
    if head.state == AttemptState.VOID:
        raise Refused("This attempt was taken out of the count.")
    closing.close(head.id, the_viewer().id)
    if "X-Fragment" not in request.headers or head.file.is_exam:
        return to_review(head)
    place = url_for(".review", public_id=head.public_id)
    return _review(_again(head.public_id)), 200, {"Content-Location": place}


@bp.get("/review")
@policy("attempt.read", load=own_attempt)
def review(head: Head) -> ResponseReturnValue:
    """Show of the result what is released: by default all, with the reason for every option."""
    head = settled(head)
    if head.state == AttemptState.OPEN:
        return redirect(url_for(".show", public_id=head.public_id), code=303)
    if head.state == AttemptState.VOID:
        raise Refused("This attempt was taken out of the count.")
    return _review(head)


def _review(head: Head) -> str:
    session = db.session()
    token = edition(session)
    graded = read.graded(session, token, head.id)
    terms = terms_of(session, the_viewer().id, head.quiz_id, head.file)
    closes_at = rules.latest(head.closes_at, terms.closes_at)
    page = review_page(head, graded, closes_at, clock.now())
    return render_template(
        "quizzes/review.html",
        page=page,
        head=head,
        places=curriculum.lessons_of_objectives(session, token),
        entries=curriculum.apa_entries(session, token),
    )
