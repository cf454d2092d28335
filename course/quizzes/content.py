"""Quizzes and exams: read from `quizzes/modules` and `quizzes/exams`, kept, and written back."""

import datetime as dt
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from course import yamlfile
from course.digest import canonical, digest
from course.quizzes.models import Quiz, QuizVersion
from course.quizzes.schemas import ExamFile, PracticeFile, QuizFile, parsed
from course.sources.things import Found, Thing, loaded_file, relative, validated


def read(root: Path) -> Found:
    """Read the quizzes under the root: every thing and every problem at once."""
    found = Found()
    for folder, shape in _SHAPES.items():
        for path in sorted((root / "quizzes" / folder).glob("*.yaml")):
            loaded = loaded_file(root, path, found)
            file: QuizFile | None = validated(shape, loaded, found) if loaded else None
            if file is not None:
                name = relative(root, path)
                found.things.append(Thing("quiz", file.slug, name, 0, 1, quiz_text(file), file))
    return found


_SHAPES = {"modules": PracticeFile, "exams": ExamFile}


def default_path(file: QuizFile) -> str:
    """Return where a quiz that was in no file yet is written."""
    folder = next(name for name, shape in _SHAPES.items() if isinstance(file, shape))
    return f"quizzes/{folder}/{file.slug}.yaml"


def quiz_text(file: QuizFile) -> str:
    """Return the canonical text of a quiz."""
    return canonical(_plain(file))


#: What every text says. The rest is said where it differs from its default, so that a new setting
#: changes no text, and no version, of a quiz that does not use it.
_ALWAYS = ("quiz", "title", "module", "intro", "draw", "minutes", "attempts", "practice_mark")


def _plain(file: QuizFile) -> dict[str, Any]:
    always = file.model_dump(mode="json", include=set(_ALWAYS))
    return {**file.model_dump(mode="json", exclude_defaults=True), **always, **_drawn(file)}


def _drawn(file: QuizFile) -> dict[str, Any]:
    """Return the draw as its file says it: one part by itself, several in a list."""
    if not isinstance(file, PracticeFile):
        return {}
    parts = [part.data() for part in file.draw]
    return {"draw": parts[0] if len(parts) == 1 else parts}


def stored(session: Session) -> dict[tuple[str, str], tuple[str, Any]]:
    """Return text and data of every quiz in use, by kind and key."""
    rows = session.execute(
        select(Quiz.slug, QuizVersion.body)
        .join(QuizVersion, QuizVersion.id == Quiz.current_version_id)
        .where(Quiz.retired_at.is_(None))
    )
    return {("quiz", slug): (body, parsed(body)) for slug, body in rows}


def save(session: Session, thing: Thing, now: dt.datetime) -> None:
    """Write the next version of a quiz as its file says it."""
    file: QuizFile = thing.data
    row = session.scalar(select(Quiz).where(Quiz.slug == file.slug))
    if row is None:
        row = Quiz(slug=file.slug)
        session.add(row)
    row.title, row.module, row.retired_at = file.title, file.of_module, None
    session.flush()
    version = _version(session, row.id, thing.text, now)
    session.add(version)
    session.flush()
    row.current_version_id = version.id


def _version(session: Session, quiz_id: int, text: str, now: dt.datetime) -> QuizVersion:
    latest = select(func.max(QuizVersion.number)).where(QuizVersion.quiz_id == quiz_id)
    number = 1 + (session.scalar(latest) or 0)
    return QuizVersion(quiz_id=quiz_id, number=number, body=text, digest=digest(text), at=now)


def retire(session: Session, key: str, now: dt.datetime) -> None:
    """Take a quiz out of use; its slug stays reserved."""
    row = session.scalar(select(Quiz).where(Quiz.slug == key))
    if row is not None:
        row.retired_at = now


def quiz_file(file: QuizFile) -> str:
    """Return a quiz's file in canonical form; what has its default is left out."""
    data = {**file.model_dump(exclude_defaults=True), **_drawn(file)}
    return yamlfile.dump({key: data[key] for key in _in_order(data)})


#: Where a key stands in a file; what is not here comes after the draw, in the order of the shape.
_FIRST = ("quiz", "exam", "title", "module", "intro", "draw", "blueprint")


def _in_order(data: dict[str, Any]) -> list[str]:
    first = [key for key in _FIRST if key in data]
    return first + [key for key in data if key not in first]
