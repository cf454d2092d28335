"""Ends, windows and days over every zone of the world: 50,000 made-up cases and the known traps."""

import datetime as dt
import os
import random
from decimal import Decimal
from zoneinfo import ZoneInfo, available_timezones

import pytest

from course.quizzes import rules
from course.quizzes.rules import Clocked, Given, Terms
from course.quizzes.states import AttemptState
from tests.conftest import NOON

MINUTE, HOUR, DAY = (dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1))
CASES = int(os.environ.get("TIME_CASES", "5000"))
ZONES = sorted(zone for zone in available_timezones() if "/" in zone)


def _utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


#: The instant that closes, the zone, days given, and the close then, worked out by hand.
BY_HAND = [
    # New York, clocks forward on 14 March 2027: 17:00 stays 17:00, in UTC an hour less.
    (_utc(2027, 3, 12, 22), "America/New_York", 3, _utc(2027, 3, 15, 21)),
    # And back on 7 November 2027.
    (_utc(2027, 11, 6, 21), "America/New_York", 1, _utc(2027, 11, 7, 22)),
    # Berlin, 28 March 2027, 02:30 is skipped: the later reading is 03:30 summer time.
    (_utc(2027, 3, 27, 1, 30), "Europe/Berlin", 1, _utc(2027, 3, 28, 1, 30)),
    # Berlin, 31 October 2027, 02:30 comes twice: the later one counts.
    (_utc(2027, 10, 30, 0, 30), "Europe/Berlin", 1, _utc(2027, 10, 31, 1, 30)),
    # Half hours and quarters, without clock changes.
    (_utc(2027, 3, 12, 11, 30), "Asia/Kolkata", 2, _utc(2027, 3, 14, 11, 30)),
    (_utc(2027, 3, 12, 11, 15), "Asia/Kathmandu", 2, _utc(2027, 3, 14, 11, 15)),
    # Lord Howe moves by half an hour: 4 April 2027, from +11 to +10:30.
    (_utc(2027, 4, 3, 1), "Australia/Lord_Howe", 1, _utc(2027, 4, 4, 1, 30)),
]


@pytest.mark.parametrize(("closes", "zone", "days", "then"), BY_HAND)
def test_days_are_added_on_the_wall_and_not_in_hours(closes, zone, days, then):
    terms = rules.accommodated(Terms(closes_at=closes, zone=zone), [Given(extra_days=days)])
    assert terms.closes_at == then


def _case(chance):
    zone = chance.choice(ZONES)
    start = _utc(2026, 1, 1) + chance.randrange(3 * 365 * 24 * 60) * MINUTE
    closes = None if chance.random() < 0.3 else start + chance.randrange(1, 60 * 24 * 20) * MINUTE
    terms = Terms(chance.choice((None, 1, 30, 90, 180)), 3, None, closes, zone)
    own = start + chance.randrange(1, 60 * 24 * 30) * MINUTE if chance.random() < 0.2 else None
    rows = [
        Given(
            Decimal(chance.choice(("1", "1.25", "1.5", "2", "10"))),
            chance.choice((0, 0, 15)),
            0,
            chance.choice((0, 0, 1, 2, 7)),
            None,
            own,
        )
        for _ in range(chance.randrange(3))
    ]
    return start, terms, rows


def _slowly(start, terms, rows):
    """The end by another way: minute by minute on the wall, the limit in fractions of a second."""
    ends = []
    if terms.minutes is not None:
        factor = max([Decimal(1), *(row.time_factor for row in rows)])
        extra = max([0, *(row.extra_minutes for row in rows)])
        ends.append(start.timestamp() + float(terms.minutes * 60 * factor) + extra * 60)
    own = [row.closes_at.timestamp() for row in rows if row.closes_at]
    days = max([0, *(row.extra_days for row in rows)])
    if terms.closes_at is not None and (days or not own):
        wall = terms.closes_at.astimezone(ZoneInfo(terms.zone)).replace(tzinfo=None)
        readings = [
            (wall + days * DAY).replace(tzinfo=ZoneInfo(terms.zone), fold=fold).timestamp()
            for fold in (0, 1)
        ]
        own.append(max(readings) if days else terms.closes_at.timestamp())
    ends += [max(own)] if own else []
    return min(ends, default=None)


def test_the_end_of_made_up_cases_is_what_another_way_gives():
    chance, met = random.Random(7), 0
    for _ in range(CASES):
        start, terms, rows = _case(chance)
        theirs = rules.accommodated(terms, rows)
        end = rules.effective_deadline(start, theirs)
        slow = _slowly(start, terms, rows)
        assert (end is None) == (slow is None)
        if end is not None:
            met += 1
            assert end.timestamp() == pytest.approx(slow, abs=0.001), (start, terms, rows)
            assert end.tzinfo is not None
    assert met > CASES / 2


def test_whoever_is_given_more_never_has_less():
    chance = random.Random(8)
    for _ in range(CASES // 5):
        start, terms, rows = _case(chance)
        rows = [Given(row.time_factor, row.extra_minutes, 0, row.extra_days) for row in rows]
        plain = rules.effective_deadline(start, terms)
        theirs = rules.effective_deadline(start, rules.accommodated(terms, rows))
        if plain is not None:
            # A repeated hour may be read as its later half even for no more than the day itself.
            assert theirs >= plain


def test_what_is_given_for_one_quiz_and_for_all_is_joined_field_by_field():
    given = [
        Given(time_factor=Decimal("1.5"), extra_attempts=1, opens_at=NOON - DAY),
        Given(extra_minutes=10, extra_attempts=2, closes_at=NOON + DAY, opens_at=NOON),
    ]
    terms = rules.accommodated(Terms(30, 2, NOON, NOON + HOUR), given)
    assert terms == Terms(30, 4, NOON - DAY, NOON + DAY, factor=Decimal("1.5"), extra_minutes=10)
    assert terms.limit == 55 * MINUTE


def test_extra_attempts_do_not_limit_what_has_no_limit():
    assert rules.accommodated(Terms(), [Given(extra_attempts=1)]).attempts is None


@pytest.mark.parametrize(
    ("seconds", "overdue"), [(-1, False), (0, False), (30, False), (30.001, True), (3600, True)]
)
def test_an_attempt_is_overdue_after_its_end_and_the_grace(seconds, overdue):
    attempt = Clocked(AttemptState.OPEN, NOON)
    assert rules.is_overdue(attempt, NOON + dt.timedelta(seconds=seconds)) == overdue
    assert rules.remaining_ms(attempt, NOON + dt.timedelta(seconds=seconds)) == max(
        0, -1000 * seconds
    )


def test_the_close_is_an_end_as_good_as_the_limit():
    assert rules.effective_deadline(NOON, Terms(30, closes_at=NOON + 10 * MINUTE)) == (
        NOON + 10 * MINUTE
    )
    assert rules.effective_deadline(NOON, Terms(30, closes_at=NOON + DAY)) == NOON + 30 * MINUTE
    assert rules.effective_deadline(NOON, Terms(None)) is None
