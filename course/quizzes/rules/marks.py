"""What the slots of an attempt earned together."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Earned:
    """Points and fraction of one slot."""

    points: Decimal
    fraction: Decimal


def total(slots: Sequence[Earned]) -> Decimal:
    """Return earned by possible marks, in 0 to 1; 0 when there are no points."""
    possible = sum((slot.points for slot in slots), Decimal(0))
    earned = sum((slot.points * slot.fraction for slot in slots), Decimal(0))
    return earned / possible if possible else Decimal(0)
