"""An attempt with all its questions on one page: where the quiz says so, and for a script."""

import datetime as dt
from dataclasses import dataclass, replace

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from course import clock, db
from course.db import new_public_id
from course.digest import canonical
from course.permissions import policy, the_viewer
from course.quizzes import rules
from course.quizzes.page import taken
from course.quizzes.service import answers, read
from course.quizzes.service.answers import Stale
from course.quizzes.service.read import BLANK, Answer, Head, own_attempt
from course.quizzes.service.slots import Slot, own_slots
from course.quizzes.service.twice import once
from course.quizzes.shown import ShownField, Taking
from course.quizzes.states import AttemptState
from course.quizzes.views.attempts import bp, settled, to_review
from course.quizzes.views.input import SentForm, from_form, same


@dataclass(frozen=True)
class Question:
    """One question of the page; the names of its fields begin with its number and a dot."""

    number: int
    view: Taking
    answer: Answer
    op_id: str
    answered: bool

    @property
    def next_seq(self) -> int:
        """The sequence number that its next save carries."""
        return self.answer.seq + 1


def _slots(head: Head) -> list[Slot]:
    return own_slots(db.session(), the_viewer(), head.public_id)


@bp.get("/all")
@policy("attempt.read", load=own_attempt)
def whole(head: Head) -> ResponseReturnValue:
    """Show every question with its saved answer on one page.

    Where the quiz wants a page for each, a script of ours shows them one at a time: the way from
    one to the next then needs no network. Where there is no way back, nobody may look ahead.
    """
    head = settled(head)
    if head.state != AttemptState.OPEN:
        return to_review(head)
    if head.file.is_sequential:
        return redirect(url_for(".show", public_id=head.public_id), code=303)
    saved = read.answers(db.session(), head.id)
    questions = [_question(slot, saved.get(slot.number, BLANK)) for slot in _slots(head)]
    left = rules.remaining_ms(head.clocked, clock.now())
    page = {"questions": questions, "remaining_ms": left, "steps": head.file.pages == "one"}
    return render_template("quizzes/whole.html", head=head, page=page)


def _question(slot: Slot, answer: Answer) -> Question:
    view, start = taken(slot, answer), f"{slot.number}."
    own = replace(
        view,
        fields=tuple(replace(one, name=start + one.name) for one in view.fields),
        parts=tuple(
            replace(one, name=start + one.name) if isinstance(one, ShownField) else one
            for one in view.parts
        ),
    )
    answered = read.is_answered(canonical(answer.response))
    return Question(slot.number, own, answer, new_public_id(), answered)


@bp.post("/all")
@policy("attempt.answer", load=own_attempt)
def save_whole(head: Head) -> ResponseReturnValue:
    """Save what was changed on the page: each answer by itself, so that a stale one stops none."""
    arrived = clock.now()
    saved = read.answers(db.session(), head.id)
    stale = None
    for slot in _slots(head):
        stale = _save(slot, saved.get(slot.number, BLANK), arrived) or stale
    if stale is not None:
        slot, sent, newer = stale
        page = sent.both(newer, slot)
        return render_template("quizzes/stale.html", slot=slot, page=page), 409
    target = ".overview" if request.form.get("go") == "overview" else ".whole"
    return redirect(url_for(target, public_id=head.public_id), code=303)


_Both = tuple[Slot, SentForm, Stale]


def _save(slot: Slot, stored: Answer, arrived: dt.datetime) -> _Both | None:
    """Save one answer of the page. Returns both sides when a newer one is stored."""
    sent = _part(slot)
    answers.check_certainty(slot, sent.certainty if sent else None)
    if sent is None or same(stored, new := sent.save(slot, arrived)):
        return None
    try:
        once(lambda session: answers.save(session, slot.attempt_id, slot.number, new))
    except Stale as newer:
        return slot, sent, newer
    return None


def _part(slot: Slot) -> SentForm | None:
    """Return what the page sent for one question, read as the form of that question alone."""
    whole_form, start = request.form, f"{slot.number}."
    mine = [
        (name.removeprefix(start), value)
        for name, value in whole_form.items(multi=True)
        if name.startswith(start)
    ]
    if not mine:
        return None
    request.form = MultiDict(mine)  # type: ignore[assignment]
    try:
        return from_form(slot)
    finally:
        request.form = whole_form
