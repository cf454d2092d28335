"""What is published now: a thing's text as a sheet, and the number of its version."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from course import items
from course.curriculum.models import Lesson, LessonVersion, Module
from course.curriculum.service import CurrentLesson, current_lesson
from course.questions.models import Bank, Question, QuestionVersion
from course.quizzes.models import Quiz, QuizVersion
from course.quizzes.schemas import QuizFile, parsed
from course.quizzes.service.start import OpenQuiz
from course.quizzes.service.start import quiz as open_quiz
from course.studio import sheets


@dataclass(frozen=True)
class OpenQuestion:
    """A question with its current version."""

    slug: str
    bank: str
    bank_title: str
    retired: bool
    number: int
    source: items.Source

    @property
    def text(self) -> str:
        """The sheet of the current version."""
        return sheets.question_text(self.source)


def question(session: Session, slug: str) -> OpenQuestion | None:
    """Return a question, retired or not; None when there is none."""
    row = session.execute(
        select(
            Question.slug,
            Bank.slug.label("bank"),
            Bank.title,
            Question.retired_at,
            QuestionVersion.number,
            QuestionVersion.source,
        )
        .join(Bank, Bank.id == Question.bank_id)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .where(Question.slug == slug)
    ).one_or_none()
    if row is None:
        return None
    retired, source = row.retired_at is not None, items.parse_source(row.source)
    return OpenQuestion(row.slug, row.bank, row.title, retired, row.number, source)


def is_taken(session: Session, slug: str) -> bool:
    """Return whether a question has this id, in use or retired: an id is taken for ever."""
    return session.scalar(select(Question.id).where(Question.slug == slug)) is not None


def is_quiz(session: Session, slug: str) -> bool:
    """Return whether a quiz has this id, in use or retired: an id is taken for ever."""
    return session.scalar(select(Quiz.id).where(Quiz.slug == slug)) is not None


def bank(session: Session, slug: str) -> Bank | None:
    """Return the bank of this slug, None when there is none in use."""
    return session.scalar(select(Bank).where(Bank.slug == slug, Bank.retired_at.is_(None)))


@dataclass(frozen=True)
class OpenLesson:
    """A lesson with its current version, and where it stands."""

    lesson: CurrentLesson
    number: int
    module: str
    module_number: int

    @property
    def text(self) -> str:
        """The sheet of the current version."""
        return sheets.lesson_text(self.lesson.front, self.lesson.body)


def lesson(session: Session, slug: str) -> OpenLesson | None:
    """Return a lesson in use; None when there is none."""
    found = current_lesson(session, slug)
    if found is None:
        return None
    row = session.execute(
        select(LessonVersion.number, Module.slug, Module.number)
        .join(Lesson, Lesson.id == LessonVersion.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .where(LessonVersion.id == found.version_id)
    ).one()
    return OpenLesson(found, *row)


@dataclass(frozen=True)
class NumberedQuiz:
    """A quiz with the number of its current version."""

    quiz: OpenQuiz
    number: int

    @property
    def text(self) -> str:
        """The sheet of the current version."""
        return sheets.quiz_text(self.quiz.file)


def quiz(session: Session, slug: str) -> NumberedQuiz | None:
    """Return a quiz in use; None when there is none."""
    found = open_quiz(session, slug)
    if found is None:
        return None
    query = select(QuizVersion.number).where(QuizVersion.id == found.version_id)
    return NumberedQuiz(found, session.execute(query).scalar_one())


def retired_quiz(session: Session, slug: str) -> QuizFile | None:
    """Return what a retired quiz is in its current version; None when there is no such one."""
    body = session.scalar(
        select(QuizVersion.body)
        .join(Quiz, Quiz.current_version_id == QuizVersion.id)
        .where(Quiz.slug == slug, Quiz.retired_at.is_not(None))
    )
    return None if body is None else parsed(body)


def numbers(session: Session, kind: str, slug: str) -> int:
    """Return the number of the newest version of a question, lesson or quiz; 0 without one."""
    queries = {
        "question": select(QuestionVersion.number)
        .join(Question, Question.current_version_id == QuestionVersion.id)
        .where(Question.slug == slug),
        "lesson": select(Lesson.current_number).where(Lesson.slug == slug),
        "quiz": select(QuizVersion.number)
        .join(Quiz, Quiz.current_version_id == QuizVersion.id)
        .where(Quiz.slug == slug),
    }
    return session.scalar(queries[kind]) or 0
