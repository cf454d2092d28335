"""Words that could tell who a client is are asked about before they are stored for good."""

import re

import pytest

from course.hours.models import DocumentVersion, HoursVersion
from tests.hours.helpers import HOURS, enter, entry_id, rows

NOTE = "Her number is 555-201-7788"


def mark_in(answer):
    """The value of the tick that a page offers, None where it offers none."""
    found = re.search(r'id="sure"\s+name="sure"\s+value="(\w+)"', answer.get_data(as_text=True))
    return found and found[1]


@pytest.fixture
def browser(tara, signed_in):
    return signed_in(tara)


def sent(browser, **changed):
    return {**HOURS, "entry": entry_id(browser), **changed}


def test_a_note_that_could_identify_a_client_is_not_stored_before_it_is_asked_about(app, browser):
    answer = browser.post("/hours/new", sent(browser, note=NOTE))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "This looks like a phone number: “555-201-7788”." in page
    assert f"{NOTE}</textarea>" in page
    assert rows(app, HoursVersion) == []


def test_who_says_that_it_tells_of_nobody_is_believed(app, browser):
    asked = sent(browser, note=NOTE)
    mark = mark_in(browser.post("/hours/new", asked))
    answer = browser.post("/hours/new", {**asked, "sure": mark})
    assert answer.status_code == 303
    (version,) = rows(app, HoursVersion)
    assert version.note == NOTE
    assert "This looks like a phone number" in browser.text(answer.location)


def test_the_tick_is_for_the_words_that_were_asked_about(app, browser):
    asked = sent(browser, note=NOTE)
    mark = mark_in(browser.post("/hours/new", asked))
    other = browser.post("/hours/new", {**asked, "sure": mark, "note": "Call 555-201-7789"})
    assert (other.status_code, mark_in(other) == mark) == (422, False)
    assert rows(app) == []


def test_a_tick_stays_when_something_else_is_wrong(browser):
    asked = sent(browser, note=NOTE)
    mark = mark_in(browser.post("/hours/new", asked))
    answer = browser.post("/hours/new", {**asked, "sure": mark, "hours": "25"})
    page = answer.get_data(as_text=True)
    assert (answer.status_code, mark_in(answer)) == (422, mark)
    assert re.search(rf'value="{mark}"\s+checked', page)
    assert "This looks like" not in page


@pytest.mark.parametrize("note", ["", "On consent"])
def test_plain_words_are_stored_at_once(app, browser, note):
    enter(browser, note=note, provider="Dr. Ruth Okonkwo")
    assert len(rows(app)) == 1


@pytest.mark.parametrize("path", ["correct", "withdraw"])
def test_a_reason_is_asked_about_too(app, browser, path):
    url = f"{enter(browser)}/{path}"
    answer = browser.post(url, {**HOURS, "number": "1", "why": "Wrong day, see MRN 4471923"})
    assert answer.status_code == 422
    assert "This looks like a record number" in answer.get_data(as_text=True)
    assert mark_in(answer)
    assert len(rows(app, HoursVersion)) == 1


def test_a_document_is_asked_about(app, browser):
    page = browser.text("/documents/new")
    entry = re.search(r'name="entry"[^>]*value="(\w+)"', page)[1]
    held = {"entry": entry, "kind": "license", "from_day": "2024-01-01", "note": "Born 3/4/1980"}
    answer = browser.post("/documents/new", held)
    assert (answer.status_code, rows(app, DocumentVersion)) == (422, [])
    again = browser.post("/documents/new", {**held, "sure": mark_in(answer)})
    assert again.status_code == 303
