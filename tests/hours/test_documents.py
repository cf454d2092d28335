"""The pages of documents, and what those in charge read."""

import datetime as dt
import re

import pytest

from tests.hours.helpers import enter, entry_id

LICENSE = {
    "kind": "license",
    "degree": "",
    "from_day": "2024-01-01",
    "until_day": "2026-10-31",
    "issuer": "A state board",
    "note": "",
}


def test_a_document_is_entered_corrected_and_withdrawn_by_its_pages(tara, signed_in):
    browser = signed_in(tara)
    sent = {**LICENSE, "entry": entry_id(browser, "/documents/new")}
    assert [browser.post("/documents/new", sent).status_code for _ in range(2)] == [303, 303]
    page = browser.text("/documents")
    (url,) = re.findall(r'href="(/documents/[0-9a-f]{32})"', page)
    assert "ended" in page
    renewed = {**LICENSE, "until_day": "", "number": "1", "why": "Renewed"}
    assert browser.post(f"{url}/correct", renewed).status_code == 303
    assert "it goes on" in browser.text("/documents")
    assert browser.post(f"{url}/correct", renewed).status_code == 409
    gone = {"number": "2", "why": "Not mine"}
    assert browser.post(f"{url}/withdraw", gone).status_code == 303
    assert url not in browser.text("/documents")
    assert "Not mine" in browser.text(url)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"until_day": "2023-12-31"}, "until_day"),
        ({"degree": "master"}, "degree"),
        ({"kind": "degree"}, "degree"),
        ({"from_day": "1066-10-14"}, "from_day"),
    ],
)
def test_a_document_that_does_not_fit_is_told_at_its_field(tara, signed_in, changed, field):
    browser = signed_in(tara)
    sent = {**LICENSE, "entry": entry_id(browser, "/documents/new"), **changed}
    answer = browser.post("/documents/new", sent)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.get_data(as_text=True)


def test_the_supervisor_in_charge_reads_and_cannot_change(tara, sam, petra, signed_in, assign):
    url = enter(signed_in(tara))
    assign(tara, sam)
    theirs = f"/trainees/{tara.public_id}/hours"
    for person in (sam, petra):
        browser = signed_in(person)
        page = browser.text(theirs)
        assert "1 h 30 min" in page
        assert "Enter hours" not in page
        entry = browser.text(theirs + url.removeprefix("/hours"))
        assert "An institute" in entry
        assert "Withdraw" not in entry
        assert browser.get(url).status_code == 403
        assert browser.get(f"/trainees/{tara.public_id}/documents").status_code == 200


@pytest.mark.parametrize(
    ("from_day", "until_day"),
    [(dt.date(2026, 1, 1), dt.date(2026, 11, 23)), (dt.date(2026, 11, 25), None)],
    ids=["past", "future"],
)
def test_a_past_and_a_future_supervisor_find_nothing(
    tara, sam, signed_in, assign, from_day, until_day
):
    url = enter(signed_in(tara))
    assign(tara, sam, from_day, until_day)
    browser, theirs = signed_in(sam), f"/trainees/{tara.public_id}"
    ends = ("/hours", "/documents", "/hours" + url.removeprefix("/hours"))
    assert [browser.get(theirs + end).status_code for end in ends] == [404] * 3


def test_an_entry_is_found_under_its_own_trainee_only(tara, otto, petra, signed_in):
    url = enter(signed_in(tara))
    wrong = f"/trainees/{otto.public_id}/hours" + url.removeprefix("/hours")
    assert signed_in(petra).get(wrong).status_code == 404
