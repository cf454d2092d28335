"""How hard a question was, and whether it tells the stronger from the weaker.

The definitions are the classical ones (Moodle's, in the names that its reports use): facility is
the mean share of the mark, discrimination the correlation of the mark with the rest of the total.
All sums are of whole numbers, so that no variance that is zero looks like one that is not.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

#: How often each (mark, total of all other questions) occurred, both in whole units.
Tally = Mapping[tuple[int, int], int]

#: From so many answers on, a discrimination is shown.
ENOUGH = 50
#: From so many answers on, its sign alone is worth a look.
ENOUGH_FOR_A_LOOK = 30
_Z95 = 1.959963984540054


@dataclass(frozen=True)
class Sums:
    """The sums over pairs of two whole numbers, each pair counted as often as it occurred."""

    n: int
    x: int
    y: int
    xx: int
    yy: int
    xy: int


def sums(tally: Tally) -> Sums:
    """Return the sums of a tally."""
    rows = [(x, y, count) for (x, y), count in tally.items()]
    return Sums(
        n=sum(count for _, _, count in rows),
        x=sum(x * count for x, _, count in rows),
        y=sum(y * count for _, y, count in rows),
        xx=sum(x * x * count for x, _, count in rows),
        yy=sum(y * y * count for _, y, count in rows),
        xy=sum(x * y * count for x, y, count in rows),
    )


def facility(tally: Tally, most: int) -> Fraction | None:
    """Return the mean mark by the most that could be earned; None without answers or marks."""
    found = sums(tally)
    return Fraction(found.x, found.n * most) if found.n and most else None


def discrimination(tally: Tally) -> float | None:
    """Return the correlation of the mark with the rest of the total, in -1 to 1.

    None when either does not vary: with one answer, or when all got the same.
    """
    found = sums(tally)
    spread_x = found.n * found.xx - found.x**2
    spread_y = found.n * found.yy - found.y**2
    if not spread_x or not spread_y:
        return None
    # Each root by itself: the product of the spreads may be larger than a float can hold.
    value = (found.n * found.xy - found.x * found.y) / (math.sqrt(spread_x) * math.sqrt(spread_y))
    return max(-1.0, min(1.0, value))


def wilson(share: Fraction | float, n: int, z: float = _Z95) -> tuple[float, float] | None:
    """Return the interval of a share seen in n answers (Wilson 1927); None without answers.

    `z` is the normal quantile of its level, by default of 95 %.
    """
    if not n:
        return None
    p = float(share)
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def mean_and_sd(counts: Mapping[Fraction, int]) -> tuple[Fraction | None, float | None]:
    """Return mean and standard deviation (n - 1) of values by how often each occurred.

    The mean is None without values, the deviation with fewer than two.
    """
    n = sum(counts.values())
    if not n:
        return None, None
    mean = sum((value * count for value, count in counts.items()), Fraction(0)) / n
    if n == 1:
        return mean, None
    squares = sum(((value - mean) ** 2 * count for value, count in counts.items()), Fraction(0))
    return mean, math.sqrt(squares / (n - 1))


def bins(counts: Mapping[Fraction, int], number: int = 10) -> list[int]:
    """Return how many of the shares in 0 to 1 lie in each of equal bins; 1 is in the last."""
    found = [0] * number
    for share, count in counts.items():
        found[min(int(share * number), number - 1)] += count
    return found
