"""Rules about people: no app, no database."""

import datetime as dt

import pytest

from course.errors import Invalid
from course.people import rules
from course.people.rules import Limit

SOMEBODY = {"email": "tara@practicum.test", "name": "Tara Okafor"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tara",
        "@test",
        "tara@",
        "a@b@c",
        "ta ra@x.test",
        "tara@x.test\nBcc: otto@x.test",
        "tara@x.test\r",
        "a,b@x.test",
        "<a@x.test>",
        "täter@x.test",
        "a@-.t est",
        "a" * 250 + "@x.test",
    ],
)
def test_what_is_not_one_address_is_refused(text):
    if text == "tara@x.test\r":
        # White space around an address comes from copying, and is dropped.
        assert rules.normal_email(text) == "tara@x.test"
        return
    with pytest.raises(Invalid):
        rules.normal_email(text)


def test_an_address_is_kept_in_lower_case():
    assert rules.normal_email("  Tara.O+x@Practicum.TEST ") == "tara.o+x@practicum.test"


def test_a_name_has_single_spaces():
    assert rules.normal_name("  Tara \t Okafor ") == "Tara Okafor"


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "Tara\x07"])
def test_a_name_that_does_not_fit_is_refused(name):
    with pytest.raises(Invalid):
        rules.normal_name(name)


@pytest.mark.parametrize(
    "password",
    [
        "fourteen signs",
        "x" * 129,
        "aaaaaaaaaaaaaaaa",
        "passwordpassword",
        "Letmein Letmein Letmein",
        "123456789012345",
        "QwertyUiopAsdfgh",
        "correct horse battery staple",
        "green okafor over there",
        "my tara@practicum.test too",
        "welcome to practicum",
    ],
)
def test_a_password_that_others_would_guess_is_refused(password):
    assert rules.password_problem(password, **SOMEBODY)


@pytest.mark.parametrize(
    "password",
    [
        "quiet river under stone",
        "fifteen letters",
        "Ünï cödé wörds hérë",
        "7" * 0 + "k3J!v9Qz-xW2pLs",
    ],
)
def test_any_other_long_password_will_do(password):
    assert rules.password_problem(password, **SOMEBODY) is None


def test_a_password_is_the_same_on_every_keyboard():
    # U+00E9 against e with U+0301: one letter, typed in two ways.
    assert rules.same_password("caf\u00e9 under the stone", "cafe\u0301 under the stone")
    assert not rules.same_password("cafe under the stone", "cafe under the stones")


D = dt.date


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((D(2026, 1, 1), D(2026, 1, 31)), (D(2026, 1, 31), None), True),
        ((D(2026, 1, 1), D(2026, 1, 31)), (D(2026, 2, 1), None), False),
        ((D(2026, 3, 1), None), (D(2026, 1, 1), None), True),
        ((D(2026, 3, 1), None), (D(2026, 1, 1), D(2026, 2, 28)), False),
    ],
)
def test_spans_overlap_when_they_share_a_day(first, second, expected):
    assert rules.days_overlap(first, second) is expected
    assert rules.days_overlap(second, first) is expected


TEN = Limit(10, dt.timedelta(minutes=15), deepest=-5)
NO_TIME = dt.timedelta()


def test_ten_tries_are_free_and_the_eleventh_waits_longer_than_one_refill():
    left = 10_000
    for _ in range(10):
        left, pause = rules.take(TEN, left, NO_TIME)
        assert pause == NO_TIME
    left, pause = rules.take(TEN, left, NO_TIME)
    # One try comes back every 90 s; the refused one is owed too.
    assert pause == dt.timedelta(seconds=180)


def test_hammering_makes_the_pause_longer_up_to_nine_minutes():
    left, pauses = 0, []
    for _ in range(8):
        left, pause = rules.take(TEN, left, NO_TIME)
        pauses.append(pause)
    assert pauses == sorted(pauses)
    assert pauses[-1] == dt.timedelta(seconds=6 * 90)


def test_who_waits_the_whole_pause_is_let_in():
    left, pause = rules.take(TEN, 0, NO_TIME)
    assert rules.take(TEN, left, pause)[1] == NO_TIME


def test_a_bucket_never_holds_more_than_its_tries():
    assert rules.take(TEN, 10_000, dt.timedelta(days=9))[0] == 9_000


def test_a_clock_that_goes_back_takes_nothing_away():
    assert rules.take(TEN, 5_000, -dt.timedelta(hours=1)) == (4_000, NO_TIME)


def test_a_pause_is_told_in_minutes_rounded_up():
    assert rules.whole_minutes(dt.timedelta(seconds=61)) == 2
    assert rules.whole_minutes(dt.timedelta(seconds=60)) == 1
