"""Worked by hand, or by properties that hold for any answers."""

import math
import statistics
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from course.psychometrics.rules import (
    bins,
    discrimination,
    facility,
    mean_and_sd,
    wilson,
)


def tally(*pairs):
    return Counter(pairs)


def test_facility_is_the_mean_mark_by_the_most():
    # marks 2, 1, 0, 0 of 2: mean 3/4, by 2
    assert facility(tally((2, 0), (1, 0), (0, 0), (0, 0)), 2) == Fraction(3, 8)


def test_facility_is_null_without_answers_and_without_marks_to_earn():
    assert facility({}, 1) is None
    assert facility(tally((0, 3)), 0) is None


def test_discrimination_by_hand():
    # x 1 1 0 0, rest 3 2 1 0. Deviations: x ±1/2, y 1.5 .5 -.5 -1.5.
    # Sum of products 2, of squares 1 and 5: 2/√5.
    found = discrimination(tally((1, 3), (1, 2), (0, 1), (0, 0)))
    assert found == pytest.approx(2 / math.sqrt(5), abs=1e-12)


def test_discrimination_is_negative_when_the_weaker_have_it_right():
    # x 1 0 1 0, rest 0 1 2 5: means 1/2 and 2; products -1 + .5 + 0 - 1.5 = -2; squares 1, 14.
    found = discrimination(tally((1, 0), (0, 1), (1, 2), (0, 5)))
    assert found == pytest.approx(-2 / math.sqrt(14), abs=1e-12)


@pytest.mark.parametrize(
    "pairs",
    [
        [],
        [(1, 3)],
        [(1, 0), (1, 2), (1, 4)],
        [(0, 2), (1, 2), (0, 2)],
    ],
    ids=["no answer", "one answer", "all the same mark", "all the same rest"],
)
def test_discrimination_is_null_where_nothing_varies(pairs):
    assert discrimination(tally(*pairs)) is None


def test_thirds_that_are_all_alike_do_not_vary():
    # In floats the variance of three times 0.3333333 is not always zero.
    assert discrimination(Counter({(3_333_333, 1): 2, (3_333_333, 7): 1})) is None


def test_the_interval_of_eight_in_ten():
    # The score interval for 8 of 10, 95 %: 0.4902 to 0.9433.
    low, high = wilson(Fraction(8, 10), 10)
    assert (low, high) == (pytest.approx(0.490162, abs=1e-6), pytest.approx(0.943318, abs=1e-6))


def test_the_interval_stays_within_zero_and_one():
    # For 0 of n the upper end is z²/(n + z²): 3.8415/13.8415.
    assert wilson(0, 10) == (0.0, pytest.approx(0.277533, abs=1e-6))
    assert wilson(1, 10)[1] == pytest.approx(1, abs=1e-12)
    assert wilson(0, 0) is None


def test_mean_and_deviation_by_hand():
    # 1/2, 1/2, 1: mean 2/3; squares 1/36, 1/36, 1/9: 1/6, by 2: 1/12.
    mean, sd = mean_and_sd({Fraction(1, 2): 2, Fraction(1): 1})
    assert mean == Fraction(2, 3)
    assert sd == pytest.approx(math.sqrt(1 / 12), abs=1e-12)
    assert mean_and_sd({}) == (None, None)
    assert mean_and_sd({Fraction(1, 3): 1}) == (Fraction(1, 3), None)


def test_everything_right_is_in_the_last_bin():
    shares = {Fraction(1): 2, Fraction(0): 1, Fraction(99, 1000): 1, Fraction(1, 10): 1}
    assert bins(shares) == [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]


PAIRS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 300)), min_size=2, max_size=60)


@given(PAIRS)
def test_discrimination_is_the_correlation_of_a_library_or_null(pairs):
    xs, ys = zip(*pairs, strict=True)
    found = discrimination(Counter(pairs))
    if len(set(xs)) == 1 or len(set(ys)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(statistics.correlation(xs, ys), abs=1e-9)
        assert -1 <= found <= 1


@given(PAIRS, st.integers(1, 9), st.integers(0, 99))
def test_another_unit_and_an_easier_rest_change_no_discrimination(pairs, unit, more):
    other = Counter((x * unit, y + more) for x, y in pairs)
    found = discrimination(Counter(pairs))
    assert discrimination(other) == (found if found is None else pytest.approx(found, abs=1e-9))


@given(PAIRS, st.integers(2, 5))
def test_facility_does_not_change_when_everybody_comes_again(pairs, times):
    once = Counter(pairs)
    assert facility(once, 30) == facility({k: n * times for k, n in once.items()}, 30)


@given(st.integers(1, 10_000), st.data())
def test_the_interval_holds_the_share_and_gets_narrower(n, data):
    k = data.draw(st.integers(0, n))
    low, high = wilson(Fraction(k, n), n)
    assert low - 1e-12 <= k / n <= high + 1e-12
    assume(0 < k < n)
    low4, high4 = wilson(Fraction(k, n), 4 * n)
    assert high4 - low4 < high - low


@given(st.dictionaries(st.fractions(0, 1), st.integers(0, 50), max_size=20))
def test_no_value_is_lost_between_the_bins(counts):
    assert sum(bins(counts)) == sum(counts.values())
