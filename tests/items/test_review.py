from decimal import Decimal

import pytest

from course import items
from tests.items import make


def _review(data, *chosen):
    one = make.item(data)
    return items.for_review(one, {"answer": list(chosen)}, items.shown_order(one, "seed"))


def _told(view):
    return {one.id: (one.chosen, one.right, one.verdict) for one in view.options}


def test_the_review_of_a_choice_shows_answer_and_best_answer():
    assert _told(_review(make.choice(), "b")) == {
        "a": (False, True, "Best answer"),
        "b": (True, False, "Your answer"),
        "c": (False, False, ""),
    }


def test_a_right_choice_is_both():
    assert _told(_review(make.choice(), "a"))["a"][2] == "Your answer, and the best answer"


def test_the_review_of_several_tells_each_option():
    view = _review(make.several(), "a", "c")
    assert [_told(view)[name][2] for name in "abcd"] == [
        "Your answer, and right",
        "Right, and not chosen",
        "Your answer, not right",
        "",
    ]


def test_every_option_says_why_and_the_explanation_is_there():
    view = _review(make.choice())
    assert {one.id: one.why for one in view.options} == {
        "a": "It opens it.",
        "b": "It is polite, yet silent.",
        "c": "It looks strict, and cold.",
    }
    assert view.explanation == "Meaning comes before the decision."
    assert view.stem == make.choice()["stem"]


@pytest.mark.parametrize(
    ("chosen", "verdict", "fraction"),
    [
        ("", "Not answered", "0"),
        ("ab", "Right", "1"),
        ("a", "Partly right", "0.5"),
        ("cd", "Not right", "0"),
    ],
)
def test_the_whole_answer_has_a_verdict_in_words(chosen, verdict, fraction):
    view = _review(make.several(), *chosen)
    assert (view.verdict, view.fraction) == (verdict, Decimal(fraction))


def test_the_review_keeps_the_shown_order():
    one = make.item(make.choice())
    view = items.for_review(one, {}, {"answer": ["b", "c", "a"]})
    assert [option.id for option in view.options] == ["b", "c", "a"]
