"""Drawing questions: unseen first, then least seen, spread over objectives, from a seed.

A draw has cells: so many questions that fit a filter. Candidates stand in one row, the best first,
and each is taken whenever the cells can still be filled with it. Sets that can be matched to cells
form a matroid, so this greedy way gives the best draw there is, and never misses one.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from course.errors import Refused


@dataclass(frozen=True)
class Candidate:
    """A question that may be drawn, and how often this trainee had it before."""

    version_id: int
    objective: str
    seen: int = 0
    question: str = ""
    bank: str = ""
    pool: str = ""
    areas: str = ""
    safety: bool = False
    level: str = ""
    #: The slug of the module that teaches its objective.
    module: str = ""


@dataclass(frozen=True)
class Cell:
    """So many questions that fit; what is None or empty asks for nothing."""

    count: int
    banks: tuple[str, ...] = ()
    pool: str | None = None
    objective: str | None = None
    area: str | None = None
    safety: bool | None = None
    level: str | None = None
    #: One question by its name.
    pin: str | None = None
    #: Slugs of the modules of which one teaches the objective.
    modules: tuple[str, ...] = ()
    #: The title under which results are reported; cells may share one.
    domain: str = ""
    #: Whether its modules stand first in the order that a pre-test suggests.
    first: bool = False

    def fits(self, one: Candidate) -> bool:
        """Return whether a candidate may fill this cell."""
        if self.pin is not None:
            return one.question == self.pin
        return (
            (not self.banks or one.bank in self.banks)
            and self.pool in {None, one.pool}
            and self.objective in {None, one.objective}
            and (self.area is None or self.area in one.areas)
            and self.safety in {None, one.safety}
            and self.level in {None, one.level}
            and (not self.modules or one.module in self.modules)
        )

    @property
    def label(self) -> str:
        """Its domain's title, or what it asks for where there is none."""
        return self.domain or self.asks

    @property
    def asks(self) -> str:
        """What it asks for, in words."""
        if self.pin is not None:
            return f"question {self.pin}"
        named = {"objective": self.objective, "area": self.area, "level": self.level}
        parts = [f"{name} {value}" for name, value in named.items() if value is not None]
        if self.safety is not None:
            parts.append("safety items" if self.safety else "other than safety items")
        parts += [f"bank {bank}" for bank in self.banks]
        parts += [f"module {' or '.join(self.modules)}"] if self.modules else []
        return ", ".join(parts) or f"pool {self.pool}"


@dataclass(frozen=True)
class Short:
    """A cell that cannot be filled: how many it needs, and how many there are for it."""

    cell: Cell
    there: int

    def __str__(self) -> str:
        return f"{self.cell.label}: {self.cell.count} needed, {self.there} there"


@dataclass(frozen=True)
class Filled:
    """The questions of each cell, and the cells that are short."""

    cells: list[list[Candidate]]
    short: list[Short]


def fill(candidates: Iterable[Candidate], cells: Sequence[Cell], seed: str) -> Filled:
    """Fill the cells as far as can be, no question twice.

    What this trainee saw least comes first; among those, objectives take turns, and chance from
    the seed breaks ties. The same candidates and seed give the same on every machine.
    """
    pool = [one for one in candidates if any(cell.fits(one) for cell in cells)]
    filling = _Filling(cells)
    for one in _in_turns(pool, seed):
        if filling.is_full:
            break
        filling.take(one)
    short = [
        Short(cell, min(len(members), sum(cell.fits(one) for one in pool)))
        for cell, members in zip(cells, filling.members, strict=True)
        if len(members) < cell.count
    ]
    return Filled(filling.members, short)


class _Filling:
    """Cells on the way to be filled: who is in can move to another cell to make room."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.cells = cells
        self.members: list[list[Candidate]] = [[] for _ in cells]
        #: Cells from which no way leads to a free place any more.
        self.dead: set[int] = set()

    @property
    def is_full(self) -> bool:
        return all(len(m) == c.count for m, c in zip(self.members, self.cells, strict=True))

    def take(self, one: Candidate) -> None:
        tried: set[int] = set()
        if not self._place(one, tried):
            self.dead |= tried

    def _place(self, one: Candidate, tried: set[int]) -> bool:
        for number in self._ways(one):
            if number in tried or number in self.dead:
                continue
            tried.add(number)
            here = self.members[number]
            if len(here) < self.cells[number].count:
                here.append(one)
                return True
            for other in list(here):
                if self._place(other, tried):
                    here.remove(other)
                    here.append(one)
                    return True
        return False

    def _ways(self, one: Candidate) -> list[int]:
        fitting = [number for number, cell in enumerate(self.cells) if cell.fits(one)]
        return sorted(fitting, key=lambda number: self.cells[number].pin is None)


class Drawn(NamedTuple):
    """A drawn candidate, and the place of the cell that it fills, from 0."""

    cell: int
    one: Candidate


def draw(
    candidates: Iterable[Candidate], cells: Sequence[Cell], seed: str, *, mixed: bool = True
) -> list[Drawn]:
    """Return what is drawn in the order in which it is shown.

    `mixed` shows them by chance; else cell after cell, and by chance within each. Raises Refused
    naming each cell that is short, with the numbers.
    """
    filled = fill(candidates, cells, seed)
    refuse_short(filled.short)
    places = [
        (0 if mixed else number, _chance(f"{seed}:shown", one.version_id), Drawn(number, one))
        for number, members in enumerate(filled.cells)
        for one in members
    ]
    return [drawn for *_, drawn in sorted(places, key=lambda place: place[:2])]


def refuse_short(short: Sequence[Short], left_out: str = "") -> None:
    """Raise Refused when a cell is short, naming each with its numbers."""
    if short:
        which = "; ".join(map(str, short))
        raise Refused(
            f"This quiz has too few questions to draw from. {which}.{left_out} "
            "Please tell your instructor."
        )


def _in_turns(pool: list[Candidate], seed: str) -> list[Candidate]:
    by_objective: dict[str, list[Candidate]] = defaultdict(list)
    for one in sorted(pool, key=lambda c: (c.seen, _chance(seed, c.version_id))):
        by_objective[one.objective].append(one)
    ranked = [
        ((one.seen, turn, _chance(seed, objective)), one)
        for objective, members in by_objective.items()
        for turn, one in enumerate(members)
    ]
    return [one for _, one in sorted(ranked, key=lambda entry: entry[0])]


def _chance(seed: str, key: object) -> bytes:
    return hashlib.sha256(f"{seed}:{key}".encode()).digest()
