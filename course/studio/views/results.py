"""The results of a quiz: how many, how well, and which questions to look at."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import db
from course.permissions import Viewer, policy
from course.psychometrics import rules as statistics
from course.studio.rules import SENTENCES, TOO_FEW
from course.studio.service import chosen, current, results
from course.studio.service.current import NumberedQuiz, OpenQuestion
from course.studio.views.desk import bp, may_write, quiz_of

_BINS = 10
#: The plot in its own units: width of a bar with its gap, height of the highest bar.
_STEP, _HEIGHT = 60, 160


@dataclass(frozen=True)
class Bar:
    """A bar of the plot: which shares, how many, and where it is drawn."""

    label: str
    count: int
    x: int
    height: int


def bars(counts: list[int]) -> list[Bar]:
    """Return the bars of a histogram of shares, the highest as high as the plot."""
    most = max(counts, default=0) or 1
    size = 100 // len(counts)
    return [
        Bar(
            f"{place * size} to {(place + 1) * size} %",
            count,
            place * _STEP,
            round(_HEIGHT * count / most),
        )
        for place, count in enumerate(counts)
    ]


def _is_first() -> bool:
    return request.args.get("attempts") != "all"


@bp.get("/quizzes/<slug>/results")
@policy("studio.read", load=quiz_of)
def quiz_results(found: NumberedQuiz) -> ResponseReturnValue:
    """Show attempts, scores and questions of a quiz, from counts."""
    session, first = db.session(), _is_first()
    shares = results.scores(session, found.quiz.id, first=first)
    mean, sd = statistics.mean_and_sd(shares)
    dropped = results.dropped(session, found.quiz.id)
    questions = results.questions(session, found.quiz.id, dropped, first=first)
    return render_template(
        "studio/results.html",
        found=found,
        first=first,
        n=sum(shares.values()),
        mean=mean,
        sd=sd,
        bars=bars(statistics.bins(shares, _BINS)),
        questions=questions,
        to_look_at=[one for one in questions if one.reasons],
        dropped=dropped,
        sentences=SENTENCES,
        too_few=TOO_FEW,
        enough=statistics.ENOUGH,
        enough_for_a_look=statistics.ENOUGH_FOR_A_LOOK,
    )


@dataclass(frozen=True)
class QuizQuestion:
    """A question within a quiz."""

    quiz: NumberedQuiz
    question: OpenQuestion


def _quiz_question(
    session: Session, viewer: Viewer | None, slug: str, question: str
) -> QuizQuestion | None:
    del viewer  # The policy lets in who may read all of it.
    quiz, found = current.quiz(session, slug), current.question(session, question)
    return QuizQuestion(quiz, found) if quiz and found else None


@bp.get("/quizzes/<slug>/results/<question>")
@policy("studio.read", load=_quiz_question)
def question_results(found: QuizQuestion) -> ResponseReturnValue:
    """Show what was chosen in one question of a quiz."""
    session, first, quiz = db.session(), _is_first(), found.quiz.quiz
    slug, dropped = found.question.slug, results.dropped(session, quiz.id)
    mine = results.questions(session, quiz.id, dropped, first=first, only=slug)
    return render_template(
        "studio/question_results.html",
        found=found,
        first=first,
        result=next(iter(mine), None),
        is_dropped=slug in [one.slug for one in dropped],
        versions=chosen.versions(session, quiz.id, slug, first=first),
        sentences=SENTENCES,
        too_few=TOO_FEW,
        enough=statistics.ENOUGH,
        may_write=may_write(),
    )
