"""Practice marks and intervals against another program's; lessons to read again."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.exams.rules import Outcome, by_domain, interval, tally, to_reread

ONE = Decimal(1)


def _one(number, *, right=True, domain="Desire", objective="aim", safety=False, mark=None):
    earned = Decimal(mark) if mark is not None else Decimal(int(right))
    return Outcome(number, domain, objective, safety, earned, ONE)


def _some(right, items, domain="Desire"):
    return [_one(number, right=number < right, domain=domain) for number in range(items)]


#: statsmodels 0.15.0, proportion_confint(right, items, alpha=0.1, method="wilson").
WILSON = {
    (8, 8): (0.7472764026, 1.0),
    (0, 8): (0.0, 0.2527235974),
    (6, 8): (0.4601530455, 0.9134851558),
    (9, 13): (0.4647743147, 0.8535846147),
    (11, 15): (0.5211741402, 0.8741822644),
    (21, 30): (0.5506175038, 0.8162927729),
    (68, 100): (0.5993988371, 0.7511177834),
}


@pytest.mark.parametrize(("answered", "expected"), WILSON.items())
def test_a_practice_mark_has_the_interval_of_wilson(answered, expected):
    found = tally(_some(*answered))
    assert (found.right, found.items) == answered
    assert found.share == Decimal(answered[0]) / answered[1]
    assert [float(end) for end in found.interval] == pytest.approx(expected, abs=1e-9)


def test_what_is_partly_right_counts_by_its_marks_and_is_not_right():
    # The same program with 68.5 of 100.
    found = tally([*_some(68, 99), _one(100, mark="0.5")])
    assert (found.right, found.share) == (68, Decimal("0.685"))
    ends = [float(end) for end in found.interval]
    assert ends == pytest.approx((0.6045762781, 0.7556769153), abs=1e-9)


@pytest.mark.parametrize("items", range(1, 8))
def test_fewer_than_eight_questions_have_no_mark(items):
    found = tally(_some(1, items))
    assert (found.items, found.right, found.share, found.interval) == (items, 1, None, None)
    assert interval(ONE, items) is None


def test_domains_come_in_the_order_of_the_blueprint_and_each_by_itself():
    asked = [*_some(2, 8, "Pain"), *_some(9, 9, "Ethics"), *_some(1, 2, "Old")]
    found = by_domain(asked, ["Ethics", "Never asked", "Pain"])
    assert [(one.title, one.right, one.items) for one in found] == [
        ("Ethics", 9, 9),
        ("Pain", 2, 8),
        ("Old", 1, 2),
    ]
    assert [one.share is None for one in found] == [False, False, True]


@given(st.integers(1, 200), st.data())
def test_an_interval_holds_its_share_and_stays_on_the_scale(items, data):
    right = data.draw(st.integers(0, items))
    found = tally(_some(right, items))
    if items < 8:
        assert found.interval is None
    else:
        low, high = found.interval
        # A share of 0 or 1 is an end of its interval, but for what a float cannot hold.
        assert 0 <= low <= found.share + Decimal("1e-12")
        assert found.share - Decimal("1e-12") <= high <= 1


def test_lessons_to_read_again_put_safety_first_then_most_missed():
    places = {"a": "early", "b": "late", "c": "late", "d": "calm"}
    asked = [
        _one(1, objective="b", right=False),
        _one(2, objective="c", right=False),
        _one(3, objective="a", right=False, safety=True),
        _one(4, objective="d", right=False),
        _one(5, objective="d"),
        _one(6, objective="retired", right=False),
    ]
    found = to_reread(asked, places, lambda place: place)
    assert [(one.place, one.missed, one.safety) for one in found] == [
        ("early", (3,), 1),
        ("late", (1, 2), 0),
        ("calm", (4,), 0),
    ]
