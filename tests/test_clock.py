import datetime as dt
import threading

import pytest

from course import clock

NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)


def test_now_is_aware_utc_and_moves():
    first = clock.now()
    assert first.tzinfo is dt.UTC
    assert dt.timedelta(0) <= clock.now() - first < dt.timedelta(seconds=5)


def test_a_held_clock_stands_and_then_goes_on():
    with clock.held(NOON):
        assert clock.now() == clock.now() == NOON
    assert clock.now() != NOON


def test_holding_inside_holding_returns_to_the_outer_instant():
    with clock.held(NOON):
        with clock.held(NOON + dt.timedelta(days=1)):
            assert clock.now() == NOON + dt.timedelta(days=1)
        assert clock.now() == NOON


def test_a_held_instant_of_another_zone_is_utc():
    there = dt.timezone(dt.timedelta(hours=-5))
    with clock.held(dt.datetime(2026, 11, 24, 7, 0, tzinfo=there)):
        assert clock.now() == NOON
        assert clock.now().utcoffset() == dt.timedelta(0)


def test_a_failure_lets_the_clock_go():
    with pytest.raises(ZeroDivisionError), clock.held(NOON):
        1 / 0  # noqa: B018
    assert clock.now() != NOON


def test_another_thread_has_the_real_time():
    seen = []
    with clock.held(NOON):
        other = threading.Thread(target=lambda: seen.append(clock.now()))
        other.start()
        other.join()
    assert seen[0] != NOON
