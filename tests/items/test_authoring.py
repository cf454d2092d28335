from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from course import items
from tests.items import make

KINDS = [make.choice, make.several, make.true_false]


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_of_each_kind_is_read_and_written_back(kind):
    data = kind(vignette={"age": 54, "gender": "man", "couple": "mixed"})
    question = make.read(data)
    assert items.to_yaml_data(question) == data
    assert make.read(items.to_yaml_data(question)) == question


@pytest.mark.parametrize("kind", KINDS)
def test_the_stored_source_is_the_same_question(kind):
    question = make.read(kind(allow={"key-longest": "The short form would mislead."}))
    assert items.parse_source(items.source_text(question)) == question


def test_keys_are_written_in_the_order_of_the_format():
    vignette = {"age": 54, "gender": "man", "couple": "mixed"}
    allow = {"key-longest": "The short form would mislead."}
    data = dict(reversed(make.choice(allow=allow, vignette=vignette).items()))
    assert list(items.to_yaml_data(make.read(data))) == [
        "id", "type", "stem", "options", "explanation", "objective", "level", "difficulty",
        "safety", "pool", "references", "vignette", "allow",
    ]  # fmt: skip


def test_true_is_written_before_false():
    data = make.true_false()
    turned = {**data, "options": data["options"][::-1]}
    assert items.to_yaml_data(make.read(turned)) == data
    assert make.item(turned) == make.item(data)


def test_the_sides_of_true_false_have_fixed_texts():
    answer = make.item(make.true_false()).interactions["answer"]
    assert [(one.id, one.text.src, one.fixed) for one in answer.options] == [
        ("true", "True", True),
        ("false", "False", True),
    ]


def _options(*right, size=3):
    names = "abcdef"[:size]
    return [make.option(name, correct=name in right) for name in names]


def _whyless():
    options = _options("a")
    del options[1]["why"]
    return options


BAD = [
    (make.choice(options=_options()), "exactly one is correct"),
    (make.choice(options=_options("a", "b")), "exactly one is correct"),
    (make.choice(options=_options("a", size=1)), "at least 2"),
    (make.choice(options=_options("a", size=6)), "at most 5"),
    (make.choice(options=_whyless()), "why"),
    (make.choice(options=[*_options("a"), make.option("a", text="More")]), "same id"),
    (make.choice(options=[make.option(n, correct=n == "a", text="x") for n in "ab"]), "same text"),
    (make.several(options=_options("a", size=4)), "at least two correct"),
    (make.several(options=_options("a", "b", "c")), "one wrong"),
    (make.true_false(options=make.true_false()["options"][:1]), "at least 2"),
    (make.true_false(options=[make.true_false()["options"][1]] * 2), "same id"),
    (make.true_false(options=_options("a", size=2)), "'true' or 'false'"),
    (make.choice(type="riddle"), "riddle"),
    (make.choice(id="Eth_gift"), "pattern"),
    (make.choice(id="a" * 65), "64"),
    (make.choice(id="eth-gift\n"), "pattern"),
    (make.choice(stem="  "), "stem"),
    (make.choice(difficulty=Decimal(0)), "difficulty"),
    (make.choice(difficulty=Decimal(1)), "difficulty"),
    (make.choice(level="create"), "level"),
    (make.choice(pool="reserve"), "pool"),
    (make.choice(hint="x"), "hint"),
    (make.choice(vignette={"age": 19, "gender": "man", "couple": "none"}), "age"),
    (make.choice(vignette={"age": 81, "gender": "man", "couple": "none"}), "age"),
    (make.choice(allow={"key-longest": "so"}), "allow"),
]


@pytest.mark.parametrize(("data", "message"), BAD)
def test_a_question_that_does_not_fit_is_refused_in_words(data, message):
    with pytest.raises(ValidationError, match=message):
        make.read(data)


def test_all_errors_come_at_once_with_their_places():
    with pytest.raises(ValidationError) as caught:
        make.read(make.choice(id="Eth", level="create", options=_whyless()))
    places = {error["loc"] for error in caught.value.errors()}
    assert places == {("choice", "id"), ("choice", "level"), ("choice", "options", 1, "why")}


@pytest.mark.parametrize("value", [None, [], "text", 1, {}])
def test_what_is_no_question_at_all_is_refused(value):
    with pytest.raises(ValidationError):
        make.read(value)


@given(st.decimals("0.01", "0.99", places=4), st.text(min_size=1, max_size=30))
def test_any_question_survives_storage(difficulty, words):
    question = make.read(make.choice(difficulty=difficulty, stem=f"{words} What now?"))
    assert items.parse_source(items.source_text(question)) == question
    assert items.parse(items.canonical_text(items.to_item(question))) == items.to_item(question)
