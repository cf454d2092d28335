from decimal import Decimal

import pytest
from hypothesis import given
from pydantic import ValidationError

from course import items
from course.items.model import interaction
from tests.items import make


@given(make.answered())
def test_an_item_and_its_canonical_text_are_the_same_thing(pair):
    one, _ = pair
    text = items.canonical_text(one)
    assert items.parse(text) == one
    assert items.canonical_text(items.parse(text)) == text


def test_the_canonical_text_has_sorted_keys_no_spaces_and_numbers_as_strings():
    text = items.canonical_text(make.item(make.choice()))
    assert text.startswith('{"body":[{"fmt":"markdown","src":"Amara, 41, brings')
    assert '"points":"1"' in text


def test_one_number_has_one_spelling():
    one = make.item(make.choice())
    same = one.model_copy(update={"points": Decimal(2)})
    spelled = items.parse(items.canonical_text(same).replace('"points":"2"', '"points":"2.00"'))
    assert items.canonical_text(spelled) == items.canonical_text(same)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"points":"1"', '"points":"0"'),
        ('"points":"1"', '"points":"NaN"'),
        ('"form":1', '"form":2'),
        ('"form":1', '"form":1,"more":1'),
        ('"type":"choice"', '"type":"riddle"'),
        ('{"interaction":"answer"}', '{"interaction":"other"}'),
        ('"id":"b"', '"id":"a"'),
        ('"floor":"0"', '"floor":"1"'),
        ('"correct":true', '"correct":false'),
        ('"per_interaction":{}', '"per_interaction":{"other":"1"}'),
    ],
)
def test_a_text_that_is_no_item_is_refused(old, new):
    text = items.canonical_text(make.item(make.choice()))
    assert old in text
    with pytest.raises(ValueError, match=r"."):
        items.parse(text.replace(old, new))


def test_an_item_cannot_be_changed():
    one = make.item(make.choice())
    with pytest.raises(ValidationError, match="frozen"):
        one.kind = "several"


def test_the_name_of_an_interaction_is_given_once():
    with pytest.raises(ValueError, match="two interactions are called choice"):
        interaction("choice")(items.Interaction)


def _digests(data):
    one = make.item(data)
    return items.shown_digest(one), items.about_digest(one)


def _option(index, **over):
    options = [dict(one) for one in make.choice()["options"]]
    options[index] |= over
    return {"options": options}


@pytest.mark.parametrize(
    "over",
    [
        {"stem": "Another stem?"},
        _option(1, text="Another text"),
        _option(1, id="z"),
        {"options": make.choice()["options"][::-1]},
    ],
)
def test_what_is_seen_changes_the_digest_of_what_is_shown(over):
    assert _digests(make.choice(**over))[0] != _digests(make.choice())[0]


_KEY_MOVED = [{**one, "correct": one["id"] == "b"} for one in make.choice()["options"]]


@pytest.mark.parametrize(
    "over",
    [
        {"explanation": "Another one."},
        {"objective": "another-objective"},
        {"level": "analyze"},
        {"difficulty": Decimal("0.5")},
        {"safety": False},
        {"pool": "mock"},
        {"references": ["apa-ethics"]},
        {"vignette": {"age": 41, "gender": "woman", "couple": "none"}},
        {"options": _KEY_MOVED},
        _option(1, why="Another reason."),
    ],
)
def test_what_is_not_seen_changes_only_the_other_digest(over):
    before, after = _digests(make.choice()), _digests(make.choice(**over))
    assert after[0] == before[0]
    assert after[1] != before[1]
