import datetime as dt

import pytest

from course.errors import Invalid
from course.supervision import rules
from course.supervision.rules import Away

TODAY = dt.date(2026, 11, 24)


def ago(days):
    return TODAY - dt.timedelta(days=days)


@pytest.mark.parametrize(("days", "stalled"), [(0, False), (20, False), (21, True), (400, True)])
def test_stalled_is_who_did_nothing_for_twenty_one_days(days, stalled):
    assert rules.is_stalled(ago(days), [], TODAY) is stalled


def test_a_leave_that_covers_today_silences_it():
    assert not rules.is_stalled(ago(300), [Away(ago(5), TODAY)], TODAY)


def test_after_a_leave_the_days_are_counted_anew():
    away = [Away(ago(100), ago(20))]
    assert rules.idle_days(ago(200), away, TODAY) == 20
    assert not rules.is_stalled(ago(200), away, TODAY)
    assert rules.is_stalled(ago(200), [Away(ago(100), ago(21))], TODAY)


def test_work_after_a_leave_counts_from_the_work():
    assert rules.idle_days(ago(3), [Away(ago(100), ago(20))], TODAY) == 3


def test_a_leave_to_come_silences_nothing():
    assert rules.is_stalled(ago(30), [Away(ago(-1), ago(-9))], TODAY)


@pytest.mark.parametrize(
    "away", [Away(ago(-4), ago(-5)), Away(ago(9), TODAY), Away(TODAY, ago(-366))]
)
def test_a_leave_of_these_days_can_be(away):
    rules.check_leave(away, TODAY)


@pytest.mark.parametrize(
    ("away", "word"),
    [
        (Away(ago(-5), ago(-4)), "before the first"),
        (Away(ago(9), ago(1)), "over already"),
        (Away(TODAY, ago(-367)), "year long"),
    ],
)
def test_a_leave_of_these_days_cannot_be_and_the_field_is_named(away, word):
    with pytest.raises(Invalid, match=f"^until_day: .*{word}"):
        rules.check_leave(away, TODAY)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(text):
    assert rules.guarded(text) == f"'{text}"


@pytest.mark.parametrize(("value", "cell"), [("Tara", "Tara"), (None, ""), (3, "3"), ("", "")])
def test_another_cell_stays_as_it_is(value, cell):
    assert rules.guarded(value) == cell
