"""Writing the next version of a thing, or taking it out of use; each act is sealed in the log."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from course import items
from course.audit import service as audit
from course.curriculum import saving
from course.curriculum.content import LessonData
from course.curriculum.models import Lesson, LessonVersion, Objective
from course.errors import Refused
from course.people.service.acts import Acting
from course.questions import content as questions
from course.questions import service as made
from course.questions.models import Bank, Question
from course.quizzes import content as quizzes
from course.quizzes.models import Quiz
from course.quizzes.schemas import QuizFile
from course.sources.things import Thing
from course.studio.models import DraftKind
from course.studio.service import current, drafts
from course.studio.service.drafts import Place


class Moved(Refused):
    """Another version was published since this one was begun."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Version {number} was published meanwhile.")
        self.number = number


@dataclass(frozen=True)
class NewQuestion:
    """A question as it will be written, made before the transaction."""

    bank: str
    source: items.Source
    ready: made.Ready

    @property
    def thing(self) -> Thing:
        """The thing that the course is looked at with."""
        return Thing("question", self.source.id, "", 0, 1, "", (self.bank, self.source))


def new_question(bank: str, source: items.Source) -> NewQuestion:
    """Make the texts and digests of a question's next version."""
    return NewQuestion(bank, source, made.ready(source))


def _check_base(session: Session, kind: DraftKind, slug: str, base: int) -> None:
    number = current.numbers(session, kind.value, slug)
    if number != base:
        raise Moved(number)


def _record(session: Session, by: Acting, act: str, subject: str, **detail: object) -> None:
    audit.record(session, by.key, act, subject=subject, actor_id=by.actor_id, at=by.now, **detail)


def _finished(session: Session, by: Acting, kind: DraftKind, slug: str, base: int) -> int:
    """Seal a publication and drop its draft; return the number of the new version."""
    number = base + 1
    _record(session, by, f"{kind.value}.published", slug, version=number)
    if by.actor_id is not None:
        drafts.drop(session, Place(by.actor_id, kind, slug))
    return number


def publish_question(session: Session, by: Acting, new: NewQuestion, base: int) -> int:
    """Write a question's next version, or its first when `base` is 0; return its number.

    Raises Moved when the current version is not `base`, and Refused for a retired question.
    """
    slug = new.source.id
    _check_base(session, DraftKind.QUESTION, slug, base)
    row = session.scalar(select(Question).where(Question.slug == slug))
    position = _last_place(session, new.bank) + 1 if row is None else row.position
    if row is not None and row.retired_at is not None:
        raise Refused("This question is retired. Put it back into use first.")
    thing = Thing("question", slug, "", position, 1, "", (new.bank, new.source))
    letters = _letters(session, new.source.objective)
    questions.save_question(session, thing, new.ready, letters, by.now)
    return _finished(session, by, DraftKind.QUESTION, slug, base)


def _last_place(session: Session, bank: str) -> int:
    query = select(func.max(Question.position)).join(Bank, Bank.id == Question.bank_id)
    last = session.scalar(query.where(Bank.slug == bank))
    return -1 if last is None else last


def _letters(session: Session, objective: str) -> str:
    query = (
        select(LessonVersion.areas)
        .join(Lesson, Lesson.id == LessonVersion.lesson_id)
        .join(Objective, Objective.lesson_id == Lesson.id)
        .where(Objective.slug == objective, LessonVersion.number == Lesson.current_number)
    )
    return session.scalar(query) or ""


def _placed(session: Session, kind: DraftKind, slug: str) -> Question | Quiz:
    if kind == DraftKind.QUIZ:
        return session.execute(select(Quiz).where(Quiz.slug == slug)).scalar_one()
    return session.execute(select(Question).where(Question.slug == slug)).scalar_one()


def retire(session: Session, by: Acting, kind: DraftKind, slug: str, why: str) -> None:
    """Take a question out of new draws, or let a quiz be started no more.

    Attempts keep the version that they pinned. Raises Refused for what is retired already.
    """
    row = _placed(session, kind, slug)
    if row.retired_at is not None:
        raise Refused(f"This {kind.value} is retired already.")
    row.retired_at = by.now
    _record(session, by, f"{kind.value}.retired", slug, why=why)


def restore(session: Session, by: Acting, kind: DraftKind, slug: str) -> None:
    """Put a retired question or quiz back into use, in its current version.

    Raises Refused for what is in use.
    """
    row = _placed(session, kind, slug)
    if row.retired_at is None:
        raise Refused(f"This {kind.value} is in use.")
    row.retired_at = None
    _record(session, by, f"{kind.value}.restored", slug)


@dataclass(frozen=True)
class NewLesson:
    """A lesson as it will be written, parsed and counted before the transaction."""

    data: LessonData
    first: int
    minutes: int

    @property
    def thing(self) -> Thing:
        """The thing that the course is looked at with; its lines are those of the sheet."""
        return Thing("lesson", self.data.front.id, "", 0, self.first, self.data.text, self.data)


def publish_lesson(session: Session, by: Acting, new: NewLesson, base: int) -> int:
    """Write a lesson's next version and return its number.

    Its questions follow when it teaches other areas now. Raises Moved when the current version
    is not `base`.
    """
    front = new.data.front
    _check_base(session, DraftKind.LESSON, front.id, base)
    query = select(Lesson.position).where(Lesson.slug == front.id)
    position = session.execute(query).scalar_one()
    saving.save_lesson(session, new.data, new.data.text, position, new.minutes, by.now)
    letters = "".join(front.areas)
    questions.follow_areas(session, {one.id: letters for one in front.objectives}, by.now)
    return _finished(session, by, DraftKind.LESSON, front.id, base)


def quiz_thing(file: QuizFile) -> Thing:
    """Return the thing that the course is looked at with, and that is written."""
    return Thing("quiz", file.slug, "", 0, 1, quizzes.quiz_text(file), file)


def publish_quiz(session: Session, by: Acting, thing: Thing, base: int) -> int:
    """Write a quiz's next version and return its number; open attempts keep theirs.

    Raises Moved when the current version is not `base`.
    """
    _check_base(session, DraftKind.QUIZ, thing.key, base)
    quizzes.save(session, thing, by.now)
    return _finished(session, by, DraftKind.QUIZ, thing.key, base)
