"""The order of modules that a pre-test suggests: ethics and safety, then what was missed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.exams.order import Found, suggested, why

MODULES = ["orientation", "ethics", "response", "assessment", "safety", "desire", "pain", "new"]


def _found(title, modules, missed, items=3, safety=0, *, first=False):
    return Found(title, tuple(modules), items, missed, safety, first)


def test_ethics_and_safety_come_first_then_missed_safety_then_most_missed():
    order = suggested(
        [
            _found("Assessment", ["assessment", "response"], 1),
            _found("Desire", ["desire"], 3),
            _found("Pain", ["pain"], 1, safety=1),
            _found("Ethics", ["orientation", "ethics"], 0, first=True),
            _found("Safety", ["safety"], 1, 2, 1, first=True),
        ],
        MODULES,
    )
    assert [one.module for one in order] == [
        "safety",
        "orientation",
        "ethics",
        "pain",
        "desire",
        "response",
        "assessment",
        "new",
    ]
    assert (order[0].domain, order[0].why) == (
        "Safety",
        "First for everybody. 1 of 2 missed, a safety item.",
    )
    assert order[-1].why == "The pre-test asks nothing of it."


def test_what_is_alike_keeps_the_order_of_the_curriculum():
    found = [_found(name, [name], 1) for name in ("pain", "ethics", "response")]
    order = suggested(found, MODULES)
    assert [one.module for one in order][:3] == ["ethics", "response", "pain"]


def test_a_module_of_two_domains_stands_where_the_earlier_one_puts_it():
    found = [_found("Little", ["pain", "desire"], 0), _found("Much", ["pain"], 2)]
    order = suggested(found, MODULES)
    assert [(one.module, one.domain) for one in order][:2] == [
        ("pain", "Much"),
        ("desire", "Little"),
    ]


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (_found("x", [], 0), "None of 3 missed."),
        (_found("x", [], 2), "2 of 3 missed."),
        (_found("x", [], 2, safety=1), "2 of 3 missed, one a safety item."),
        (_found("x", [], 3, safety=2), "3 of 3 missed, 2 of them safety items."),
        (_found("x", [], 2, safety=2), "2 of 3 missed, all safety items."),
        (_found("x", [], 0, first=True), "First for everybody. None of 3 missed."),
    ],
)
def test_each_place_says_why(one, words):
    assert why(one) == words


FOUND = st.lists(
    st.builds(
        lambda modules, missed, safety, first: Found(
            "x", tuple(modules), 3, missed, min(missed, safety), first
        ),
        st.lists(st.sampled_from(MODULES), max_size=4, unique=True),
        st.integers(0, 3),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=6,
)


@given(FOUND)
def test_every_module_has_one_place(found):
    assert sorted(one.module for one in suggested(found, MODULES)) == sorted(MODULES)
