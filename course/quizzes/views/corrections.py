"""Correcting a question of a quiz: first what would change, then the change, for a reason."""

from dataclasses import dataclass
from decimal import Decimal

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import clock, db
from course.errors import Refused
from course.permissions import Viewer, policy, the_viewer
from course.quizzes.forms import WhyForm
from course.quizzes.service import correcting, corrections, histories, planning
from course.quizzes.service import start as starting
from course.quizzes.service.corrections import Change, Decision
from course.quizzes.service.histories import Version
from course.quizzes.service.planning import Asking
from course.quizzes.service.start import OpenQuiz
from course.quizzes.states import CorrectionKind
from course.quizzes.views.accommodations import acting
from course.quizzes.views.handling import any_quiz
from course.sources.service import edition

bp = Blueprint("corrections", __name__)
#: Changes listed on the page; the counts are of all.
_LISTED = 50


@dataclass(frozen=True)
class OpenQuestion:
    """A question of a quiz, with its versions."""

    quiz: OpenQuiz
    id: int
    slug: str
    versions: list[Version]


def any_question(
    session: Session, viewer: Viewer | None, slug: str, question: str
) -> OpenQuestion | None:
    """Return a question beside a quiz, for those whose role corrects all of them."""
    del viewer
    quiz, question_id = starting.quiz(session, slug), histories.question_id(session, question)
    if quiz is None or question_id is None:
        return None
    found = histories.versions(session, question_id)
    return OpenQuestion(quiz, question_id, question, found)


@bp.get("/quizzes/<slug>/questions")
@policy("grade.correct", load=any_quiz)
def index(quiz: OpenQuiz) -> ResponseReturnValue:
    """List the questions that a quiz can draw, each to be corrected."""
    asking = Asking(the_viewer().id, quiz.file, clock.now())
    found = planning.supply(db.session(), asking).candidates
    fitting = [one for one in found if any(cell.fits(one) for cell in quiz.file.cells)]
    return render_template("quizzes/questions.html", quiz=quiz, questions=fitting)


@dataclass(frozen=True)
class Line:
    """What becomes of one attempt."""

    change: Change
    earned: Decimal
    possible: Decimal

    @property
    def code(self) -> str:
        """The first letters of the attempt's id."""
        return self.change.public_id[:8]

    @property
    def earned_then(self) -> Decimal:
        """What the whole attempt earns after it."""
        return self.earned + self.change.points * (self.change.new - self.change.old)


@dataclass(frozen=True)
class DryRun:
    """What a decision would do."""

    text: str
    seen: int
    changed: int
    kept: int
    lines: list[Line]


def _decision(question: OpenQuestion, text: str) -> Decision | None:
    """Return the decision behind `drop` or a version's number; None for anything else."""
    if text == "drop":
        return Decision(question.quiz.id, question.id, CorrectionKind.DROP, None)
    for version in question.versions:
        if text == str(version.number):
            return Decision(question.quiz.id, question.id, CorrectionKind.REGRADE, version.id)
    return None


def _dry_run(decision: Decision, text: str) -> DryRun:
    session = db.session()
    seen = changed = kept = 0
    first: list[Change] = []
    for one in corrections.changes(session, edition(session), decision):
        seen, changed, kept = seen + 1, changed + one.changes, kept + one.kept
        if one.changes and len(first) < _LISTED:
            first.append(one)
    sums = histories.totals(session, [one.attempt_id for one in first])
    lines = [Line(one, *sums[one.attempt_id]) for one in first]
    return DryRun(text, seen, changed, kept, lines)


@bp.get("/quizzes/<slug>/questions/<question>")
@policy("grade.correct", load=any_question)
def show(question: OpenQuestion) -> ResponseReturnValue:
    """Show what can be decided, and for `?decision=` what it would do: the dry run."""
    return _page(question, request.args.get("decision", ""), WhyForm(formdata=None)), 200


def _page(question: OpenQuestion, text: str, form: WhyForm) -> str:
    decision, run, refused = _decision(question, text), None, ""
    if decision is not None:
        try:
            run = _dry_run(decision, text)
        except Refused as error:
            refused = str(error)
    return render_template(
        "quizzes/correction.html", question=question, run=run, refused=refused, form=form
    )


@bp.post("/quizzes/<slug>/questions/<question>")
@policy("grade.correct", load=any_question)
def correct(question: OpenQuestion) -> ResponseReturnValue:
    """Carry the decision out that the dry run showed."""
    text, by, form = request.form.get("decision", ""), acting(), WhyForm()
    decision = _decision(question, text)
    if decision is None or not form.validate_on_submit():
        return _page(question, text, form), 422
    done = correcting.correct(decision, by, form.why.data or "")
    flash(f"Done: {done} grades are others now. Attempts that are graded later follow it too.")
    place = url_for(".show", slug=question.quiz.slug, question=question.slug)
    return redirect(place, code=303)
