"""Reading the curriculum; `saving.py` writes what files say of it.

Everything that pages show is made once per edition and kept.
"""

import datetime as dt
import json
from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session

from course.curriculum import references
from course.curriculum.models import (
    Asset,
    Lesson,
    LessonVersion,
    Module,
    Objective,
    Reference,
)
from course.curriculum.schemas import LessonFront, ModuleFile
from course.web.cache import kept


@dataclass(frozen=True)
class LessonLine:
    """A lesson in a list."""

    id: int
    slug: str
    title: str
    position: int
    minutes: int


@dataclass(frozen=True)
class ModuleLine:
    """A module in a list, with its lessons in order."""

    id: int
    slug: str
    number: int
    title: str
    summary: str
    areas: tuple[str, ...]
    lessons: tuple[LessonLine, ...]

    @property
    def minutes(self) -> int:
        """Minutes of all its lessons."""
        return sum(lesson.minutes for lesson in self.lessons)


def catalog(session: Session, edition: str) -> tuple[ModuleLine, ...]:
    """Return every module that is not retired, in order, with its lessons."""
    return kept(("catalog", edition), lambda: _catalog(session))


def _catalog(session: Session) -> tuple[ModuleLine, ...]:
    lessons: dict[int, list[LessonLine]] = {}
    for row in session.execute(
        select(
            Lesson.module_id, Lesson.id, Lesson.slug, Lesson.title, Lesson.position, Lesson.minutes
        )
        .where(Lesson.retired_at.is_(None))
        .order_by(Lesson.position)
    ):
        lessons.setdefault(row.module_id, []).append(LessonLine(*row[1:]))
    query = select(Module).where(Module.retired_at.is_(None)).order_by(Module.number)
    return tuple(_module_line(row, lessons.get(row.id, [])) for row in session.scalars(query))


def _module_line(row: Module, lessons: list[LessonLine]) -> ModuleLine:
    file = ModuleFile.model_validate_json(row.body)
    return ModuleLine(
        row.id, row.slug, row.number, row.title, file.summary, tuple(file.areas), tuple(lessons)
    )


def find_module(session: Session, edition: str, slug: str) -> ModuleLine | None:
    """Return the module of this slug, None when there is none."""
    return next((one for one in catalog(session, edition) if one.slug == slug), None)


@dataclass(frozen=True)
class CurrentLesson:
    """A lesson's current version, as stored."""

    id: int
    slug: str
    module_id: int
    position: int
    minutes: int
    version_id: int
    areas: str
    front: LessonFront
    body: str
    assets: dict[str, str]


def current_lesson(session: Session, slug: str) -> CurrentLesson | None:
    """Return a lesson that is not retired, with its current version."""
    row = session.execute(
        select(Lesson, LessonVersion)
        .join(
            LessonVersion,
            (LessonVersion.lesson_id == Lesson.id)
            & (LessonVersion.number == Lesson.current_number),
        )
        .where(Lesson.slug == slug, Lesson.retired_at.is_(None))
    ).one_or_none()
    if row is None:
        return None
    lesson, version = row
    content = json.loads(version.body)
    return CurrentLesson(
        lesson.id,
        lesson.slug,
        lesson.module_id,
        lesson.position,
        lesson.minutes,
        version.id,
        version.areas,
        LessonFront.model_validate(content["front"]),
        content["body"],
        content["assets"],
    )


def current_bodies(session: Session) -> dict[int, str]:
    """Return the Markdown of every lesson's current version, by the lesson's id."""
    rows = session.execute(
        select(Lesson.id, LessonVersion.body)
        .join(
            LessonVersion,
            (LessonVersion.lesson_id == Lesson.id)
            & (LessonVersion.number == Lesson.current_number),
        )
        .where(Lesson.retired_at.is_(None))
    )
    return {lesson_id: str(json.loads(text)["body"]) for lesson_id, text in rows}


def lessons_of_objectives(
    session: Session, edition: str
) -> dict[str, tuple[ModuleLine, LessonLine]]:
    """Return module and lesson that teach each objective, by the objective's slug."""
    return kept(("places", edition), lambda: _lessons_of_objectives(session, edition))


def _lessons_of_objectives(
    session: Session, edition: str
) -> dict[str, tuple[ModuleLine, LessonLine]]:
    places = {
        lesson.id: (module, lesson)
        for module in catalog(session, edition)
        for lesson in module.lessons
    }
    rows = session.execute(select(Objective.slug, Objective.lesson_id))
    return {slug: places[lesson_id] for slug, lesson_id in rows if lesson_id in places}


def objective_texts(session: Session) -> dict[str, str]:
    """Return what a trainee can do after a lesson, by the objective's slug."""
    query = select(Objective.slug, Objective.text).where(Objective.retired_at.is_(None))
    return {row[0]: row[1] for row in session.execute(query)}


def apa_entries(session: Session, edition: str) -> dict[str, Markup]:
    """Return every reference as an entry of an APA list, by its key."""
    return kept(("apa", edition), lambda: _apa_entries(session))


def _apa_entries(session: Session) -> dict[str, Markup]:
    library = references_by_key(session)
    letters = references.letters(library.values())
    return {key: references.apa(one, letters.get(key, "")) for key, one in library.items()}


def references_by_key(session: Session) -> dict[str, references.Reference]:
    """Return every reference that is not retired, by its key."""
    return {
        key: references.Reference.model_validate_json(text)
        for key, text in reference_bodies(session).items()
    }


def reference_bodies(session: Session) -> dict[str, str]:
    """Return every reference that is not retired as canonical JSON, by its key."""
    query = select(Reference.slug, Reference.body).where(Reference.retired_at.is_(None))
    return {row[0]: row[1] for row in session.execute(query)}


def asset(session: Session, key: str) -> Asset | None:
    """Return a figure by its digest."""
    return session.get(Asset, key)


@dataclass(frozen=True)
class DueLesson:
    """A lesson whose text is to be reviewed by a day."""

    module: str
    slug: str
    title: str
    due: dt.date


def reviews_due(session: Session, edition: str) -> tuple[DueLesson, ...]:
    """Return every lesson with the day of its next review, the earliest first."""
    return kept(("reviews", edition), lambda: _reviews_due(session))


def _reviews_due(session: Session) -> tuple[DueLesson, ...]:
    rows = session.execute(
        select(Module.slug, Lesson.slug, Lesson.title, LessonVersion.body)
        .join(Lesson, Lesson.module_id == Module.id)
        .join(
            LessonVersion,
            (LessonVersion.lesson_id == Lesson.id)
            & (LessonVersion.number == Lesson.current_number),
        )
        .where(Lesson.retired_at.is_(None), Module.retired_at.is_(None))
        .order_by(Module.number, Lesson.position)
    )
    found = [DueLesson(*row[:3], _review_day(row[3])) for row in rows]
    return tuple(sorted(found, key=lambda one: one.due))


def _review_day(body: str) -> dt.date:
    return LessonFront.model_validate(json.loads(body)["front"]).review.due
