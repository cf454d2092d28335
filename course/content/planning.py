"""Who wins for each thing, and the course as it will stand then. No database, no files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from course.content.crosscheck import Course
from course.content.reading import ORDER
from course.curriculum.stored import Stored
from course.digest import digest
from course.sources.rules import Sides, Step, Take, decide
from course.sources.service import Key
from course.sources.things import Thing
from course.yamlfile import Problem

#: The path that stands for a thing that is in no file.
NO_FILE = "(database)"


@dataclass(frozen=True)
class Base:
    """Where a thing stood in the files when it was last loaded, and its digest then."""

    path: str
    position: int
    digest: str


@dataclass(frozen=True)
class Decided:
    """What loading does with one thing; `thing` is None when no file holds it."""

    key: Key
    step: Step
    thing: Thing | None
    base: Base | None

    @property
    def is_news(self) -> bool:
        """True when the file says, or stands, otherwise than at the last load."""
        now = self.thing and Base(self.thing.path, self.thing.position, self.thing.digest)
        return now != self.base


def plan(
    things: Sequence[Thing], here: Stored, bases: Mapping[Key, Base], take: Take
) -> list[Decided]:
    """Decide for everything that a file, the database or the last load knows."""
    files = {(thing.kind, thing.key): thing for thing in things}
    keys = sorted({*files, *here, *bases}, key=lambda key: (ORDER.index(key[0]), key[1]))
    return [
        Decided(
            key,
            decide(_sides(bases.get(key), files.get(key), here.get(key)), take),
            files.get(key),
            bases.get(key),
        )
        for key in keys
    ]


def _sides(base: Base | None, file: Thing | None, stored: tuple[str, object] | None) -> Sides:
    return Sides(
        base.digest if base else None,
        file.digest if file else None,
        digest(stored[0]) if stored else None,
    )


def conflicts(decided: Sequence[Decided]) -> list[Problem]:
    """Return what was changed on both sides, with how to settle it."""
    return [_conflict(one) for one in decided if one.step == Step.CONFLICT]


def _conflict(one: Decided) -> Problem:
    what = f"the {one.key[0]} {one.key[1]}"
    settle = "settle it with --take file or --take database"
    if one.thing is None:
        path = one.base.path if one.base else NO_FILE
        return Problem(path, 1, f"{what} left the files and was changed on the web; {settle}")
    text = f"{what} was changed both in the file and on the web; {settle}"
    return Problem(one.thing.path, one.thing.line, text)


def effective(decided: Sequence[Decided], here: Stored) -> Course:
    """Return the course as it will stand: each thing from the side that wins."""
    things = [_winner(one, here) for one in decided if one.step != Step.RETIRE]
    return Course(tuple(thing for thing in things if thing is not None))


def _winner(one: Decided, here: Stored) -> Thing | None:
    if one.step == Step.LOAD:
        return one.thing
    if one.key not in here:
        return None  # retired on the web, or gone on both sides
    text, data = here[one.key]
    kind, key = one.key
    if one.thing is None:
        return Thing(kind, key, NO_FILE, 0, 1, text, data)
    return Thing(kind, key, one.thing.path, one.thing.position, one.thing.line, text, data)
