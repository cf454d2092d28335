import dataclasses
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course import items
from course.items.model import Text
from tests.items import make

CANARY = "quokka"


def _text(value):
    """Everything a view holds, as text."""
    if isinstance(value, Text):
        return value.model_dump_json()
    if dataclasses.is_dataclass(value):
        fields = {one.name: _text(getattr(value, one.name)) for one in dataclasses.fields(value)}
        return json.dumps(fields)
    if isinstance(value, tuple):
        return "|".join(map(_text, value))
    return json.dumps(value)


def _full(one):
    """Put a canary into every place of an item that is not to be seen."""
    text = items.Text(src=CANARY)
    answer = one.interactions["answer"]
    options = tuple(
        option.model_copy(update={"feedback": text, "weight": "0.7654321"})
        for option in answer.options
    )
    answer = answer.model_copy(update={"options": options})
    feedback = (items.Feedback(when="general", text=text),)
    ext = {"practicum": {"objective": CANARY}}
    return one.model_copy(
        update={"interactions": {"answer": answer}, "feedback": feedback, "ext": ext}
    )


@pytest.mark.parametrize("data", [make.choice(), make.several(), make.true_false()])
def test_nothing_of_key_reason_or_weight_is_in_the_taking_view(data):
    one = _full(make.item(data))
    view = items.for_taking(one, items.shown_order(one, "seed"))
    seen = _text(view)
    assert view.options[0].text in seen
    for hidden in (CANARY, "7654321", "correct", "right", "why", "weight", "feedback"):
        assert hidden not in seen


def _keyed(key):
    return make.item(make.choice(options=[make.option(n, correct=n == key) for n in "abc"]))


def test_items_that_differ_in_their_key_alone_look_the_same():
    orders = {json.dumps(items.shown_order(_keyed(key), "seed")) for key in "abc"}
    views = {_text(items.for_taking(_keyed(key), {"answer": list("bca")})) for key in "abc"}
    assert len(orders) == len(views) == 1


def test_the_view_shows_the_stem_and_the_options_as_ordered():
    one = make.item(make.choice())
    view = items.for_taking(one, {"answer": ["c", "a", "b"]})
    assert view.kind == "choice"
    assert view.stem == make.choice()["stem"]
    assert [option.id for option in view.options] == ["c", "a", "b"]
    assert view.options[1].text == "Talk about its meaning"
    assert not view.multiple
    assert view.interactions[0].max == 1


def test_several_may_choose_as_many_as_there_are():
    one = make.item(make.several())
    view = items.for_taking(one, items.shown_order(one, ""))
    assert view.multiple
    assert view.interactions[0].max == 4


@pytest.mark.parametrize("order", [{}, {"answer": ["a"]}, {"answer": ["a", "b", "b", "c"]}])
def test_an_order_that_does_not_name_each_option_once_is_refused(order):
    with pytest.raises(ValueError, match="does not name each option once"):
        items.for_taking(make.item(make.choice()), order)


@given(make.several_items(), st.text(max_size=20))
def test_a_shown_order_has_every_option_and_is_the_same_for_the_same_seed(one, seed):
    order = items.shown_order(one, seed)
    assert sorted(order["answer"]) == sorted(o.id for o in one.interactions["answer"].options)
    assert items.shown_order(one, seed) == order


def test_every_order_comes_up_about_as_often():
    one = make.item(make.choice())
    orders = ["".join(items.shown_order(one, str(n))["answer"]) for n in range(1200)]
    counts = {order: orders.count(order) for order in set(orders)}
    assert len(counts) == 6
    assert all(140 < count < 260 for count in counts.values())  # 200 expected, sd 12.9


def test_true_and_false_stay_put():
    one = make.item(make.true_false())
    assert {tuple(items.shown_order(one, str(n))["answer"]) for n in range(50)} == {
        ("true", "false")
    }


def test_a_fixed_option_keeps_its_place():
    one = make.item(make.several())
    answer = one.interactions["answer"]
    last = answer.options[-1].model_copy(update={"fixed": True})
    answer = answer.model_copy(update={"options": (*answer.options[:-1], last)})
    one = one.model_copy(update={"interactions": {"answer": answer}})
    orders = [items.shown_order(one, str(n))["answer"] for n in range(50)]
    assert {order[-1] for order in orders} == {"d"}
    assert len({tuple(order) for order in orders}) == 6


def _auc(pairs):
    """Return how often a key stands before a distractor; ties cannot be."""
    wins = [key < other for key, other in pairs]
    return sum(wins) / len(wins)


@pytest.mark.parametrize("key_of", [lambda _: "a", lambda rng: rng.choice("abcd")])
def test_the_order_says_nothing_of_the_key(key_of):
    rng = random.Random(7)
    pairs = []
    for n in range(2000):
        key = key_of(rng)
        options = [make.option(name, correct=name == key) for name in "abcd"]
        order = items.shown_order(make.item(make.choice(options=options)), f"s{n}")["answer"]
        pairs += [(order.index(key), order.index(other)) for other in order if other != key]
    assert 0.45 < _auc(pairs) < 0.55


def test_a_token_is_128_bits_of_an_hmac():
    # The message is the JSON text ["k",1,"i","a"]; the digest was computed with OpenSSL:
    # printf '["k",1,"i","a"]' | openssl dgst -sha256 -hmac secret
    assert items.option_token(b"secret", "k", 1, "i", "a") == "d9ddf98543f6a80b7556a169cf4e2d49"


def test_tokens_differ_between_attempts_slots_options_and_secrets():
    tokens = {
        items.option_token(secret, attempt, slot, interaction, option)
        for secret in (b"one", b"two")
        for attempt in ("k", "k1", "l")
        for slot in (1, 11)
        for interaction in ("i", "i1")
        for option in ("a", "1a", "b")
    }
    assert len(tokens) == 72
