"""Marks and fractions as whole numbers of 10⁻⁷, so that no database rounds them."""

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

#: The smallest mark. Seven places carry thirds and sixths as other systems write them.
UNIT = Decimal("0.0000001")


def to_units(value: Decimal | Fraction) -> int:
    """Return a mark as a whole number of 10⁻⁷, ties to the even neighbor."""
    if isinstance(value, Fraction):
        return round(value * 10**7)
    return int((value / UNIT).to_integral_value(rounding=ROUND_HALF_EVEN))


def from_units(units: int) -> Decimal:
    """Return the exact mark behind a whole number of 10⁻⁷."""
    return Decimal(units) * UNIT
