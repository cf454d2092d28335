"""The limits of one requirement as a network: caps before the hours, areas or months behind.

    source ─ cap ─┐                 ┌─ area (its minimum) ─┐
    source ───────┴─ cell of hours ─┼─ rest of the minimum ┴─ sink
                                    └─ month (its rate) ─ minimum ─ sink

A *cell* is all hours that no certain limit tells apart. What flows is what counts toward the
minimum, and the largest flow is the best that can be made of the hours.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from course.goals.allocation.evidence import Entry
from course.goals.allocation.flow import SINK, SOURCE, Node, largest
from course.goals.schemas import MINUTES, Cap, HoursRequirement, PerArea
from course.hours.kinds import Category, Mode

REST = ("rest",)


@dataclass(frozen=True)
class Cell:
    """Hours that no certain limit tells apart."""

    category: Category
    mode: Mode
    area: str | None
    month: str


def whole(hours: Decimal) -> int:
    """Return hours in whole minutes."""
    return int(hours * MINUTES)


def cell_of(entry: Entry) -> Cell:
    """Return the cell of an entry."""
    return Cell(entry.category, entry.mode, entry.area, f"{entry.day:%Y-%m}")


def hard_cap(one: HoursRequirement, cell: Cell) -> Cap | None:
    """Return the certain cap that the cell falls under; the schema allows one at most."""
    covering = (cap for cap in one.caps if not cap.verify and cap.covers(cell.category, cell.mode))
    return next(covering, None)


def hard_areas(one: HoursRequirement, supply: Mapping[Cell, int]) -> tuple[str, ...]:
    """Return the areas that must reach their minimum.

    Where a number of areas may be chosen, these are the ones with the most hours: with no
    certain cap beside it, no other choice counts more.
    """
    asked = one.per_area
    if asked is None or asked.verify:
        return ()
    hours: Counter[str] = Counter()
    for cell, minutes in supply.items():
        if cell.area in asked.areas:
            hours[str(cell.area)] += minutes
    return tuple(sorted(asked.areas, key=lambda area: (-hours[area], area))[: asked.count])


def supply_of(entries: Iterable[Entry]) -> dict[Cell, int]:
    """Return the minutes of each cell."""
    found: Counter[Cell] = Counter()
    for entry in entries:
        found[cell_of(entry)] += entry.minutes
    return dict(found)


@dataclass(frozen=True)
class Flow:
    """The best that can be made of the hours: what each edge carries, of what it may."""

    network: Mapping[tuple[Node, Node], int]
    carried: Mapping[tuple[Node, Node], int]
    areas: tuple[str, ...]

    def into(self, node: Node) -> int:
        """Return the minutes that reach a node."""
        return sum(carried for (_, head), carried in self.carried.items() if head == node)

    def is_full(self, tail: Node, head: Node) -> bool:
        """Return whether an edge carries all it may."""
        edge = (tail, head)
        return edge in self.network and self.carried[edge] == self.network[edge]

    @property
    def useful(self) -> int:
        """The minutes that count toward the minimum."""
        return self.into(SINK)


def best(one: HoursRequirement, supply: Mapping[Cell, int]) -> Flow:
    """Return the largest flow of these hours through the certain limits of the requirement."""
    areas = hard_areas(one, supply)
    network: dict[tuple[Node, Node], int] = {}
    for cell, minutes in supply.items():
        cap = hard_cap(one, cell)
        if cap:
            network[SOURCE, ("cap", cap.id)] = whole(cap.maximum)
        network[("cap", cap.id) if cap else SOURCE, cell] = minutes
        network |= _behind(one, cell, areas, minutes)
    network |= _sinks(one, areas)
    return Flow(network, largest(network), areas)


def _behind(
    one: HoursRequirement, cell: Cell, areas: tuple[str, ...], minutes: int
) -> dict[tuple[Node, Node], int]:
    if one.rate and not one.rate.verify:
        month = ("month", cell.month)
        return {(cell, month): minutes, (month, REST): whole(one.rate.maximum)}
    if cell.area in areas:
        return {(cell, ("area", cell.area)): minutes, (cell, REST): minutes}
    return {(cell, REST): minutes}


def _sinks(one: HoursRequirement, areas: tuple[str, ...]) -> dict[tuple[Node, Node], int]:
    asked: PerArea | None = one.per_area
    each = whole(asked.minimum) if asked and areas else 0
    sinks: dict[tuple[Node, Node], int] = {(("area", area), SINK): each for area in areas}
    return sinks | {(REST, SINK): whole(one.minimum) - each * len(areas)}
