"""All files at once: every feature's things, and every problem."""

from collections import Counter
from pathlib import Path

from course.curriculum import content as curriculum
from course.goals import content as goals
from course.questions import content as questions
from course.quizzes import content as quizzes
from course.sources.things import Found, Thing, problem_order, relative
from course.yamlfile import Problem

#: In this order things are loaded: what others lean on comes first.
ORDER = ("reference", "module", "lesson", "bank", "question", "quiz", goals.KIND)
FOLDERS = ("modules", "quizzes", goals.FOLDER)


def read(root: Path) -> Found:
    """Read `modules/`, `quizzes/` and the requirement sets under the root."""
    found = Found()
    for feature in (curriculum, questions, quizzes, goals):
        part = feature.read(root)
        found.things += part.things
        found.problems += part.problems
        found.read |= part.read
    found.things.sort(key=lambda thing: (ORDER.index(thing.kind), thing.path, thing.position))
    found.problems += [*_twice(found.things), *_unread(root, found)]
    found.problems.sort(key=problem_order)
    return found


def _twice(things: list[Thing]) -> list[Problem]:
    times = Counter((thing.kind, thing.key) for thing in things)
    return [
        Problem(
            thing.path,
            thing.line,
            f"the {thing.kind} {thing.key} stands twice: {_places(things, thing)}",
        )
        for thing in things
        if times[thing.kind, thing.key] > 1
    ]


def _places(things: list[Thing], twin: Thing) -> str:
    same = [one for one in things if (one.kind, one.key) == (twin.kind, twin.key)]
    return ", ".join(f"{one.path}:{one.line}" for one in same)


def _unread(root: Path, found: Found) -> list[Problem]:
    """Return the files that nobody reads.

    Beside a file that could not be read nothing is said: it may be the one that names them.
    """
    troubled = {Path(problem.path).parent for problem in found.problems}
    return [
        Problem(name, 1, "nobody reads this file: it is not in a place or form that loading knows")
        for name in _names(root)
        if name not in found.read and Path(name).parent not in troubled
    ]


def _names(root: Path) -> list[str]:
    files = [path for name in FOLDERS for path in (root / name).rglob("*") if path.is_file()]
    return [relative(root, path) for path in files if not _is_free(path.relative_to(root))]


def _is_free(path: Path) -> bool:
    return path.name == "README.md" or any(part.startswith(".") for part in path.parts)
