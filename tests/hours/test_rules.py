"""What may be entered and signed, and which hours are told twice."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.errors import Invalid, Refused
from course.hours import rules
from course.hours.kinds import Category, Mode
from course.hours.rules import Clocked, Draft, Said, Signing, Written
from course.hours.states import EntryState, SignOffKind

TODAY = dt.date(2026, 11, 24)


def draft(**changed):
    plain = {
        "category": Category.CORE,
        "mode": Mode.SELF_PACED,
        "area": "a",
        "day": TODAY,
        "minutes": 90,
    }
    return Draft(**{**plain, **changed})


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"day": dt.date(2026, 11, 25)}, "day"),
        ({"day": dt.date(1985, 12, 31)}, "day"),
        ({"minutes": 0}, "hours"),
        ({"minutes": 1441}, "hours"),
        ({"mode": Mode.GROUP}, "mode"),
        ({"area": None}, "area"),
        ({"area": "r"}, "area"),
        ({"category": Category.CLINICAL, "mode": Mode.TELEHEALTH, "area": "a"}, "area"),
    ],
)
def test_what_cannot_be_entered_is_refused_by_its_field(changed, field):
    with pytest.raises(Invalid, match=f"^{field}: "):
        rules.check_draft(draft(**changed), TODAY)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"day": dt.date(1986, 1, 1)},
        {"minutes": 1440},
        {"category": Category.CLINICAL, "mode": Mode.TELEHEALTH, "area": None},
        {"category": Category.TRAINING, "area": None},
    ],
)
def test_what_can_be_entered_passes(changed):
    rules.check_draft(draft(**changed), TODAY)


def test_nobody_signs_their_own_hours():
    with pytest.raises(Refused, match="their own"):
        rules.check_may_sign(Signing(7, 7, was_in_charge=True))
    with pytest.raises(Refused, match="On the day of these hours"):
        rules.check_may_sign(Signing(8, 7, was_in_charge=False))
    rules.check_may_sign(Signing(8, 7, was_in_charge=True))


#: (what is said, where the entry stands): whether it may be.
TABLE = {
    ("signed", "waiting"): True,
    ("returned", "waiting"): True,
    ("unsigned", "signed"): True,
}


@pytest.mark.parametrize("kind", SignOffKind)
@pytest.mark.parametrize("state", EntryState)
def test_a_word_fits_only_where_the_entry_stands(kind, state):
    if TABLE.get((kind, state)):
        rules.check_sign_off(kind, state, "because")
        return
    with pytest.raises(Refused, match=f"This entry is {state}"):
        rules.check_sign_off(kind, state, "because")


@pytest.mark.parametrize("kind", [SignOffKind.RETURNED, SignOffKind.UNSIGNED])
def test_to_return_or_unsign_needs_a_word(kind):
    state = EntryState.SIGNED if kind == SignOffKind.UNSIGNED else EntryState.WAITING
    with pytest.raises(Invalid, match="comment: "):
        rules.check_sign_off(kind, state, "  ")


def test_hours_that_share_clock_time_are_found_over_midnight_too():
    day = dt.date(2026, 3, 1)
    late = Clocked("late", day, 23 * 60, 120)
    next_morning = Clocked("next", day + dt.timedelta(days=1), 30, 60)
    after = Clocked("after", day + dt.timedelta(days=1), 90, 60)
    assert rules.overlapping([after, next_morning, late]) == {"late", "next"}


clocked = st.builds(
    Clocked,
    st.uuids().map(str),
    st.dates(dt.date(2026, 3, 1), dt.date(2026, 3, 3)),
    st.integers(0, 1439),
    st.integers(1, 300),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(clocked, max_size=8, unique_by=lambda one: one.id))
def test_overlaps_are_those_that_comparing_every_pair_finds(entries):
    expected = {
        one.id
        for one in entries
        for other in entries
        if one.id != other.id
        and one.starts < other.starts + other.minutes
        and other.starts < one.starts + one.minutes
    }
    assert rules.overlapping(entries) == expected


def test_what_looks_like_a_client_is_warned_of_and_a_teacher_s_name_is_not():
    warned = rules.could_identify("Called Maria Delgado at 555-201-7788.", "Sam Reyes, Lakeside")
    assert [text.partition(":")[0] for text in warned] == [
        "This looks like somebody's name",
        "This looks like a phone number",
    ]
    assert rules.could_identify("Two hours on consent models.", "Dr. Ruth Okonkwo") == []
    assert len(rules.could_identify("", "someone@example.org")) == 1


NOON, LATER = (dt.datetime(2026, 11, 24, hour, tzinfo=dt.UTC) for hour in (12, 13))


def test_the_state_follows_from_the_newest_version_and_the_words_on_it():
    first, second = Written(1, NOON, withdrawn=False), Written(2, LATER, withdrawn=False)
    returned = Said(1, SignOffKind.RETURNED, LATER)
    signed = Said(1, SignOffKind.SIGNED, LATER)
    unsigned = Said(1, SignOffKind.UNSIGNED, LATER)
    assert rules.stands(first, []) == (EntryState.WAITING, NOON)
    assert rules.stands(first, [returned]) == (EntryState.RETURNED, LATER)
    assert rules.stands(first, [signed]) == (EntryState.SIGNED, LATER)
    assert rules.stands(first, [signed, unsigned]) == (EntryState.WAITING, LATER)
    # A word on the version before says nothing of the correction.
    assert rules.stands(second, [returned]) == (EntryState.WAITING, LATER)
    assert rules.stands(Written(2, LATER, withdrawn=True), [returned])[0] == EntryState.WITHDRAWN
