"""What may be seen of each kind before release, what is told after, and the two digests."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course import items
from tests.items import kinds, make
from tests.items.test_taking import CANARY, _text

BEYOND = [kinds.ALL[one] for one in ("matching", "ordering", "short-text", "number", "cloze")]


def _hidden(value):
    """Put a canary into every reason, and give the item's own record of itself one too."""
    if isinstance(value, list):
        return [_hidden(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _hidden(one) for key, one in value.items()}
    return kept | ({"feedback": {"src": CANARY}} if "feedback" in value else {})


def _full(data):
    stored = json.loads(items.canonical_text(make.item(data)))
    stored["interactions"] = _hidden(stored["interactions"])
    stored["ext"] = {"practicum": {"objective": CANARY}}
    stored["feedback"][0]["text"]["src"] = CANARY
    return items.parse(json.dumps(stored))


@pytest.mark.parametrize("kind", BEYOND)
def test_no_reason_and_no_word_of_a_key_is_in_the_taking_view(kind):
    one = _full(kind())
    seen = _text(items.for_taking(one, items.shown_order(one, "seed")))
    for hidden in (CANARY, "correct", "right", "why", "weight", "accept", "tempting", "pairs"):
        assert hidden not in seen.replace("rightful", ""), hidden


@pytest.mark.parametrize("kind", [kinds.short_text, kinds.number])
def test_a_box_to_write_in_shows_no_known_answer(kind):
    one = make.item(kind())
    seen = _text(items.for_taking(one, items.shown_order(one, "seed")))
    for known in ("consent", "Consent", "contract", "16", "15.5", "19"):
        assert known not in seen.replace(kind()["stem"], "")


def test_a_typed_gap_shows_no_known_answer():
    one = make.item(kinds.cloze())
    seen = _text(items.for_taking(one, items.shown_order(one, "seed")))
    assert "either" not in seen
    assert "therapist" not in seen


def _rotated(names, by):
    return [*names[by:], *names[:by]]


def _matching_keyed(by):
    """The same lefts and rights under the same ids, paired otherwise."""
    one = make.item(kinds.matching())
    stored = json.loads(items.canonical_text(one))
    answer = stored["interactions"]["answer"]
    rights = _rotated([pair["right"] for pair in answer["pairs"]], by)
    for pair, right in zip(answer["pairs"], rights, strict=True):
        pair["right"] = right
    return items.parse(json.dumps(stored))


def _ordering_keyed(by):
    steps = kinds.ordering()["steps"]
    return make.item(kinds.ordering(steps=_rotated(steps, by)))


@pytest.mark.parametrize("keyed", [_matching_keyed, _ordering_keyed])
def test_items_that_differ_in_their_key_alone_look_the_same(keyed):
    views = set()
    for by in range(3):
        one = keyed(by)
        views.add(_text(items.for_taking(one, items.shown_order(one, "seed"))))
    assert len(views) == 1
    assert len({items.shown_digest(keyed(by)) for by in range(3)}) == 1
    assert len({items.about_digest(keyed(by)) for by in range(3)}) == 3


@given(st.one_of(kinds.matchings(), kinds.orderings()), st.text(max_size=20))
def test_a_shown_order_names_everything_once_and_is_the_same_for_the_same_seed(one, seed):
    order = items.shown_order(one, seed)["answer"]
    assert items.shown_order(one, seed)["answer"] == order
    assert len(set(order)) == len(order)
    with pytest.raises(ValueError, match="does not name each option once"):
        items.for_taking(one, {"answer": order[1:]})


@pytest.mark.parametrize("data", [kinds.matching(), kinds.ordering()])
def test_every_place_comes_up_about_as_often(data):
    one = make.item(data)
    orders = [items.shown_order(one, str(n))["answer"] for n in range(1200)]
    size = len(orders[0])
    for name in orders[0]:
        counts = [sum(order[at] == name for order in orders) for at in range(size)]
        assert all(220 < count < 380 for count in counts)  # 300 expected of 1200 in 4, sd 15


def test_tokens_of_the_two_sides_of_a_pair_have_nothing_in_common():
    one = make.item(kinds.matching())
    view = items.for_taking(one, items.shown_order(one, "seed"))
    ids = [[option.id for option in field.options] for field in view.interactions[0].fields]
    tokens = [
        [items.option_token(b"secret", "k", 1, "answer", option) for option in row] for row in ids
    ]
    assert len({token for row in tokens for token in row}) == 12  # three rows of four
    assert all(re.fullmatch("[0-9a-f]{32}", token) for row in tokens for token in row)


def _digests(data):
    one = make.item(data)
    return items.shown_digest(one), items.about_digest(one)


_STEPS = kinds.ordering()["steps"]
SEEN = [
    (kinds.matching(), {"distractors": []}),
    (kinds.matching(), {"distractors": [kinds.known("record", "Another text")]}),
    (kinds.ordering(), {"steps": [*_STEPS[:3], kinds.known("note", "Another text")]}),
    (kinds.number(), {"unit": "clients"}),
    (kinds.cloze(), {"stem": "First comes [[before]]; it ends when [[end]] says so."}),
]
UNSEEN = [
    (kinds.matching(), {"distractors": [kinds.known("record", "Keeping of records", "Other.")]}),
    (kinds.ordering(), {"steps": _STEPS[::-1]}),
    (kinds.short_text(), {"tempting": []}),
    (kinds.number(), {"answer": {"value": "16", "why": "Eight of fifty."}}),
    (kinds.number(), {"tempting": []}),
]


@pytest.mark.parametrize(("data", "over"), SEEN)
def test_what_is_seen_changes_the_digest_of_what_is_shown(data, over):
    assert _digests({**data, **over})[0] != _digests(data)[0]


@pytest.mark.parametrize(("data", "over"), UNSEEN)
def test_what_is_not_seen_changes_only_the_other_digest(data, over):
    before, after = _digests(data), _digests({**data, **over})
    assert after[0] == before[0]
    assert after[1] != before[1]


def _told(data, response):
    one = make.item(data)
    view = items.for_review(one, response, items.shown_order(one, "seed"))
    return {option.id: option for option in view.options}, view


def test_the_review_of_a_matching_tells_each_pair_and_what_is_left_over():
    told, view = _told(kinds.matching(), {"answer": ["limits:limits", "consent:record"]})
    assert {name: (one.label, one.text, one.key, one.verdict) for name, one in told.items()} == {
        "limits:limits": (
            "I say what I may not keep to myself",
            "Limits of confidentiality",
            "",
            "Your answer, and right",
        ),
        "consent:record": (
            "You can stop this at any time",
            "Keeping of records",
            "Informed consent",
            "Your answer, not right",
        ),
        "scope:scope": (
            "For that I would send you to a physician",
            "Scope of practice",
            "",
            "Right, and not answered",
        ),
        "record": ("", "Keeping of records", "", "You used it, and it belongs to none"),
    }
    assert view.verdict == "Partly right"


def test_the_review_of_an_ordering_tells_each_step_in_the_right_order():
    told, view = _told(kinds.ordering(), {"answer": ["ask:1", "tell:2"]})
    assert [(one.label, one.text, one.verdict) for one in told.values()] == [
        ("Place 1", "Ask about means", "You put it at place 1, and right"),
        ("Place 2", "Agree on a plan", "Not placed"),
        ("Place 3", "Tell the team", "You put it at place 2, not right"),
        ("Place 4", "Write it down", "Not placed"),
    ]
    note = "1 of 6 pairs of steps are in the right order, 0 in the wrong one."
    assert view.interactions[0].note == note


@pytest.mark.parametrize(
    ("written", "verdicts", "note"),
    [
        ("", ["Model answer", "Right too", ""], ""),
        ("consent", ["Your answer, and the model answer", "Right too", ""], "You wrote: consent"),
        (
            "Informed consent",
            ["Model answer", "Your answer, and right", ""],
            "You wrote: Informed consent",
        ),
        (
            "The contract.",
            ["Model answer", "Right too", "Your answer, not right"],
            r"You wrote: The contract\.",
        ),
        (
            "*no*",
            ["Model answer", "Right too", ""],
            r"You wrote: \*no\*. It is none of the answers below, and is not right.",
        ),
    ],
)
def test_the_review_of_a_short_text_tells_every_known_answer(written, verdicts, note):
    told, view = _told(kinds.short_text(), {"answer": [written] if written else []})
    assert [one.verdict for one in told.values()] == verdicts
    assert view.interactions[0].note == note


def test_the_review_of_a_number_names_the_range_and_the_unit():
    told, view = _told(kinds.number(), {"answer": ["19.05"]})
    assert [(one.text, one.verdict) for one in told.values()] == [
        (r"16 percent \(right from 15\.5 to 16\.5 percent\)", "Model answer"),
        ("8 percent", ""),
        (r"19 to 19\.1 percent", "Your answer, not right"),
    ]
    assert view.interactions[0].note == r"You wrote: 19\.05 percent"


def test_the_review_of_a_cloze_fills_the_gaps_in():
    _, view = _told(kinds.cloze(), {"before": ["consent"], "end": ["no one"]})
    before, end = view.interactions
    assert (before.inline, before.given) == (True, "consent")
    assert (end.inline, end.given) == (True, "no one")
    assert view.stem == "Before the exercise comes ____; it ends when ____ says so."


@pytest.mark.parametrize("kind", BEYOND)
def test_everything_that_can_be_answered_is_reviewed_with_its_reason(kind):
    data = kind()
    told, _ = _told(data, {})
    reasons = re.findall(r'"why": "([^"]+)"', json.dumps(data, default=str))
    assert sorted(one.why for one in told.values()) == sorted(reasons)
