from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course import marks


@pytest.mark.parametrize(
    ("mark", "units"),
    [
        (Fraction(1, 3), 3333333),
        (Fraction(2, 3), 6666667),
        (Fraction(1, 6), 1666667),
        (Decimal(1), 10000000),
        (Decimal("0.1"), 1000000),
        (Decimal("-0.5"), -5000000),
        # Ties go to the even neighbor, for both kinds of number.
        (Decimal("0.00000005"), 0),
        (Decimal("0.00000015"), 2),
        (Fraction(1, 20_000_000), 0),
        (Fraction(3, 20_000_000), 2),
    ],
)
def test_a_mark_is_a_whole_number_of_ten_millionths(mark, units):
    assert marks.to_units(mark) == units


@given(st.integers(-(10**15), 10**15))
def test_units_come_back_unchanged(units):
    assert marks.to_units(marks.from_units(units)) == units


@given(st.fractions(0, 100, max_denominator=1000))
def test_a_fraction_is_off_by_half_a_unit_at_most(fraction):
    kept = Fraction(marks.from_units(marks.to_units(fraction)))
    assert abs(kept - fraction) <= Fraction(1, 2 * 10**7)


def test_a_float_is_no_mark():
    with pytest.raises(TypeError):
        marks.to_units(0.1)
