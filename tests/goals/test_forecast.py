"""A forecast is a range that rests on what was done, or nothing."""

import datetime as dt
import math
import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.goals.forecast import Forecast, forecast, together

TODAY = dt.date(2026, 11, 24)
WEEK = dt.timedelta(weeks=1)
DAY = dt.timedelta(days=1)


def weekly(minutes, weeks):
    """Hours of so many minutes in each of the last weeks."""
    return [(TODAY - n * WEEK - 6 * DAY, minutes) for n in range(weeks)]


def test_an_even_pace_gives_one_day():
    # 10 hours are missing, 2 hours a week without any spread: five weeks.
    found = forecast(weekly(120, 12), 600, TODAY)
    assert (found.earliest, found.latest) == (TODAY + 5 * WEEK, TODAY + 5 * WEEK)
    assert (found.weeks, found.per_week) == (12, 120)


def test_an_uneven_pace_gives_the_range_that_is_worked_by_hand():
    # Weeks of 60 and 180 minutes in turn, twelve of them: mean 120, deviation
    # sqrt(12 * 60^2 / 11) = 62.67. Missing 1200 minutes.
    hours = [(TODAY - n * WEEK - 6 * DAY, 60 if n % 2 else 180) for n in range(12)]
    found = forecast(hours, 1200, TODAY)

    def reached(sign):
        spread = sign * 1.2816 * math.sqrt(12 * 3600 / 11)
        return next(n for n in range(1, 99) if n * 120 + spread * math.sqrt(n + n * n / 12) >= 1200)

    assert (reached(1), reached(-1)) == (8, 14)
    assert found.earliest == TODAY + 8 * WEEK
    assert found.latest == TODAY + 14 * WEEK


def test_below_four_weeks_nothing_is_said():
    assert forecast(weekly(120, 4)[:3], 600, TODAY) is None
    assert forecast([(TODAY - 26 * DAY, 600)], 600, TODAY) is None
    assert forecast([(TODAY - 27 * DAY, 600), (TODAY - DAY, 60)], 600, TODAY) is not None


def test_without_hours_in_the_last_weeks_nothing_is_said():
    assert forecast([(TODAY - 20 * WEEK, 600)], 600, TODAY) is None
    assert forecast([], 600, TODAY) is None


def test_what_is_there_needs_no_forecast():
    assert forecast(weekly(120, 12), 0, TODAY) is None


def test_hours_of_long_ago_do_not_make_the_pace():
    old = [(TODAY - n * WEEK, 6000) for n in range(12, 30)]
    assert forecast([*old, *weekly(120, 12)], 600, TODAY) == forecast(weekly(120, 12), 600, TODAY)


def test_a_pace_that_varies_too_much_has_no_last_day():
    found = forecast([(TODAY - DAY, 600), (TODAY - 5 * WEEK, 1)], 6000, TODAY)
    assert found.latest is None
    assert found.earliest > TODAY


def test_about_four_in_five_who_go_on_like_that_arrive_within_the_range():
    chance, within = random.Random(5), 0
    for _ in range(600):
        weeks = [chance.choice((0, 60, 120, 180, 240)) for _ in range(12)]
        hours = [(TODAY - n * WEEK - 6 * DAY, minutes) for n, minutes in enumerate(weeks)]
        found = forecast(hours, 2400, TODAY)
        so_far, week = 0, 0
        while so_far < 2400:
            so_far, week = so_far + chance.choice((0, 60, 120, 180, 240)), week + 1
        arrived = TODAY + week * WEEK
        within += found.earliest <= arrived <= (found.latest or dt.date.max)
    assert 0.74 <= within / 600 <= 0.9


days = st.integers(0, 150).map(lambda n: TODAY - n * DAY)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(days, st.integers(1, 300)), max_size=30), st.integers(1, 20_000))
def test_a_range_is_in_order_and_ahead(hours, missing):
    found = forecast(hours, missing, TODAY)
    if found:
        assert found.earliest > TODAY
        assert found.latest is None or found.earliest <= found.latest


def test_several_requirements_are_there_when_the_last_is():
    near = Forecast(TODAY + 2 * WEEK, TODAY + 9 * WEEK, 12, 60)
    far = Forecast(TODAY + 4 * WEEK, TODAY + 6 * WEEK, 8, 30)
    both = together([near, far])
    assert (both.earliest, both.latest) == (TODAY + 4 * WEEK, TODAY + 9 * WEEK)
    assert together([near, Forecast(TODAY + WEEK, None, 12, 60)]).latest is None
    assert together([near, None]) is None
    assert together([]) is None
