"""Finding quizzes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.quizzes.models import Quiz, QuizVersion
from course.quizzes.schemas import QuizFile, parsed
from course.web.cache import kept

_PARTS = re.compile(r"\d+|\D+").findall


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


def by_number(lines: Mapping[int, QuizLine]) -> list[QuizLine]:
    """Return quizzes by title as people count: “Module 2 quiz” before “Module 10 quiz”."""
    return sorted(lines.values(), key=lambda one: [_counted(part) for part in _PARTS(one.title)])


def _counted(part: str) -> tuple[int, str]:
    return (int(part), "") if part.isdecimal() else (-1, part)


@dataclass(frozen=True)
class ExamLine:
    """A quiz or exam with its file."""

    id: int
    slug: str
    file: QuizFile


def exams(session: Session, edition: str) -> tuple[ExamLine, ...]:
    """Return every exam in use: pre-tests first, then the shorter ones."""
    exams = [one for one in _of_no_module(session, edition) if one.file.is_exam]
    return tuple(sorted(exams, key=lambda one: (not one.file.is_pretest, one.file.count)))


def _of_no_module(session: Session, edition: str) -> tuple[ExamLine, ...]:
    return kept(("quizzes-of-no-module", edition), lambda: _read(session))


def _read(session: Session) -> tuple[ExamLine, ...]:
    rows = session.execute(
        select(Quiz.id, Quiz.slug, QuizVersion.body)
        .join(QuizVersion, QuizVersion.id == Quiz.current_version_id)
        .where(Quiz.retired_at.is_(None), Quiz.module.is_(None))
        .order_by(Quiz.slug)
    )
    return tuple(ExamLine(row.id, row.slug, parsed(row.body)) for row in rows)


def loose(session: Session, edition: str) -> tuple[ExamLine, ...]:
    """Return every quiz in use that closes no module and is no exam, by title."""
    found = [one for one in _of_no_module(session, edition) if not one.file.is_exam]
    return tuple(sorted(found, key=lambda one: one.file.title))


def closing(session: Session, edition: str) -> dict[str, ExamLine]:
    """Return the quiz that closes each module that has one, by the module's slug."""
    return kept(("closing-quizzes", edition), lambda: _closing(session))


def _closing(session: Session) -> dict[str, ExamLine]:
    rows = session.execute(
        select(Quiz.id, Quiz.slug, Quiz.module, QuizVersion.body)
        .join(QuizVersion, QuizVersion.id == Quiz.current_version_id)
        .where(Quiz.retired_at.is_(None), Quiz.module.is_not(None))
        .order_by(Quiz.id.desc())
    )
    return {row.module: ExamLine(row.id, row.slug, parsed(row.body)) for row in rows}


def quizzes_of_module(session: Session, module: str) -> list[QuizLine]:
    """Return the quizzes of a module, the one that was there first before the others."""
    query = select(Quiz.slug, Quiz.title, Quiz.module)
    found = query.where(Quiz.module == module, Quiz.retired_at.is_(None)).order_by(Quiz.id)
    return [QuizLine(*row) for row in session.execute(found)]


def quiz_of_module(session: Session, module: str) -> QuizLine | None:
    """Return the quiz that closes a module, None when it has none."""
    return next(iter(quizzes_of_module(session, module)), None)
