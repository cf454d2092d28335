"""Which quizzes have questions to look at: counted beside the requests, one quiz at a time.

Counting reads all answers to a quiz, so no page does it for a list: `flask work` keeps the
numbers, and a page of results counts anew for its own quiz.
"""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from course import clock, db
from course.quizzes.models import Quiz
from course.studio.models import QuizLook
from course.studio.service import results

#: A number is at most about this old, where `flask work` keeps running.
EVERY = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Look:
    """A quiz of which so many questions stand out."""

    slug: str
    title: str
    questions: int


def looks(session: Session) -> list[Look]:
    """Return the quizzes in use with questions to look at, those with the most first."""
    query = (
        select(Quiz.slug, Quiz.title, QuizLook.questions)
        .join(QuizLook, QuizLook.quiz_id == Quiz.id)
        .where(Quiz.retired_at.is_(None), QuizLook.questions > 0)
        .order_by(QuizLook.questions.desc(), Quiz.title)
    )
    return [Look(*row) for row in session.execute(query)]


def look_again() -> int:
    """Count the questions of the quiz whose number is oldest; return how many were counted."""
    now = clock.now()
    quiz_id = _oldest(db.session(), now - EVERY)
    if quiz_id is None:
        return 0
    session = db.session()
    found = results.questions(session, quiz_id, results.dropped(session, quiz_id))
    number = sum(bool(one.reasons) for one in found)
    with db.writing() as session:
        row = session.get(QuizLook, quiz_id) or QuizLook(quiz_id=quiz_id)
        row.at, row.questions = now, number
        session.add(row)
    return 1


def _oldest(session: Session, before: dt.datetime) -> int | None:
    query = (
        select(Quiz.id)
        .outerjoin(QuizLook, QuizLook.quiz_id == Quiz.id)
        .where(Quiz.retired_at.is_(None), or_(QuizLook.at.is_(None), QuizLook.at <= before))
        .order_by(QuizLook.at.is_not(None), QuizLook.at, Quiz.id)
        .limit(1)
    )
    return session.scalar(query)
