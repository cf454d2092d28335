"""What answers to the kinds beyond choosing earn."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course import items
from tests.items import kinds, make


def _fraction(data, *given, name="answer"):
    return items.score(make.item(data), {name: list(given)}).fraction


@pytest.mark.parametrize(
    ("given", "fraction"),
    [
        ("limits:limits consent:consent scope:scope", "1"),
        ("limits:limits consent:consent scope:record", "0.6666667"),
        ("limits:limits", "0.3333333"),
        ("limits:consent consent:consent", "0.3333333"),
        ("limits:consent consent:limits", "0"),
    ],
)
def test_a_matching_earns_right_pairs_by_all_pairs(given, fraction):
    assert _fraction(kinds.matching(), *given.split()) == Decimal(fraction)


# tau = (pairs in order - pairs in wrong order) / 6, computed by hand for four steps.
@pytest.mark.parametrize(
    ("given", "fraction"),
    [
        ("ask plan tell note", "1"),
        ("ask plan note tell", "0.6666667"),
        ("plan ask note tell", "0.3333333"),
        ("note ask plan tell", "0"),
        ("note tell plan ask", "0"),
        ("ask:1 plan:2", "0.1666667"),
        ("ask:1 note:4", "0.1666667"),
        ("ask:1 plan:1 tell:2 note:3", "0.8333333"),
        ("plan:1 ask:2", "0"),
        ("ask:3", "0"),
    ],
)
def test_an_ordering_earns_kendalls_tau_cut_off_at_nothing(given, fraction):
    assert _fraction(kinds.ordering(), *given.split()) == Decimal(fraction)


@pytest.mark.parametrize(
    ("given", "fraction"),
    [("consent", 1), ("  INFORMED\u3000consent. ", 1), ("The contract", 0), ("consents", 0)],
)
def test_a_short_text_earns_all_or_nothing(given, fraction):
    assert _fraction(kinds.short_text(), given) == fraction


@pytest.mark.parametrize(
    ("given", "fraction"),
    [("16", 1), ("15.5", 1), ("16.5", 1), ("15.4999999", 0), ("16.5000001", 0), ("8", 0)],
)
def test_a_number_is_right_from_low_to_high_exactly(given, fraction):
    assert _fraction(kinds.number(), given) == fraction


def test_a_cloze_earns_the_mean_of_its_gaps_by_weight():
    one = make.item(kinds.cloze())
    half = items.score(one, {"before": ["consent"], "end": ["nobody"]})
    assert half.fraction == Decimal("0.5")
    heavy = one.scoring.model_copy(update={"per_interaction": {"end": Decimal(3)}})
    weighed = one.model_copy(update={"scoring": heavy})
    assert items.score(weighed, {"before": ["consent"]}).fraction == Decimal("0.25")
    assert items.score(weighed, {"end": ["Either partner"]}).fraction == Decimal("0.75")


@pytest.mark.parametrize("data", [kinds.matching(), kinds.ordering()])
def test_all_or_nothing_gives_nothing_for_a_part(data):
    one = make.item(data)
    whole = one.scoring.model_copy(update={"rules": "all_or_nothing"})
    strict = items.parse(items.canonical_text(one.model_copy(update={"scoring": whole})))
    key = items.model_answer(strict)["answer"]
    assert items.score(strict, {"answer": key}).fraction == 1
    almost = [f"{step}:{place}" if ":" not in step else step for place, step in enumerate(key, 1)]
    assert items.score(strict, {"answer": almost[:-1]}).fraction == 0


@given(kinds.answered())
def test_a_score_is_in_bounds_exact_and_the_same_again(pair):
    one, response = pair
    score = items.score(one, response)
    assert 0 <= score.fraction <= 1
    assert score.fraction == round(score.fraction, 7)
    assert items.score(items.parse(items.canonical_text(one)), response) == score


@given(kinds.ITEMS)
def test_blank_earns_nothing_and_the_model_answer_everything(one):
    assert items.score(one, {}).fraction == 0
    assert items.score(one, {name: [] for name in one.interactions}).fraction == 0
    assert items.score(one, items.model_answer(one)).fraction == 1


@given(kinds.ITEMS, st.randoms(use_true_random=False))
def test_a_guess_is_an_answer_in_canonical_form(one, random):
    response = items.guessed(one, random)
    items.check_response(one, response)
    for name, stored in response.items():
        assert items.canonical_part(one, name, items.picked_part(one, name, stored)) == stored


@given(kinds.answered(), st.randoms(use_true_random=False))
def test_the_order_in_which_a_page_gives_an_answer_back_changes_nothing(pair, random):
    one, response = pair
    for name, stored in response.items():
        picked = items.picked_part(one, name, stored)
        random.shuffle(picked)
        assert items.canonical_part(one, name, picked) == stored


@given(kinds.answered(), st.data())
def test_a_part_that_is_put_right_never_costs(pair, data):
    one, response = pair
    before = items.score(one, response).fraction
    for name, better in _better(one, response, data):
        assert items.score(one, {**response, name: better}).fraction >= before


def _better(one, response, data):
    """Yield answers that differ from this one in a part that is right now."""
    key = items.model_answer(one)
    for name, interaction in one.interactions.items():
        given = response[name]
        if interaction.type == "match":
            pair = data.draw(st.sampled_from(key[name]))
            rest = [part for part in given if part.split(":")[0] != pair.split(":")[0]]
            yield name, [*rest, pair]
        elif interaction.type == "order" and given and ":" not in given[0]:
            at = data.draw(st.integers(0, len(given) - 2))
            if interaction.ids.index(given[at]) > interaction.ids.index(given[at + 1]):
                yield name, [*given[:at], given[at + 1], given[at], *given[at + 2 :]]
        elif interaction.type != "order":
            yield name, key[name]


@given(kinds.orderings(), st.randoms(use_true_random=False))
def test_an_ordering_and_its_reverse_earn_at_most_one_of_them(one, random):
    given = random.sample(one.interactions["answer"].ids, k=len(one.interactions["answer"].ids))
    both = [items.score(one, {"answer": way}).fraction for way in (given, given[::-1])]
    assert min(both) == 0


def _parts(data, *given):
    score = items.score(make.item(data), {"answer": list(given)})
    return {(part.option, part.chosen, part.right) for part in score.parts if part.chosen}


def test_the_parts_tell_what_was_put_where():
    assert _parts(kinds.matching(), "limits:limits", "scope:record") == {
        ("limits:limits", True, True),
        ("scope:record", True, False),
    }
    assert _parts(kinds.ordering(), "plan", "ask", "tell", "note") == {
        ("plan:1", True, False),
        ("ask:2", True, False),
        ("tell:3", True, True),
        ("note:4", True, True),
    }
    assert _parts(kinds.short_text(), "the CONTRACT") == {("contract", True, False)}
    assert _parts(kinds.number(), "19.05") == {("odds", True, False)}
    assert _parts(kinds.number(), "7") == set()
