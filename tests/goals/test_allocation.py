"""What holds for every requirement in hours, whatever was logged."""

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from course.goals.allocation import Evidence
from course.goals.allocation.hours import hours_row
from course.hours.kinds import Mode
from tests.goals.make import asked, hours

MODES = [Mode.IN_PERSON, Mode.LIVE_ONLINE, Mode.SELF_PACED]
#: A cap on one mode, and three areas of which each must have its minimum.
CAPPED = asked(
    6,
    caps=[{"id": "online", "maximum": 2, "modes": ["self-paced", "live-online"]}],
    per_area={"minimum": 1, "areas": ["a", "b", "c"]},
)
RATED = asked(
    5,
    ("supervision",),
    caps=[{"id": "group", "maximum": 2, "modes": ["group"]}],
    rate={"maximum": 2},
)
CHOSEN = asked(5, per_area={"minimum": 2, "areas": ["a", "b", "c"], "needed": 2})

learned = st.builds(
    hours,
    st.integers(1, 3),
    mode=st.sampled_from(MODES),
    area=st.sampled_from(["a", "b", "c", "d", None]),
)
supervised = st.builds(
    hours,
    st.integers(1, 3),
    st.just("supervision"),
    mode=st.sampled_from([Mode.INDIVIDUAL, Mode.GROUP]),
    day=st.sampled_from([dt.date(2026, month, 5) for month in (1, 2, 3)]),
)
CASES = [(CAPPED, learned), (RATED, supervised), (CHOSEN, learned)]
cases = pytest.mark.parametrize(("requirement", "entries"), CASES, ids=["caps", "rate", "choice"])


def counted(requirement, entries):
    return hours_row(requirement, Evidence(tuple(entries))).counted // 60


def amounts(requirement, entries):
    """Every way to count whole hours of the entries, as amounts by entry and destination."""
    places = ["rest", *(["area"] if requirement.per_area else [])]
    for taken in itertools.product(*(range(entry.minutes // 60 + 1) for entry in entries)):
        splits = [range(amount + 1) if len(places) == 2 else [0] for amount in taken]
        for areas in itertools.product(*splits):
            yield list(zip(entries, taken, areas, strict=True))


def is_allowed(requirement, ways, chosen):
    for cap in requirement.caps:
        under = sum(taken for entry, taken, _ in ways if cap.covers(entry.category, entry.mode))
        if under > cap.maximum:
            return False
    if requirement.rate:
        for month in {entry.day.month for entry, _, _ in ways}:
            if sum(taken for entry, taken, _ in ways if entry.day.month == month) > (
                requirement.rate.maximum
            ):
                return False
    each = requirement.per_area.minimum if requirement.per_area else 0
    in_areas = dict.fromkeys(chosen, 0)
    for entry, _, area in ways:
        if area and entry.area not in chosen:
            return False
        if area:
            in_areas[entry.area] += area
    if any(amount > each for amount in in_areas.values()):
        return False
    rest = sum(taken - area for _, taken, area in ways)
    return rest <= requirement.minimum - each * len(chosen)


def brute(requirement, entries):
    """The most hours that count, found by trying everything."""
    asked_areas = requirement.per_area
    choices = itertools.combinations(asked_areas.areas, asked_areas.count) if asked_areas else [()]
    return max(
        sum(taken for _, taken, _ in ways)
        for chosen in choices
        for ways in amounts(requirement, entries)
        if is_allowed(requirement, ways, chosen)
    )


@cases
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_allocation_is_as_good_as_trying_everything(requirement, entries, data):
    some = data.draw(st.lists(entries, max_size=4))
    assert counted(requirement, some) == brute(requirement, some)


@cases
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_another_entry_never_lowers_what_counts(requirement, entries, data):
    some = data.draw(st.lists(entries, max_size=12))
    one_more = data.draw(entries)
    assert counted(requirement, [*some, one_more]) >= counted(requirement, some)


@cases
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_no_entry_counts_for_more_than_was_logged_and_what_is_left_has_a_reason(
    requirement, entries, data
):
    row = hours_row(requirement, Evidence(tuple(data.draw(st.lists(entries, max_size=12)))))
    assert sum(use.counted for use in row.uses) == row.counted <= row.needed
    for use in row.uses:
        assert 0 <= use.counted <= use.entry.minutes
        assert bool(use.why) == (use.left > 0)


@settings(max_examples=100, deadline=None)
@given(st.lists(learned, max_size=12))
def test_no_cap_is_exceeded(entries):
    row = hours_row(CAPPED, Evidence(tuple(entries)))
    assert sum(u.counted for u in row.uses if u.entry.mode != Mode.IN_PERSON) <= 2 * 60


def test_hours_over_a_cap_say_which():
    row = hours_row(CAPPED, Evidence((hours(3, mode="self-paced", area="a"),)))
    (use,) = row.uses
    assert (use.counted, use.why) == (120, "At most 2 hours of this kind count (online).")


def test_hours_that_other_areas_need_say_so():
    # Six hours are asked for: one in each of a, b and c, and three of any kind.
    row = hours_row(CAPPED, Evidence((hours(6, area="a"),)))
    assert row.counted == 4 * 60
    assert row.uses[0].why == "What is missing belongs to other knowledge areas."


def test_hours_over_the_rate_of_a_month_say_so():
    row = hours_row(RATED, Evidence((hours(3, "supervision", "individual"),)))
    assert row.uses[0].why == "At most 2 hours of a month count."


def test_a_certain_span_must_be_reached_and_takes_no_hours():
    requirement = asked(2, span={"months": 12})
    short = hours(1, day=dt.date(2026, 1, 31)), hours(1, day=dt.date(2027, 1, 30))
    row = hours_row(requirement, Evidence(short))
    assert (row.counted, row.met) == (120, False)
    long = hours(1, day=dt.date(2026, 1, 31)), hours(1, day=dt.date(2027, 1, 31))
    assert hours_row(requirement, Evidence(long)).met


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (
            {"rate": {"maximum": 2}, "per_area": {"minimum": 1, "areas": ["a"]}},
            "areas and a monthly rate cannot both be certain",
        ),
        (
            {
                "caps": [
                    {"id": "aa", "maximum": 2, "modes": ["self-paced"]},
                    {"id": "bb", "maximum": 2, "categories": ["core-knowledge"]},
                ]
            },
            "two caps cover core-knowledge in the mode self-paced",
        ),
        ({"caps": [{"id": "aa", "maximum": 2}]}, "names modes, categories or both"),
        ({"per_area": {"minimum": 1, "areas": ["a", "a"]}}, "areas stand once each"),
        ({"per_area": {"minimum": 4}}, "the areas together ask for more than the minimum"),
        ({"confidence": "memory"}, "needs verify: true"),
    ],
)
def test_a_requirement_that_cannot_be_computed_is_refused(more, message):
    with pytest.raises(ValidationError, match=message):
        asked(6, **more)
