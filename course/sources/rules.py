"""Who wins when a thing stands both in a file and in the database."""

from dataclasses import dataclass
from enum import StrEnum


class Take(StrEnum):
    """How a conflict is settled: not at all, or by one side."""

    NEITHER = "neither"
    FILE = "file"
    DATABASE = "database"


class Step(StrEnum):
    """What loading does with one thing."""

    NOTHING = "nothing"
    LOAD = "load"
    RETIRE = "retire"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Sides:
    """Digests of one thing: as last loaded, in the file and in the database now; None: absent."""

    base: str | None
    file: str | None
    database: str | None


def decide(sides: Sides, take: Take = Take.NEITHER) -> Step:
    """Return what loading does.

    File unchanged: the database (an edit on the web, a retirement too) stays. Database unchanged:
    the file wins. Both changed: a conflict, settled by `take`. Gone from the files: retired.
    """
    if sides.file == sides.database:
        return Step.NOTHING
    if sides.base is not None and sides.file == sides.base:
        return Step.NOTHING
    if sides.database is None and sides.base is None:
        return Step.LOAD
    if sides.file is None:
        return _gone(sides, take)
    if sides.database == sides.base:
        return Step.LOAD
    return _settled(take, Step.LOAD)


def _gone(sides: Sides, take: Take) -> Step:
    if sides.base is None:
        # Made on the web and never in a file: files have no say over it.
        return Step.NOTHING
    if sides.database == sides.base:
        return Step.RETIRE
    return _settled(take, Step.RETIRE)


def _settled(take: Take, of_file: Step) -> Step:
    if take == Take.FILE:
        return of_file
    return Step.NOTHING if take == Take.DATABASE else Step.CONFLICT
