"""From the database to files in canonical form: load, then dump, gives the same bytes."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy.orm import Session

from course.content.loading import stored
from course.curriculum.content import (
    REFERENCES,
    LessonData,
    lesson_file,
    module_file,
    references_file,
)
from course.curriculum.stored import Stored
from course.goals import content as goals
from course.questions.content import bank_file
from course.quizzes.content import default_path, quiz_file
from course.sources import service as sources
from course.sources.models import ContentSource
from course.sources.service import Key

Files = Iterator[tuple[str, bytes]]


def files(session: Session) -> dict[str, bytes]:
    """Return every file of the content by its path from the root."""
    here, known = stored(session), sources.known(session)
    placed = (_modules, _banks, _quizzes, _sets)
    parts = (_references(here), *(part(here, known) for part in placed))
    return {path: content for part in parts for path, content in part}


def dump(session: Session, target: Path) -> int:
    """Write every file under the target folder; return how many."""
    written = files(session)
    for name, content in written.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(written)


def _of(here: Stored, kind: str) -> dict[str, Any]:
    return {key: data for (found, key), (_, data) in here.items() if found == kind}


def _references(here: Stored) -> Files:
    entries = [
        one.model_dump(exclude_none=True, by_alias=True) for one in _of(here, "reference").values()
    ]
    if entries:
        yield REFERENCES, references_file(iter(entries)).encode()


def _folder(known: dict[Key, ContentSource], module: Any) -> PurePosixPath:
    row = known.get(("module", module.id))
    default = f"modules/{module.number:02}-{module.id}/module.yaml"
    return PurePosixPath(row.path if row else default).parent


def _modules(here: Stored, known: dict[Key, ContentSource]) -> Files:
    modules = _of(here, "module")
    for module in modules.values():
        yield str(_folder(known, module) / "module.yaml"), module_file(module).encode()
    for lesson in _of(here, "lesson").values():
        yield from _lesson(lesson, _folder(known, modules[lesson.module]))


def _lesson(lesson: LessonData, folder: PurePosixPath) -> Files:
    yield str(folder / f"{lesson.front.id}.md"), lesson_file(lesson.front, lesson.body).encode()
    for name, content in lesson.pictures.items():
        yield str(folder / name), content


def _banks(here: Stored, known: dict[Key, ContentSource]) -> Files:
    by_bank: dict[str, list[tuple[int, str, Any]]] = defaultdict(list)
    for key, (bank, question) in _of(here, "question").items():
        row = known.get(("question", key))
        # A question made on the web has no place in the file yet: it goes to the end.
        by_bank[bank].append((row.position if row else 10**6, key, question))
    for slug, file in _of(here, "bank").items():
        row = known.get(("bank", slug))
        questions = [question for _, _, question in sorted(by_bank[slug], key=lambda one: one[:2])]
        yield row.path if row else f"quizzes/{slug}.yaml", bank_file(file, questions).encode()


def _quizzes(here: Stored, known: dict[Key, ContentSource]) -> Files:
    for slug, file in _of(here, "quiz").items():
        row = known.get(("quiz", slug))
        yield row.path if row else default_path(file), quiz_file(file).encode()


def _sets(here: Stored, known: dict[Key, ContentSource]) -> Files:
    for slug, file in _of(here, goals.KIND).items():
        row = known.get((goals.KIND, slug))
        yield row.path if row else f"{goals.FOLDER}/{slug}.yaml", goals.set_file(file).encode()
