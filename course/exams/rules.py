"""What an exam's answers say: a practice mark with its interval, by domain, and what to read again.

An interval is Wilson's (1927), which Brown, Cai and DasGupta recommend for few answers
(Statistical Science 2001, 16(2), 101-133). It takes the questions for a random part of their pool.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import NormalDist
from typing import Generic, TypeVar

from course.psychometrics.rules import wilson

#: Fewer questions give no mark of their own. The number is this program's: the smallest domain of
#: Form A has eight, and there the interval already covers up to half of the scale.
ENOUGH = 8
#: How often, in the long run, such an interval holds what it is about.
LEVEL = 0.9
_Z90 = NormalDist().inv_cdf((1 + LEVEL) / 2)


@dataclass(frozen=True)
class Outcome:
    """One graded question of an exam."""

    #: Its number in the attempt.
    number: int
    domain: str
    objective: str
    safety: bool
    mark: Decimal
    points: Decimal

    @property
    def is_missed(self) -> bool:
        """True when it did not earn all its points."""
        return self.mark < self.points


@dataclass(frozen=True)
class Tally:
    """Some questions together: how many, how many fully right, and their practice mark."""

    title: str
    items: int
    right: int
    #: Earned by possible marks, in 0 to 1; None where there are too few questions.
    share: Decimal | None
    #: The 90 % interval of the share.
    interval: tuple[Decimal, Decimal] | None


def tally(outcomes: Sequence[Outcome], title: str = "") -> Tally:
    """Count some questions; fewer than eight give neither a mark nor an interval."""
    right = sum(not one.is_missed for one in outcomes)
    earned = sum((one.mark for one in outcomes), Decimal(0))
    possible = sum((one.points for one in outcomes), Decimal(0))
    if len(outcomes) < ENOUGH or not possible:
        return Tally(title, len(outcomes), right, None, None)
    share = earned / possible
    return Tally(title, len(outcomes), right, share, interval(share, len(outcomes)))


def interval(share: Decimal, items: int) -> tuple[Decimal, Decimal] | None:
    """Return the 90 % interval of a share of so many questions; None for fewer than eight."""
    found = wilson(float(share), items, _Z90) if items >= ENOUGH else None
    return None if found is None else (Decimal(found[0]), Decimal(found[1]))


def by_domain(outcomes: Sequence[Outcome], titles: Sequence[str]) -> list[Tally]:
    """Return a tally of each domain that was asked, in the order of the blueprint."""
    members: dict[str, list[Outcome]] = {title: [] for title in titles}
    for one in outcomes:
        members.setdefault(one.domain, []).append(one)
    return [tally(mine, title) for title, mine in members.items() if mine]


Place = TypeVar("Place")


@dataclass(frozen=True)
class Reread(Generic[Place]):
    """A lesson to read again, and which questions say so."""

    place: Place
    missed: tuple[int, ...]
    safety: int


def to_reread(
    outcomes: Sequence[Outcome], places: Mapping[str, Place], key: Callable[[Place], object]
) -> list[Reread[Place]]:
    """Return the lessons of what was missed: safety first, then where most was missed.

    `places` has the lesson of each objective, `key` tells lessons apart. Ties keep the order in
    which the lessons' questions were asked.
    """
    members: dict[object, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        if one.is_missed and one.objective in places:
            members[key(places[one.objective])].append(one)
    found = [
        Reread(
            places[mine[0].objective],
            tuple(one.number for one in mine),
            sum(one.safety for one in mine),
        )
        for mine in members.values()
    ]
    return sorted(found, key=lambda one: (-one.safety, -len(one.missed)))
