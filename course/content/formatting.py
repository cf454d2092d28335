"""Files in canonical form, from the files themselves: no database is needed."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from course.curriculum.content import REFERENCES, lesson_file, module_file, references_file
from course.goals import content as goals
from course.questions.content import bank_file
from course.quizzes.content import quiz_file
from course.sources.things import Found


def canonical_files(found: Found) -> dict[str, str]:
    """Return the canonical text of every file that was read, by its path."""
    by_path: dict[str, list[Any]] = defaultdict(list)
    for thing in found.things:
        by_path[thing.path].append(thing)
    return {path: _text(path, things) for path, things in by_path.items()}


def _text(path: str, things: list[Any]) -> str:
    if path == REFERENCES:
        entries = (one.data.model_dump(exclude_none=True, by_alias=True) for one in things)
        return references_file(entries)
    first = things[0]
    if first.kind == goals.KIND:
        return goals.set_file(first.data)
    if first.kind == "module":
        return module_file(first.data)
    if first.kind == "lesson":
        return lesson_file(first.data.front, first.data.body)
    if first.kind == "quiz":
        return quiz_file(first.data)
    bank = next(one.data for one in things if one.kind == "bank")
    return bank_file(bank, [one.data[1] for one in things if one.kind == "question"])


def uneven(root: Path, found: Found) -> dict[str, str]:
    """Return the canonical text of the files that are not in canonical form yet."""
    wanted = canonical_files(found)
    return {
        path: text for path, text in wanted.items() if (root / path).read_bytes() != text.encode()
    }
