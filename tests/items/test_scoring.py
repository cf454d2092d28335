from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course import items
from tests.items import make


def _fraction(one, *chosen):
    return items.score(one, {"answer": list(chosen)}).fraction


def _key(one):
    return [option.id for option in one.interactions["answer"].options if option.correct]


def test_a_choice_earns_one_for_the_key_and_nothing_else():
    one = make.item(make.choice())
    assert [_fraction(one, chosen) for chosen in "abc"] == [1, 0, 0]


def test_true_false_earns_one_for_the_key_and_nothing_else():
    one = make.item(make.true_false())
    assert [_fraction(one, chosen) for chosen in ("true", "false")] == [0, 1]


@pytest.mark.parametrize(
    ("chosen", "fraction"),
    [("ab", "1"), ("a", "0.5"), ("abc", "0.5"), ("ac", "0"), ("cd", "0"), ("abcd", "0")],
)
def test_several_earns_right_less_wrong_by_the_number_right(chosen, fraction):
    assert _fraction(make.item(make.several()), *chosen) == Decimal(fraction)


def test_a_third_is_exact_to_seven_places():
    options = [make.option(name, correct=name in "abc") for name in "abcd"]
    one = make.item(make.several(options=options))
    assert _fraction(one, "a") == Decimal("0.3333333")
    assert _fraction(one, "a", "b") == Decimal("0.6666667")


def _with(one, options=None, **scoring):
    answer = one.interactions["answer"]
    if options:
        answer = answer.model_copy(update={"options": options})
    return one.model_copy(
        update={"interactions": {"answer": answer}, "scoring": items.Scoring(**scoring)}
    )


def test_weights_are_summed_and_bounded():
    one = make.item(make.several())
    worth = dict(zip("abcd", map(Decimal, ("0.7", "0.6", "-0.5", "0")), strict=True))
    options = tuple(
        option.model_copy(update={"weight": worth[option.id]})
        for option in one.interactions["answer"].options
    )
    one = _with(one, options, rules="weights")
    assert _fraction(one, "a") == Decimal("0.7")
    assert _fraction(one, "a", "c") == Decimal("0.2")
    assert _fraction(one, "c") == 0
    assert _fraction(one, "a", "b") == 1


def test_all_or_nothing_gives_nothing_for_a_part():
    one = _with(make.item(make.several()), rules="all_or_nothing")
    assert [_fraction(one, *chosen) for chosen in ("ab", "a", "abc")] == [1, 0, 0]


def test_interactions_count_by_their_weights():
    one = make.item(make.choice())
    answer = one.interactions["answer"]
    other = answer.model_copy(update={"id": "other"})
    two = one.model_copy(
        update={
            "body": (*one.body, items.Slot(interaction="other")),
            "interactions": {"answer": answer, "other": other},
            "scoring": items.Scoring(rules="all_or_nothing", per_interaction={"other": 3}),
        }
    )
    two = items.parse(items.canonical_text(two))
    assert items.score(two, {"answer": ["a"], "other": ["b"]}).fraction == Decimal("0.25")
    assert items.score(two, {"other": ["a"]}).fraction == Decimal("0.75")


def test_the_parts_tell_what_was_chosen_and_what_is_right():
    score = items.score(make.item(make.several()), {"answer": ["b", "c"]})
    told = [(part.option, part.chosen, part.right) for part in score.parts]
    assert told == [
        ("a", False, True),
        ("b", True, True),
        ("c", True, False),
        ("d", False, False),
    ]


def test_what_cannot_be_an_answer_is_not_scored():
    with pytest.raises(items.InvalidResponse):
        items.score(make.item(make.choice()), {"answer": ["z"]})


@given(make.answered())
def test_a_score_is_in_bounds_exact_and_the_same_again(pair):
    one, response = pair
    score = items.score(one, response)
    assert 0 <= score.fraction <= 1
    assert score.fraction == round(score.fraction, 7)
    assert items.score(one, response) == score


@given(make.answered())
def test_blank_earns_nothing_and_the_full_key_everything(pair):
    one, _ = pair
    assert items.score(one, {}).fraction == 0
    assert _fraction(one, *_key(one)) == 1


@given(make.answered(), st.randoms(use_true_random=False))
def test_the_order_of_choosing_and_of_showing_changes_nothing(pair, random):
    one, response = pair
    answer = one.interactions["answer"]
    moved = answer.model_copy(
        update={"options": tuple(random.sample(answer.options, len(answer.options)))}
    )
    shown = one.model_copy(update={"interactions": {"answer": moved}})
    chosen = random.sample(response["answer"], len(response["answer"]))
    assert _fraction(shown, *chosen) == items.score(one, response).fraction


@given(make.several_items(), st.data())
def test_a_right_option_more_or_a_wrong_one_less_never_costs(one, data):
    ids = [option.id for option in one.interactions["answer"].options]
    chosen = set(data.draw(st.lists(st.sampled_from(ids), unique=True)))
    before = _fraction(one, *chosen)
    for option in one.interactions["answer"].options:
        better = chosen | {option.id} if option.correct else chosen - {option.id}
        assert _fraction(one, *better) >= before
