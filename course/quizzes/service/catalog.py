"""Finding quizzes."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.quizzes.models import Quiz


@dataclass(frozen=True)
class QuizLine:
    """A quiz in a list."""

    slug: str
    title: str
    module: str | None


def quiz_of_module(session: Session, module: str) -> QuizLine | None:
    """Return the quiz that closes a module, None when it has none."""
    query = select(Quiz.slug, Quiz.title, Quiz.module)
    row = session.execute(query.where(Quiz.module == module, Quiz.retired_at.is_(None))).first()
    return None if row is None else QuizLine(*row)


def quizzes(session: Session) -> list[QuizLine]:
    """Return every quiz that is not retired, by title."""
    query = select(Quiz.slug, Quiz.title, Quiz.module).where(Quiz.retired_at.is_(None))
    return [QuizLine(*row) for row in session.execute(query.order_by(Quiz.title, Quiz.id))]
