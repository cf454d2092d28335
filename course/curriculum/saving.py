"""Writing what files say of the curriculum."""

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from course.curriculum.content import LessonData
from course.curriculum.models import (
    Asset,
    Lesson,
    LessonVersion,
    Module,
    Objective,
    Reference,
)
from course.curriculum.pictures import MIME
from course.curriculum.schemas import ModuleFile, ObjectivePart
from course.digest import canonical, digest


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
            mime = MIME[name.rpartition(".")[2]]
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
