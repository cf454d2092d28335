"""The thing a file holds, as every feature's loader hands it on."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course.digest import digest


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong in a file. Shown as `file:line: what is wrong`."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


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
