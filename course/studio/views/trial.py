"""A quiz taken as a trainee takes it, without a trace: the page carries everything itself."""

import re
import secrets
from dataclasses import dataclass
from decimal import Decimal

from flask import render_template, request
from flask.typing import ResponseReturnValue

from course import clock, db, items
from course.errors import Invalid
from course.permissions import policy
from course.questions.service import Pinned
from course.quizzes import rules
from course.quizzes.rules import Earned
from course.quizzes.service import planning
from course.quizzes.service.planning import Asking
from course.quizzes.shown import Reviewed, reviewed, taking
from course.quizzes.tokens import Misread, Response, Tokens, sent_by_form, to_response, tokens
from course.sources.service import edition
from course.studio.service.current import NumberedQuiz
from course.studio.service.draws import NOBODY
from course.studio.views.desk import bp, quiz_of

_SEED = re.compile(r"[0-9a-f]{32}")
_HELD = re.compile(r"(\d{1,3})\|(.{0,2000})", re.DOTALL)

Held = dict[int, list[str]]


@dataclass(frozen=True)
class Trial:
    """A draw that was written nowhere, and the answers so far as pages send them."""

    seed: str
    slots: tuple[Pinned, ...]
    held: Held
    #: Whether every attempt has an order of its own.
    shuffle: bool

    def token(self, number: int) -> Tokens:
        """Return what makes the tokens of a question."""
        return tokens(f"trial-{self.seed}", number)

    def order(self, number: int) -> dict[str, list[str]]:
        """Return the order in which a question's options are shown."""
        slot = self.slots[number - 1]
        return items.shown_order(slot.item, f"{self.seed}:{number}" if self.shuffle else slot.slug)

    def response(self, number: int) -> Response:
        """Return the answer to a question. Raises Misread for what is none."""
        item = self.slots[number - 1].item
        return to_response(self.token(number), item, self.held.get(number, ()))


@bp.get("/quizzes/<slug>/trial")
@policy("studio.read", load=quiz_of)
def trial(found: NumberedQuiz) -> ResponseReturnValue:
    """Say what a trial is, before it begins."""
    asking = Asking(NOBODY, found.quiz.file, clock.now())
    ready = planning.readiness(db.session(), asking)
    return render_template("studio/trial.html", found=found, ready=ready)


@bp.post("/quizzes/<slug>/trial")
@policy("studio.read", load=quiz_of)
def take(found: NumberedQuiz) -> ResponseReturnValue:
    """Show the next question of a trial, or its review. Nothing is stored."""
    go = request.form.get("go", "begin")
    if go == "begin":
        return _question(found, _drawn(found, secrets.token_hex(16), {}), 1)
    made = _drawn(found, _seed(), _held())
    number = _number(made)
    made.held[number] = sent_by_form(request.form)
    try:
        made.response(number)
    except Misread as wrong:
        return _question(found, made, number, wrong)
    if go == "finish":
        return _review(found, made)
    step = {"next": 1, "back": -1}.get(go, 0)
    return _question(found, made, max(1, min(len(made.slots), number + step)))


def _drawn(found: NumberedQuiz, seed: str, held: Held) -> Trial:
    session = db.session()
    asking = Asking(NOBODY, found.quiz.file, clock.now())
    plan = planning.plan(session, edition(session), asking, seed)
    return Trial(seed, plan.slots, held, shuffle=found.quiz.file.shuffle)


def _seed() -> str:
    seed = request.form.get("seed", "")
    if not _SEED.fullmatch(seed):
        raise Invalid("seed: this form is not one of ours. Begin the trial again.")
    return seed


def _number(made: Trial) -> int:
    text = request.form.get("number", "")
    if not text.isdecimal() or not 1 <= int(text[:4]) <= len(made.slots):
        raise Invalid(f"number: must be a whole number from 1 to {len(made.slots)}.")
    return int(text)


def _held() -> Held:
    held: Held = {}
    for one in request.form.getlist("held"):
        found = _HELD.fullmatch(one)
        if found is None:
            raise Invalid("held: this form is not one of ours. Begin the trial again.")
        held.setdefault(int(found[1]), []).append(found[2])
    return held


def _question(
    found: NumberedQuiz, made: Trial, number: int, wrong: Misread | None = None
) -> ResponseReturnValue:
    item = made.slots[number - 1].item
    sent = made.held.get(number, [])
    others = [f"{at}|{one}" for at, all_ in made.held.items() if at != number for one in all_]
    page = render_template(
        "studio/trial_question.html",
        found=found,
        made=made,
        number=number,
        count=len(made.slots),
        slot=made.slots[number - 1],
        view=taking(item, made.order(number), made.token(number), sent, wrong),
        others=others,
    )
    return page, 422 if wrong else 200


@dataclass(frozen=True)
class TrialSlot:
    """A question of a trial with its reasons."""

    number: int
    slug: str
    view: Reviewed


def _review(found: NumberedQuiz, made: Trial) -> ResponseReturnValue:
    slots, earned = [], []
    for number, slot in enumerate(made.slots, 1):
        view = reviewed(slot.item, made.order(number), made.response(number))
        slots.append(TrialSlot(number, slot.slug, view))
        earned.append(Earned(Decimal(slot.item.points), view.fraction))
    fraction = rules.total(earned)
    return render_template("studio/trial_review.html", found=found, slots=slots, fraction=fraction)
