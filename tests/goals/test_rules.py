"""Which version applies, which days fit, and what is said of it."""

import datetime as dt

import pytest

from course.errors import Invalid, Refused
from course.goals import rules
from course.goals.rules import Candidate
from course.goals.schemas import first_day
from course.goals.states import GoalState

TODAY = dt.date(2026, 11, 24)
OLD = Candidate(1, 1, "2018", "2018")
NEW = Candidate(2, 2, "2025.T.1", "2025-05")
MENDED = Candidate(3, 3, "2025.T.1", "2025-05")
LATEST = Candidate(4, 4, "2026.T.1", "2026-07-15")
ALL = [NEW, LATEST, OLD, MENDED]


@pytest.mark.parametrize(
    ("as_of", "day"),
    [
        ("2025", dt.date(2025, 1, 1)),
        ("2025-05", dt.date(2025, 5, 1)),
        ("2025-05-09", dt.date(2025, 5, 9)),
    ],
)
def test_a_time_begins_with_its_first_day(as_of, day):
    assert first_day(as_of) == day


@pytest.mark.parametrize(
    ("contract", "chosen"),
    [
        (None, LATEST),
        (dt.date(2026, 11, 1), LATEST),
        (dt.date(2026, 7, 15), LATEST),
        (dt.date(2026, 7, 14), MENDED),
        (dt.date(2025, 5, 1), MENDED),
        (dt.date(2025, 4, 30), OLD),
        (dt.date(2018, 1, 1), OLD),
        (dt.date(2010, 1, 1), OLD),
    ],
)
def test_the_newest_version_that_is_not_after_the_contract_applies(contract, chosen):
    assert rules.choose(ALL, contract) == chosen


def test_before_all_versions_the_oldest_is_taken_in_its_latest_text():
    assert rules.choose([NEW, MENDED], dt.date(2020, 1, 1)) == MENDED


def test_why_a_version_was_taken_is_said():
    assert "No day of a supervision contract is set" in rules.why_chosen(
        "2025-05", None, "contract-day"
    )
    assert rules.why_chosen("2025-05", dt.date(2025, 6, 3), "application-day") == (
        "The newest version known here that is not after the application of 3 Jun 2025."
    )
    oldest = rules.why_chosen("2025-05", dt.date(2024, 6, 3), "contract-day")
    assert "the oldest one was taken" in oldest
    assert "ask the body" in oldest


@pytest.mark.parametrize("day", [TODAY + dt.timedelta(days=1), dt.date(1985, 1, 1)])
def test_a_contract_day_has_come_and_is_not_from_another_life(day):
    with pytest.raises(Invalid, match="^contract_day: "):
        rules.check_contract_day(day, TODAY)


@pytest.mark.parametrize("day", [TODAY, dt.date(2057, 1, 1)])
def test_a_target_day_is_ahead_and_not_too_far(day):
    with pytest.raises(Invalid, match="^target_day: "):
        rules.check_target_day(day, TODAY)


def test_days_that_fit_or_are_left_empty_pass():
    rules.check_contract_day(TODAY, TODAY)
    rules.check_contract_day(None, TODAY)
    rules.check_target_day(TODAY + dt.timedelta(days=1), TODAY)
    rules.check_target_day(None, TODAY)


def test_a_dropped_goal_and_a_set_contract_day_stay_as_they_are():
    with pytest.raises(Refused, match="dropped"):
        rules.check_open(GoalState.DROPPED)
    with pytest.raises(Refused, match="pins the version"):
        rules.check_may_set_contract(TODAY)
    rules.check_may_set_contract(None)
