"""The curriculum as the database has it, in the form in which files are compared and written."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.curriculum.content import LessonData
from course.curriculum.models import Asset, Lesson, LessonVersion, Module, Reference
from course.curriculum.references import Reference as ReferenceEntry
from course.curriculum.schemas import LessonFront, ModuleFile

Stored = dict[tuple[str, str], tuple[str, Any]]


def stored(session: Session) -> Stored:
    """Return text and data of every module, lesson and reference in use, by kind and key."""
    found: Stored = {}
    for module in session.scalars(select(Module).where(Module.retired_at.is_(None))):
        found["module", module.slug] = (module.body, ModuleFile.model_validate_json(module.body))
    for entry in session.scalars(select(Reference).where(Reference.retired_at.is_(None))):
        data = ReferenceEntry.model_validate_json(entry.body)
        found["reference", entry.slug] = (entry.body, data)
    return found | _lessons(session)


def _lessons(session: Session) -> Stored:
    rows = session.execute(
        select(Lesson.slug, LessonVersion.body)
        .join(
            LessonVersion,
            (LessonVersion.lesson_id == Lesson.id)
            & (LessonVersion.number == Lesson.current_number),
        )
        .where(Lesson.retired_at.is_(None))
    ).all()
    return {("lesson", slug): (text, _lesson(session, json.loads(text))) for slug, text in rows}


def _lesson(session: Session, content: dict[str, Any]) -> LessonData:
    assets: dict[str, str] = content["assets"]
    pictures = {
        name: found.body for name, key in assets.items() if (found := session.get(Asset, key))
    }
    front = LessonFront.model_validate(content["front"])
    return LessonData(content["module"], front, content["body"], assets, pictures)
