import datetime as dt
from dataclasses import dataclass

import pytest

from course.study.worksheets import rules
from course.study.worksheets.rules import Charge, Entry


@dataclass(frozen=True)
class Asked:
    id: str
    prompt: str
    choices: tuple[str, ...] = ()


ASKED = [Asked("a", "What first"), Asked("b", "What then")]
NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)


def _shown(*kept):
    return rules.fields(ASKED, kept)


def test_fields_stand_in_the_lesson_s_order_and_those_it_dropped_come_last():
    shown = _shown(Entry("gone", "Asked once", "old"), Entry("b", "What then", "mine"))
    assert [(one.id, one.prompt, one.text, one.asked) for one in shown] == [
        ("a", "What first", "", True),
        ("b", "What then", "mine", True),
        ("gone", "Asked once", "old", False),
    ]


def test_a_text_written_under_another_prompt_says_so_and_keeps_it_until_it_is_changed():
    shown = _shown(Entry("a", "What at first?", "mine"))
    assert shown[0].before == "What at first?"
    assert rules.entries(shown, {"a": "mine"}) == [Entry("a", "What at first?", "mine")]
    assert rules.entries(shown, {"a": "new"}) == [Entry("a", "What first", "new")]


def test_a_field_that_was_not_sent_keeps_its_text_and_an_emptied_one_is_gone():
    shown = _shown(Entry("a", "What first", "one"), Entry("gone", "Asked once", "old"))
    assert rules.entries(shown, {"b": "two"}) == [
        Entry("a", "What first", "one"),
        Entry("b", "What then", "two"),
        Entry("gone", "Asked once", "old"),
    ]
    assert rules.entries(shown, {"a": " \n", "gone": ""}) == []


def test_a_field_holds_4000_characters_and_not_one_more():
    assert rules.too_long(_shown(), {"a": "x" * 4000, "b": ""}) == {}
    assert rules.too_long(_shown(), {"a": "x" * 4001}) == {
        "a": "What first: at most 4,000 characters; this has 4,001."
    }


def test_a_warning_says_what_it_looks_like_and_repeats_no_more_than_it_must():
    long = "https://example.org/" + "a" * 100
    warned = rules.warnings({"a": "Call 212-555-0199", "b": "fine", "c": long})
    assert [one.field for one in warned] == ["a", "c"]
    assert warned[0].text == (
        "This looks like a phone number: “212-555-0199”. Remove it if it is a client's."
    )
    assert long[:60] + "…" in warned[1].text


def _day(number):
    return dt.date(2026, 11, number)


def _charge(key, first, last=None, zone="UTC"):
    return Charge(key, f"S{key}", zone, _day(first), last and _day(last))


@pytest.mark.parametrize(
    ("charges", "expected"),
    [
        ([_charge(1, 1)], {1: "S1"}),
        ([_charge(1, 1, 24)], {1: "S1"}),  # the last day counts
        ([_charge(1, 1, 23)], {}),  # ended yesterday
        ([_charge(1, 25)], {}),  # begins tomorrow
        ([_charge(1, 21)], {}),  # came after the sharing: was not meant
        ([_charge(1, 1, 20), _charge(1, 21)], {1: "S1"}),  # a new contract with the same person
        ([_charge(1, 1), _charge(2, 1), _charge(3, 22)], {1: "S1", 2: "S2"}),
        ([], {}),
    ],
)
def test_those_in_charge_on_the_day_of_sharing_and_today_may_read(charges, expected):
    shared_at = NOON - dt.timedelta(days=4)  # on the 20th
    assert rules.readers(charges, shared_at, NOON) == expected
    assert rules.readers(charges, None, NOON) == {}


def test_a_day_is_the_supervisor_s_own():
    evening = dt.datetime(2026, 11, 24, 23, 0, tzinfo=dt.UTC)  # the 25th in Tokyo
    assert not rules.in_charge([_charge(1, 25)], evening)
    assert rules.in_charge([_charge(1, 25, zone="Asia/Tokyo")], evening) == {1: "S1"}
