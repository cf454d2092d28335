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


def quizzes(session: Session) -> dict[int, QuizLine]:
    """Return every quiz in use by its id, by title."""
    query = select(Quiz.id, Quiz.slug, Quiz.title, Quiz.module).where(Quiz.retired_at.is_(None))
    rows = session.execute(query.order_by(Quiz.title, Quiz.id))
    return {row.id: QuizLine(row.slug, row.title, row.module) for row in rows}


def quiz_of_module(session: Session, module: str) -> QuizLine | None:
    """Return the quiz that closes a module, None when it has none."""
    query = select(Quiz.slug, Quiz.title, Quiz.module)
    row = session.execute(query.where(Quiz.module == module, Quiz.retired_at.is_(None))).first()
    return None if row is None else QuizLine(*row)
