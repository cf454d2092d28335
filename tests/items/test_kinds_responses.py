"""Which answers to the kinds beyond choosing can be answers, and how they are read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course import items
from course.items.kinds.entry.reading import comparable, plain_number, read_number
from tests.items import kinds, make
from tests.items.test_responses import JSON, _refusal


@pytest.mark.parametrize("kind", kinds.ALL.values())
def test_a_blank_answer_to_any_kind_is_valid(kind):
    one = make.item(kind())
    items.check_response(one, {})
    items.check_response(one, {name: [] for name in one.interactions})


@given(kinds.answered())
def test_what_a_page_gives_back_is_valid(pair):
    items.check_response(*pair)


@pytest.mark.parametrize(
    ("data", "given", "message"),
    [
        (kinds.matching(), ["limits"], "there is no pair 'limits'"),
        (kinds.matching(), ["record:limits"], "there is no pair"),
        (kinds.matching(), ["limits:limits", "limits:scope"], "a left side gets one right side"),
        (kinds.matching(), ["limits:limits", "limits:limits"], "a left side gets one right side"),
        (kinds.ordering(), ["ask", "plan"], "names each step once"),
        (kinds.ordering(), ["ask", "plan", "tell", "ask"], "names each step once"),
        (kinds.ordering(), ["ask:0"], "there is no step and place"),
        (kinds.ordering(), ["ask:5"], "there is no step and place"),
        (kinds.ordering(), ["ask:1", "plan"], "there is no step and place"),
        (kinds.ordering(), ["ask:1", "ask:2"], "a step gets one place"),
        (kinds.short_text(), ["one", "two"], "one text is an answer"),
        (kinds.short_text(), ["x" * 201], "201 characters, and 200 is the most"),
        (kinds.short_text(), ["a\nb"], "control character"),
        (kinds.short_text(), ["a\x00b"], "control character"),
        (kinds.short_text(), ["a\ud800b"], "control character"),
        (kinds.short_text(), ["a\u2028b"], "control character"),
        (kinds.number(), ["1", "2"], "one number is an answer"),
        (kinds.number(), ["many"], "write a number in digits"),
        (kinds.number(), ["9" * 25], "25 characters, and 24 is the most"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_in_words(data, given, message):
    with pytest.raises(items.InvalidResponse, match=message):
        items.check_response(make.item(data), {"answer": given})


@given(st.sampled_from(sorted(kinds.ALL)), JSON)
def test_any_json_value_is_taken_or_refused_and_breaks_nothing(kind, value):
    one = make.item(kinds.ALL[kind]())
    for response in (value, dict.fromkeys(one.interactions, value)):
        assert len(_refusal(one, response)) < 250
        if not _refusal(one, response):
            items.score(one, response)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Consent", "consent"),
        ("".join(chr(ord(letter) + 0xFEE0) for letter in "Consent"), "consent"),
        ("Straße", "STRASSE"),
        ("informed   \t consent", "informed consent"),
        ("“Consent.”", "consent"),
        ("consent\u200b", "consent"),
        ("cafe\u0301", "caf\u00e9"),
        ("\ufb01rst", "first"),
    ],
)
def test_texts_that_are_the_same_when_compared(one, other):
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("consent", "consents"), ("in formed", "informed"), ("re-new", "renew"), ("café", "cafe")],
)
def test_texts_that_differ_when_compared(one, other):
    assert comparable(one) != comparable(other)


@given(st.text(max_size=40))
def test_comparing_twice_changes_nothing(text):
    assert comparable(comparable(text)) == comparable(text)


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("12", "", "12"),
        (" 12,5 ", "", "12.5"),
        ("12.50", "", "12.5"),
        ("0,125", "", "0.125"),
        (".5", "", "0.5"),
        ("5.", "", "5"),
        ("-3", "", "-3"),
        ("\u22123", "", "-3"),
        ("+3", "", "3"),
        ("-0", "", "0"),
        ("1.234", "", "1.234"),
        ("1234567", "", "1234567"),
        ("\uff11\uff12", "", "12"),
        ("16 %", "percent", "16"),
        ("16%", "%", "16"),
        ("0.1000000000000000000001", "", "0.1000000000000000000001"),
    ],
)
def test_a_number_is_read_exactly(text, unit, number):
    read = read_number("answer", text, unit)
    assert (read, plain_number(read)) == (Decimal(number), number)


@pytest.mark.parametrize("text", ["", "  ", "\u3000"])
def test_nothing_written_is_no_number(text):
    assert read_number("answer", text, "") is None


@pytest.mark.parametrize(
    "text",
    ["1,234", "1,234,567", "1,234.5", "1.234.567", "1.234,5", "1 234", "1'234", "1\u00a0234"],
)
def test_separators_between_thousands_are_refused_in_words(text):
    with pytest.raises(items.InvalidResponse, match="without separators between thousands"):
        read_number("answer", text, "")


@pytest.mark.parametrize(
    "text", ["1e3", "NaN", "inf", "12 mg", "16%", "1/2", "0x10", "1_000", "--1", ".", "१२", "12 13"]
)
def test_what_is_no_number_is_refused_in_words(text):
    with pytest.raises(items.InvalidResponse, match="write a number in digits"):
        read_number("answer", text, "mg")


@given(st.decimals("-1e9", "1e9", places=6))
def test_any_number_survives_writing_and_reading(value):
    assert read_number("answer", plain_number(value), "") == value


@pytest.mark.parametrize(
    ("picked", "given"),
    [
        (["plan:2", "ask:1", "note:4", "tell:3"], ["ask", "plan", "tell", "note"]),
        (["note:1", "ask:1"], ["ask:1", "note:1"]),
        (["note:4"], ["note:4"]),
        ([], []),
    ],
)
def test_an_order_is_stored_as_ids_and_while_it_is_none_with_its_places(picked, given):
    one = make.item(kinds.ordering())
    assert items.canonical_part(one, "answer", picked) == given
    assert sorted(items.picked_part(one, "answer", given)) == sorted(picked)


def test_a_written_answer_is_stored_as_written_without_white_space_around_it():
    one = make.item(kinds.short_text())
    assert items.canonical_part(one, "answer", ["  The  Contract "]) == ["The  Contract"]
    assert items.canonical_part(one, "answer", ["   "]) == []
    assert items.canonical_part(make.item(kinds.number()), "answer", ["16,50 %"]) == ["16.5"]
