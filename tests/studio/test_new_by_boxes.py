"""A new question of each kind, written box by box."""

import re

import pytest

from course import items
from course.studio.fields.shapes import FORMS
from tests.content.looking import version
from tests.studio.conftest import words
from tests.studio.test_fields import FIELDS

SHARED = {name: text for name, text in FIELDS.items() if not name.startswith("options")}


def publish_new(desk, kind, own):
    url = f"/studio/banks/first/new?type={kind}"
    data = {**SHARED, **own, "id": f"new-{kind}", "do": "publish", "base": "0"}
    return desk.browser.post(url, data)


def test_a_new_true_false_question_has_two_sides(desk, in_app):
    page = desk.text("/studio/banks/first/new?type=true-false")
    assert ("options-1-why" in page, "options-1-text" in page) == (True, False)
    assert "options-2-why" not in page
    sides = {
        "options-0-why": "It seems settled.",
        "options-1-why": "It can be withdrawn.",
        "options-1-correct": "y",
    }
    assert publish_new(desk, "true-false", sides).status_code == 303
    source = items.parse_source(version("new-true-false").source)
    assert [(one.id, one.correct) for one in source.options] == [("true", False), ("false", True)]


def test_a_new_matching_question_names_its_rows_itself(desk, in_app):
    own = {
        "pairs-0-left": "I say what I may not keep",
        "pairs-0-right": "Limits",
        "pairs-0-why": "What leaves the room.",
        **{f"pairs-1-{name}": "" for name in ("left", "right", "why")},
        "pairs-2-left": "You can stop",
        "pairs-2-right": "Consent",
        "pairs-2-why": "It is renewed.",
        "distractors-0-text": "Records",
        "distractors-0-why": "Neither is about the file.",
    }
    assert publish_new(desk, "matching", own).status_code == 303
    source = items.parse_source(version("new-matching").source)
    assert [one.right for one in source.pairs] == ["Limits", "Consent"]
    assert [one.id for one in (*source.pairs, *source.distractors)] == ["a", "b", "c"]


def test_a_new_number_has_a_range_and_tempting_numbers(desk, in_app):
    own = {
        "unit": "percent",
        "answer-value": "16",
        "answer-low": "15.5",
        "answer-high": "16.5",
        "answer-why": "Eight of fifty.",
        "tempting-0-value": "8",
        "tempting-0-why": "It is the count.",
        "tempting-1-low": "19",
        "tempting-1-high": "19.1",
        "tempting-1-why": "That is the odds.",
    }
    assert publish_new(desk, "number", own).status_code == 303
    source = items.parse_source(version("new-number").source)
    assert (str(source.answer.low), source.unit) == ("15.5", "percent")
    assert [(one.value is None, one.low is None) for one in source.tempting] == [
        (False, True),
        (True, False),
    ]


GAPS = {
    "stem": "Before it comes [[before]]; it ends when [[end]] says so.",
    "gaps-0-gap": "before",
    "gaps-0-use": "pick-right",
    "gaps-0-text": "consent",
    "gaps-0-why": "It opens every exercise.",
    "gaps-1-use": "pick-wrong",
    "gaps-1-text": "the fee",
    "gaps-1-why": "It opens no exercise.",
    "gaps-2-gap": "end",
    "gaps-2-use": "type-right",
    "gaps-2-text": "either partner",
    "gaps-2-why": "One word is enough.",
    "gaps-3-use": "type-wrong",
    "gaps-3-text": "the therapist",
    "gaps-3-why": "At home she is not there.",
}


def test_a_new_cloze_has_gaps_to_pick_and_to_write(desk, in_app):
    assert publish_new(desk, "cloze", GAPS).status_code == 303
    before, end = items.parse_source(version("new-cloze").source).gaps
    assert [(one.id, one.correct) for one in before.options] == [("a", True), ("b", False)]
    assert [one.text for one in (*end.accept, *end.tempting)] == ["either partner", "the therapist"]


def test_a_mistake_in_a_gap_stands_at_its_row(desk):
    answer = publish_new(desk, "cloze", {**GAPS, "gaps-3-why": ""})
    assert 'id="gaps-3-why-error"' in answer.get_data(as_text=True)
    lost = publish_new(desk, "cloze", {**GAPS, "gaps-1-use": "pick-right"})
    assert "exactly one is correct in a gap, and here 2 are" in words(lost)
    assert 'id="gaps-0-gap-error"' in lost.get_data(as_text=True)


def test_rows_grow_when_they_are_filled(desk):
    own = {f"steps-{at}-{name}": "Said" for at in range(4) for name in ("text", "why")}
    url = "/studio/banks/first/new?type=ordering"
    assert "steps-4-text" not in desk.text(url)
    answer = desk.browser.post(url, {**SHARED, **own, "do": "preview", "base": "0"})
    shown = re.findall(r'name="steps-(\d)-text"', answer.get_data(as_text=True))
    assert shown == list("012345")


@pytest.mark.parametrize("kind", sorted(FORMS))
def test_a_form_sent_empty_leads_to_boxes_that_can_be_seen(desk, kind):
    url = f"/studio/banks/first/new?type={kind}"
    sent = {**dict.fromkeys(SHARED, ""), "as": "fields", "do": "publish", "base": "0"}
    page = desk.browser.post(url, sent).get_data(as_text=True)
    summary = page[page.index("error-summary") :].partition("</div>")[0]
    led_to = re.findall(r'href="#([^"]+)"', summary)
    assert len(led_to) > 4
    for box in led_to:
        tag = re.search(rf'<(input|textarea|select)[^>]*\bid="{box}"[^>]*>', page)
        assert tag, box
        assert 'type="hidden"' not in tag[0]


def test_a_number_that_is_too_large_is_told_without_a_programmers_word(desk):
    sent = {**SHARED, "difficulty": "70", "do": "preview", "base": "0"}
    url = "/studio/banks/first/new?type=choice"
    page = desk.browser.post(url, sent).get_data(as_text=True)
    assert "must be less than 1" in page
    assert "Decimal" not in page


def test_a_preview_is_sent_to_where_it_is_read(desk):
    page = desk.text("/studio/banks/first/new?type=choice")
    assert 'formaction="/studio/banks/first/new?type=choice#preview"' in page
    assert 'id="preview"' in page
