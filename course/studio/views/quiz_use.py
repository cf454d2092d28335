"""Taking a quiz out of use, and putting it back."""

from dataclasses import replace

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course.permissions import Viewer, policy
from course.quizzes.schemas import QuizFile
from course.studio.forms import RetireForm
from course.studio.models import DraftKind
from course.studio.publishing import Unfit, publish
from course.studio.service import current, versions
from course.studio.service.current import NumberedQuiz
from course.studio.views.desk import acting, bp, faults_of, quiz_of, tell
from course.studio.views.editor import State
from course.studio.views.quiz_desk import opened_form, show
from course.studio.views.quizzes import desk_of

_KIND = DraftKind.QUIZ


@bp.post("/quizzes/<slug>/retire")
@policy("studio.write", load=quiz_of)
def retire_quiz(found: NumberedQuiz) -> ResponseReturnValue:
    """Let a quiz be started no more, with a reason."""
    slug, form, by = found.quiz.slug, RetireForm(), acting()
    state = State(found.text, found.number, retire=form, form=opened_form(found.text))
    if not form.validate_on_submit():
        return show(desk_of(found), state, 422)
    why = form.why.data or ""
    try:
        publish(
            {("quiz", slug): None},
            lambda session: versions.retire(session, by, _KIND, slug, why),
        )
    except Unfit as unfit:
        return show(desk_of(found), replace(state, faults=faults_of(unfit.problems)), 422)
    done = f"{found.quiz.file.title} is retired. Attempts that were begun go on."
    return tell(done, url_for("studio.index"))


def _retired(session: Session, viewer: Viewer | None, slug: str) -> QuizFile | None:
    del viewer  # The policy lets in who may write all of it.
    return current.retired_quiz(session, slug)


@bp.post("/quizzes/<slug>/restore")
@policy("studio.write", load=_retired)
def restore_quiz(file: QuizFile) -> ResponseReturnValue:
    """Put a retired quiz back into use."""
    by, thing = acting(), versions.quiz_thing(file)
    try:
        publish(
            {("quiz", file.slug): thing},
            lambda session: versions.restore(session, by, _KIND, file.slug),
        )
    except Unfit as unfit:
        faults = "; ".join(map(str, faults_of(unfit.problems)))
        flash(f"{file.title} cannot be put back: {faults}", "care")
        return redirect(url_for("studio.index"), code=303)
    return tell(f"{file.title} is in use again.", url_for("studio.quiz", slug=file.slug))
