"""Reading the curriculum, and writing what files say of it.

Everything that pages show is made once per edition and kept.
"""

import datetime as dt
import json
from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from course.curriculum import references
from course.curriculum.content import LessonData
from course.curriculum.models import (
    Asset,
    Lesson,
    LessonVersion,
    Module,
    Objective,
    Reference,
)
from course.curriculum.schemas import LessonFront, ModuleFile, ObjectivePart
from course.digest import canonical, digest
from course.web.cache import kept

MIME_OF_ENDING = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}


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


def lessons_of_objectives(
    session: Session, edition: str
) -> dict[str, tuple[ModuleLine, LessonLine]]:
    """Return module and lesson that teach each objective, by the objective's slug."""
    return kept(("objectives", edition), lambda: _lessons_of_objectives(session, edition))


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


def save_module(session: Session, file: ModuleFile, text: str) -> Module:
    """Write a module as its file says it."""
    row = session.scalar(select(Module).where(Module.slug == file.id))
    if row is None:
        row = Module(slug=file.id)
        session.add(row)
    row.number, row.title, row.body, row.retired_at = file.number, file.title, text, None
    session.flush()
    return row


def save_reference(session: Session, key: str, text: str) -> None:
    """Write a reference as its file says it."""
    row = session.scalar(select(Reference).where(Reference.slug == key))
    if row is None:
        row = Reference(slug=key)
        session.add(row)
    row.body, row.retired_at = text, None
    session.flush()


def save_lesson(  # noqa: PLR0917 - what a lesson's row is made of
    session: Session, data: LessonData, text: str, position: int, minutes: int, now: dt.datetime
) -> None:
    """Write the next version of a lesson, its figures and its objectives."""
    module_id = session.scalar(select(Module.id).where(Module.slug == data.module))
    row = session.scalar(select(Lesson).where(Lesson.slug == data.front.id))
    if row is None:
        row = Lesson(slug=data.front.id, current_number=0)
        session.add(row)
    row.module_id, row.position, row.minutes = module_id or 0, position, minutes
    row.title, row.retired_at = data.front.title, None
    row.current_number = _next_number(session, row)
    session.flush()
    _save_assets(session, data)
    session.add(_version(row, data, text, now))
    _save_objectives(session, row.id, data.front.objectives, now)
    session.flush()


def _next_number(session: Session, lesson: Lesson) -> int:
    if lesson.id is None:
        return 1
    where = LessonVersion.lesson_id == lesson.id
    return 1 + (session.scalar(select(func.max(LessonVersion.number)).where(where)) or 0)


def _version(lesson: Lesson, data: LessonData, text: str, now: dt.datetime) -> LessonVersion:
    shown, about = split_for_digests(data)
    return LessonVersion(
        lesson_id=lesson.id,
        number=lesson.current_number,
        body=text,
        areas="".join(data.front.areas),
        shown_digest=digest(shown),
        about_digest=digest(about),
        at=now,
    )


def split_for_digests(data: LessonData) -> tuple[str, str]:
    """Return the canonical text of what the reader sees, and of what describes it."""
    front = data.front
    shown = {
        "title": front.title,
        "objectives": [one.text for one in front.objectives],
        "content_note": front.content_note,
        "as_of": front.as_of and front.as_of.isoformat(),
        "body": data.body,
        "assets": data.assets,
    }
    about = front.model_dump(mode="json", include={"areas", "objectives", "review"})
    return canonical(shown), canonical(about)


def _save_assets(session: Session, data: LessonData) -> None:
    for name, content in data.pictures.items():
        key = data.assets[name]
        if session.get(Asset, key) is None:
            mime = MIME_OF_ENDING.get(name.rpartition(".")[2], "application/octet-stream")
            session.add(Asset(digest=key, mime=mime, body=content))
    session.flush()


def _save_objectives(
    session: Session, lesson_id: int, parts: list[ObjectivePart], now: dt.datetime
) -> None:
    query = select(Objective).where(Objective.lesson_id == lesson_id)
    gone = {row.slug: row for row in session.scalars(query)}
    for position, part in enumerate(parts):
        gone.pop(part.id, None)
        _save_objective(session, lesson_id, position, part)
    for row in gone.values():
        row.retired_at = now


def _save_objective(session: Session, lesson_id: int, position: int, part: ObjectivePart) -> None:
    row = session.scalar(select(Objective).where(Objective.slug == part.id))
    if row is None:
        row = Objective(slug=part.id)
        session.add(row)
    row.lesson_id, row.position, row.retired_at = lesson_id, position, None
    row.tier, row.assessed_by, row.text = part.tier, part.assessed_by, part.text
    session.flush()


def retire(session: Session, kind: str, key: str, now: dt.datetime) -> None:
    """Take a module, lesson or reference out of use; its slug stays reserved."""
    row = _row(session, kind, key)
    if row is not None:
        row.retired_at = now
    if isinstance(row, Lesson):
        for objective in session.scalars(select(Objective).where(Objective.lesson_id == row.id)):
            objective.retired_at = now


def _row(session: Session, kind: str, key: str) -> Module | Lesson | Reference | None:
    if kind == "module":
        return session.scalar(select(Module).where(Module.slug == key))
    if kind == "lesson":
        return session.scalar(select(Lesson).where(Lesson.slug == key))
    return session.scalar(select(Reference).where(Reference.slug == key))


def place_lessons(session: Session, file: ModuleFile) -> int:
    """Put the lessons of a module into the order of its file; return how many moved."""
    moved = 0
    for position, slug in enumerate(file.lessons, start=1):
        row = session.scalar(select(Lesson).where(Lesson.slug == slug))
        if row is not None and row.position != position:
            row.position = position
            moved += 1
    session.flush()
    return moved


def areas_of_objectives(session: Session) -> dict[str, str]:
    """Return the letters of the areas that each objective's lesson teaches now."""
    rows = session.execute(
        select(Objective.slug, LessonVersion.areas)
        .join(Lesson, Lesson.id == Objective.lesson_id)
        .join(
            LessonVersion,
            (LessonVersion.lesson_id == Lesson.id)
            & (LessonVersion.number == Lesson.current_number),
        )
        .where(Objective.retired_at.is_(None))
    )
    return {row[0]: row[1] for row in rows}
