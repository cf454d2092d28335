import pytest
from hypothesis import given
from hypothesis import strategies as st

from course import items
from tests.items import make

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)


@pytest.mark.parametrize("response", [{}, {"answer": []}])
@pytest.mark.parametrize("data", [make.choice(), make.several(), make.true_false()])
def test_a_blank_answer_is_valid(data, response):
    items.check_response(make.item(data), response)


@given(make.answered())
def test_chosen_options_of_the_question_are_valid(pair):
    items.check_response(*pair)


@pytest.mark.parametrize(
    ("response", "message"),
    [
        (None, "an answer is an object"),
        ([], "an answer is an object"),
        ("a", "an answer is an object"),
        ({"other": ["a"]}, "there is no interaction 'other'"),
        ({"answer": "a"}, "a list of texts"),
        ({"answer": None}, "a list of texts"),
        ({"answer": {"a": True}}, "a list of texts"),
        ({"answer": [1]}, "what is in the list is text"),
        ({"answer": [True]}, "what is in the list is text"),
        ({"answer": [["a"]]}, "what is in the list is text"),
        ({"answer": ["z"]}, "there is no option 'z'"),
        ({"answer": ["a", "b"]}, "2 chosen, and 1 is the most"),
        ({"answer": ["a"] * 101}, "at most 100"),
        ({str(n): [] for n in range(101)}, "at most 100 interactions"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_in_words(response, message):
    with pytest.raises(items.InvalidResponse, match=message):
        items.check_response(make.item(make.choice()), response)


def test_an_option_is_chosen_once():
    with pytest.raises(items.InvalidResponse, match="chosen twice"):
        items.check_response(make.item(make.several()), {"answer": ["a", "a"]})


@given(JSON)
def test_any_json_value_is_taken_or_refused_and_breaks_nothing(value):
    one = make.item(make.several())
    for response in (value, {"answer": value}):
        assert len(_refusal(one, response)) < 250


def _refusal(one, response):
    try:
        items.check_response(one, response)
    except items.InvalidResponse as error:
        return str(error)
    return ""


def test_a_message_does_not_repeat_a_long_input():
    for response in ({"x" * 100_000: []}, {"answer": ["x" * 100_000]}):
        with pytest.raises(items.InvalidResponse) as caught:
            items.check_response(make.item(make.choice()), response)
        assert len(str(caught.value)) < 200
