"""The thing a file holds, as every feature's loader hands it on."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from course import yamlfile
from course.digest import digest
from course.yamlfile import Loaded, Problem


@dataclass(frozen=True)
class Thing:
    """A module, lesson, question … from a file or from the database.

    `text` is canonical, so that equal things have equal digests; `data` is the validated model.
    """

    kind: str
    key: str
    path: str
    position: int
    line: int
    text: str
    data: Any = field(compare=False)

    @property
    def digest(self) -> str:
        """The digest that who-wins compares."""
        return digest(self.text)


@dataclass
class Found:
    """What reading the files gave: the things, and every problem at once."""

    things: list[Thing] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: Every file that was read, so that one which nobody reads can be named.
    read: set[str] = field(default_factory=set)


def relative(root: Path, path: Path) -> str:
    """Return the path as reports show it: from the content's root, with forward slashes."""
    return path.relative_to(root).as_posix()


def problem_order(problem: Problem) -> tuple[str, int, str]:
    """Return the key by which problems are listed: file, line, words."""
    return (problem.path, problem.line, problem.message)


def validated(shape: Any, loaded: Loaded, found: Found) -> Any:
    """Return the model behind a loaded file, or None with every problem noted at once."""
    try:
        return shape.model_validate(loaded.data)
    except ValidationError as error:
        found.problems += yamlfile.problems_of(error, loaded)
        return None


def loaded_file(root: Path, path: Path, found: Found) -> Loaded | None:
    """Return a YAML file as read, or None with its problem noted."""
    name = relative(root, path)
    found.read.add(name)
    try:
        return yamlfile.load(path.read_text(encoding="utf-8"), name)
    except UnicodeDecodeError:
        found.problems.append(Problem(name, 1, "the file is not UTF-8"))
    except yamlfile.YamlProblem as problem:
        found.problems.append(Problem(name, problem.line, problem.message))
    return None
