"""Finding quizzes."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.quizzes.models import Quiz, QuizVersion
from course.quizzes.schemas import QuizFile, parsed
from course.web.cache import kept


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


@dataclass(frozen=True)
class ExamLine:
    """A mock exam or pre-test that can be taken, and its file."""

    id: int
    slug: str
    file: QuizFile


def exams(session: Session, edition: str) -> tuple[ExamLine, ...]:
    """Return every exam in use: pre-tests first, then the shorter ones."""
    return kept(("exams", edition), lambda: _exams(session))


def _exams(session: Session) -> tuple[ExamLine, ...]:
    rows = session.execute(
        select(Quiz.id, Quiz.slug, QuizVersion.body)
        .join(QuizVersion, QuizVersion.id == Quiz.current_version_id)
        .where(Quiz.retired_at.is_(None), Quiz.module.is_(None))
        .order_by(Quiz.slug)
    )
    found = (ExamLine(row.id, row.slug, parsed(row.body)) for row in rows)
    exams = [one for one in found if one.file.is_exam]
    return tuple(sorted(exams, key=lambda one: (not one.file.is_pretest, one.file.count)))


def quiz_of_module(session: Session, module: str) -> QuizLine | None:
    """Return the quiz that closes a module, None when it has none."""
    query = select(Quiz.slug, Quiz.title, Quiz.module)
    row = session.execute(query.where(Quiz.module == module, Quiz.retired_at.is_(None))).first()
    return None if row is None else QuizLine(*row)
