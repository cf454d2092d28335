"""Worksheets whose fields offer choices, and what is told once an answer was saved."""

import html
import re

import pytest

from tests.study import files
from tests.study.conftest import SHEET

CHOICES = """::: worksheet my-plan 15 My plan
Read the source.

? comparator: Was there a *comparison* group?
= Yes | No | The source does not say
> There was **none**, so it is no proof.

? notes: What else?
> Look at the date.
:::
"""
TOLD = "There was <strong>none</strong>, so it is no proof."


@pytest.fixture
def sheet(course):
    """A function that changes the lesson with choices; loaded once already."""

    def run(body):
        course(plan=body, talk=files.ROOMS)

    run(CHOICES)
    return run


def _save(browser, seq=1, **texts):
    body = {"op_id": f"operation-{seq}", "seq": seq, "fields": texts}
    answer = browser.post_json("/worksheets/my-plan/save", body, form_at=SHEET)
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


def _offered(page):
    """Return what can be chosen and is, of the field `comparator`."""
    radios = re.findall(r'<input type="radio"\s+name="field-comparator"[^>]*>', page)
    offered = [html.unescape(re.search(r'value="([^"]*)"', one)[1]) for one in radios]
    (chosen,) = [value for value, one in zip(offered, radios, strict=True) if " checked" in one]
    return offered, chosen


def test_choices_are_radios_under_their_prompt_and_none_is_chosen_for_you(sheet, signed_in, tara):
    page = signed_in(tara).text(SHEET)
    assert "<legend>Was there a comparison group?</legend>" in page
    assert _offered(page) == (["Yes", "No", "The source does not say", ""], "")
    assert page.count("<textarea") == 1


def test_what_is_told_is_nowhere_before_the_answer_is_saved(sheet, signed_in, tara):
    browser = signed_in(tara)
    for address in (SHEET, "/modules/first/plan", "/search?q=proof", "/worksheets"):
        assert "no proof" not in browser.text(address), address


def test_a_plain_form_saves_the_choice_and_then_tells(sheet, signed_in, tara):
    browser = signed_in(tara)
    sent = {"op_id": "operation-1", "seq": "1", "field-comparator": "No", "field-notes": ""}
    assert browser.post("/worksheets/my-plan", sent, form_at=SHEET).status_code == 303
    page = browser.text(SHEET)
    assert _offered(page) == (["Yes", "No", "The source does not say", ""], "No")
    assert TOLD in page
    assert "Look at the date." not in page


def test_a_script_is_told_with_the_reply_for_each_field_that_is_answered(sheet, signed_in, tara):
    browser = signed_in(tara)
    assert _save(browser, comparator="", notes="")["feedback"] == []
    first = _save(browser, 2, comparator="Yes")["feedback"]
    assert first == [{"field": "comparator", "html": f"<p>{TOLD}</p>\n"}]
    both = _save(browser, 3, notes="Old")["feedback"]
    assert [one["field"] for one in both] == ["comparator", "notes"]
    assert [one["field"] for one in _save(browser, 4, comparator="")["feedback"]] == ["notes"]


def test_an_answer_that_was_not_saved_tells_nothing(sheet, signed_in, tara):
    browser = signed_in(tara)
    sent = {"op_id": "operation-1", "seq": "1", "field-comparator": "No"}
    answer = browser.post("/worksheets/my-plan", {**sent, "field-notes": "y" * 4001}, form_at=SHEET)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert _offered(page)[1] == "No"
    assert "no proof" not in page


def test_what_was_chosen_stays_when_the_lesson_offers_other_choices(sheet, signed_in, tara):
    browser = signed_in(tara)
    _save(browser, comparator="No")
    sheet(CHOICES.replace("Yes | No |", "A placebo | A waiting list |"))
    now = ["A placebo", "A waiting list", "The source does not say", "No", ""]
    assert _offered(browser.text(SHEET)) == (now, "No")
    sheet(CHOICES.replace("= Yes | No | The source does not say\n", ""))
    assert re.search(r'<textarea id="field-comparator"[^>]*>\nNo</textarea>', browser.text(SHEET))


def test_a_choice_is_not_taken_for_a_client(sheet, signed_in, tara):
    sheet(CHOICES.replace("Yes |", "Ana Souza, born 4 May 1980 |"))
    browser = signed_in(tara)
    assert _save(browser, comparator="Ana Souza, born 4 May 1980")["warnings"] == []
    assert "Remove it if" not in browser.text(SHEET)
    assert _save(browser, 2, notes="Ana Souza, born 4 May 1980")["warnings"] != []


def test_who_fills_in_no_worksheets_reads_what_is_told(sheet, signed_in, ines):
    page = signed_in(ines).text(SHEET)
    assert TOLD in page
    assert len(re.findall(r'type="radio"[^>]* disabled', page)) == 3


def test_a_supervisor_reads_the_chosen_words(sheet, signed_in, tara, sam, assign):
    assign(tara, sam)
    browser = signed_in(tara)
    _save(browser, comparator="The source does not say")
    browser.post("/worksheets/my-plan/share", {}, form_at=SHEET)
    page = signed_in(sam).text(f"/trainees/{tara.public_id}/worksheets/my-plan")
    assert "The source does not say" in page
