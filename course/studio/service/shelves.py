"""What stands in the studio: banks with their numbers, and quizzes."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from course.curriculum.models import Module
from course.questions.models import Bank, Question
from course.quizzes.models import Quiz
from course.studio.models import QuizLook


@dataclass(frozen=True)
class BankLine:
    """A bank in a list: how many questions are in use, and how many are retired."""

    slug: str
    title: str
    questions: int
    retired: int


def banks(session: Session) -> list[BankLine]:
    """Return every bank by title."""
    query = (
        select(
            Bank.slug,
            Bank.title,
            func.count(Question.id).filter(Question.retired_at.is_(None)),
            func.count(Question.id).filter(Question.retired_at.is_not(None)),
        )
        .outerjoin(Question, Question.bank_id == Bank.id)
        .where(Bank.retired_at.is_(None))
        .group_by(Bank.id, Bank.slug, Bank.title)
        .order_by(Bank.title, Bank.slug)
    )
    return [BankLine(*row) for row in session.execute(query)]


@dataclass(frozen=True)
class QuizLine:
    """A quiz in a list, with the module it closes, if any."""

    slug: str
    title: str
    number: int | None
    module: str | None
    retired: bool
    #: Questions to look at, as they were last counted; None before that.
    looks: int | None


def quizzes(session: Session) -> list[QuizLine]:
    """Return every quiz, those of no module first, then in the order of the modules."""
    query = (
        select(
            Quiz.slug,
            Quiz.title,
            Module.number,
            Module.title,
            Quiz.retired_at.is_not(None),
            QuizLook.questions,
        )
        .outerjoin(QuizLook, QuizLook.quiz_id == Quiz.id)
        .outerjoin(Module, Module.slug == Quiz.module)
        .order_by(Module.number.is_not(None), Module.number, Quiz.title, Quiz.slug)
    )
    return [QuizLine(*row) for row in session.execute(query)]
