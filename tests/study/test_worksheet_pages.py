import re

import pytest

from course.bench.statements import counting
from tests.study import files
from tests.study.conftest import SHEET


def _form(**words):
    return {"op_id": "operation-1", "seq": "1", **words}


def _boxes(page):
    found = re.findall(r'<textarea id="field-([^"]*)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    return dict(found)


def _main(page):
    return page.partition("<main")[2]


def test_the_lesson_links_to_the_sheet_and_costs_two_statements(app, course, signed_in, tara):
    browser = signed_in(tara)
    page = browser.text("/modules/first/plan")
    assert f'href="{SHEET}">Fill this in' in page
    with counting(app) as sent:
        browser.get("/modules/first/plan")
    assert len([one for one in sent if one.startswith(("SELECT", "INSERT"))]) == 2


def test_every_prompt_has_a_labelled_box(course, signed_in, tara):
    page = signed_in(tara).text(SHEET)
    assert "<p>Write for yourself.</p>" in page
    for name, prompt in (("obvious", "What seems obvious"), ("steers", "Whom it could steer")):
        assert f'<label for="field-{name}">{prompt}</label>' in page
        assert f'<textarea id="field-{name}"' in page
    assert "Nothing saved yet" in page


def test_a_plain_form_saves_and_comes_back_filled_in(course, signed_in, tara):
    browser = signed_in(tara)
    sent = _form(**{"field-obvious": "Line\r\n <b>two</b>", "field-steers": ""})
    answer = browser.post("/worksheets/my-plan", sent, form_at=SHEET)
    assert (answer.status_code, answer.location) == (303, SHEET)
    page = browser.text(SHEET)
    assert _boxes(page) == {"obvious": "Line\n &lt;b&gt;two&lt;/b&gt;", "steers": ""}
    assert 'name="seq" value="2"' in page
    assert re.search(r"Saved\s+<time[^>]*>24 Nov 2026, 07:00", page)


def test_a_text_that_is_too_long_is_named_and_shown_again(course, signed_in, tara):
    browser, long = signed_in(tara), "y" * 4001
    sent = _form(**{"field-obvious": long, "field-steers": "kept, too"})
    answer = browser.post("/worksheets/my-plan", sent, form_at=SHEET)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "What seems obvious: at most 4,000 characters; this has 4,001." in page
    assert _boxes(page) == {"obvious": long, "steers": "kept, too"}
    assert _boxes(browser.text(SHEET)) == {"obvious": "", "steers": ""}


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"op_id": "?"}, "op_id"),
        ({"seq": "0"}, "seq"),
        ({"seq": True}, "seq"),
        ({"fields": {"nobody-asked": "x"}}, "nobody-asked"),
        ({"fields": {"obvious": 5}}, "fields"),
        ({"fields": {"obvious": "y" * 4001}}, "What seems obvious"),
        ({"more": 1}, "more"),
    ],
)
def test_a_script_is_told_which_field_does_not_fit(course, signed_in, tara, wrong, word):
    body = {"op_id": "operation-1", "seq": 1, "fields": {"obvious": "x"}, **wrong}
    answer = signed_in(tara).post_json("/worksheets/my-plan/save", body, form_at=SHEET)
    assert answer.status_code == 422
    assert word in answer.get_json()["message"]


def test_a_script_s_save_is_acknowledged_with_the_server_s_time(course, signed_in, tara):
    body = {"op_id": "operation-1", "seq": 1, "fields": {"obvious": "a\x00b\ud800"}}
    browser = signed_in(tara)
    for _ in range(2):  # sent again, it has one effect
        answer = browser.post_json("/worksheets/my-plan/save", body, form_at=SHEET)
        assert answer.get_json() == {
            "saved_seq": 1,
            "saved_at": "2026-11-24T12:00:00+00:00",
            "warnings": [],
            "feedback": [],
        }
    assert _boxes(browser.text(SHEET))["obvious"] == "ab"


def test_a_stale_script_gets_what_is_stored(course, fill, tara):
    browser = fill(tara, "newer")
    body = {"op_id": "operation-9", "seq": 1, "fields": {"obvious": "older"}}
    answer = browser.post_json("/worksheets/my-plan/save", body, form_at=SHEET)
    assert answer.status_code == 409
    said = answer.get_json()
    assert (said["error"], said["saved_seq"]) == ("stale", 1)
    assert said["saved_fields"] == {"obvious": "newer"}


def test_a_stale_form_shows_both_versions_and_either_can_be_kept(course, fill, tara):
    browser = fill(tara, "newer")
    sent = _form(op_id="operation-9", **{"field-obvious": "older", "field-steers": "both"})
    answer = browser.post("/worksheets/my-plan", sent, form_at=SHEET)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "older" in page
    assert "newer" in page
    again = {
        name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("op_id", "seq")
    }
    boxes = re.findall(r'<textarea name="([^"]*)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert (
        browser.post("/worksheets/my-plan", again | dict(boxes), form_at=SHEET).status_code == 303
    )
    assert _boxes(browser.text(SHEET)) == {"obvious": "older", "steers": "both"}


def test_what_looks_like_a_client_s_is_said_after_saving_and_never_refused(course, fill, tara):
    page = fill(tara, "I saw Ana Souza, 212-555-0199.").text(SHEET)
    warned = re.findall(r"<p>(This looks like [^<]*)</p>", page)
    assert [one.partition(":")[0] for one in warned] == [
        "This looks like somebody&#39;s name",
        "This looks like a phone number",
    ]
    assert "Remove it if it is a client&#39;s." in warned[0]
    assert "This looks like" not in fill(tara, "I was tired.", 2).text(SHEET)


def test_deleting_asks_once_and_then_it_is_gone(app, course, fill, tara):
    from sqlalchemy import func, select

    from course import db
    from course.study.models import Worksheet

    browser = fill(tara)
    asked = browser.get("/worksheets/my-plan/delete")
    assert "Delete this worksheet?" in asked.get_data(as_text=True)
    assert browser.client.head("/worksheets/my-plan/delete").status_code == 200
    assert "What I wrote" in browser.text(SHEET)
    answer = browser.post("/worksheets/my-plan/delete")
    assert (answer.status_code, answer.location) == (303, "/worksheets")
    with app.app_context():
        assert db.session().scalar(select(func.count(Worksheet.id))) == 0
    assert "What I wrote" not in browser.text(SHEET)
    assert browser.get("/worksheets/my-plan/delete").status_code == 404


def test_a_page_left_open_over_a_deletion_keeps_its_text_and_says_so(course, fill, tara):
    browser = fill(tara)
    browser.post("/worksheets/my-plan/delete")
    sent = _form(op_id="operation-9", seq="2", **{"field-obvious": "still here"})
    answer = browser.post("/worksheets/my-plan", sent, form_at=SHEET)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "This worksheet was deleted" in page
    assert "still here" in page
    assert 'name="seq" value="1"' in page


def test_who_is_no_trainee_sees_the_prompts_and_writes_nothing(course, signed_in, sam, ines):
    for person in (sam, ines):
        browser = signed_in(person)
        page = browser.text(SHEET)
        assert "Trainees fill this in" in page
        assert "<textarea" in page
        assert "worksheet.js" not in page
        sent = _form(**{"field-obvious": "x"})
        assert browser.post("/worksheets/my-plan", sent, form_at=SHEET).status_code == 403


def test_my_worksheets_says_what_to_do_and_then_lists_what_is_kept(course, fill, signed_in, tara):
    assert "Nothing written yet" in signed_in(tara).text("/worksheets")
    page = _main(fill(tara).text("/worksheets"))
    assert '<a href="/worksheets/my-plan">My plan</a>' in page
    assert "Only you see it" in page
    assert "What I wrote" not in page


def test_what_lessons_do_not_ask_any_more_is_shown_under_its_old_prompt(course, fill, tara):
    browser = fill(tara)
    course(plan=files.SHEET.replace("? obvious: What seems obvious\n", ""), talk=files.ROOMS)
    page = browser.text(SHEET)
    assert _boxes(page) == {"steers": "", "obvious": "What I wrote"}
    assert "The lesson no longer asks this." in page
    course(plan=files.SHEET.replace("What seems obvious", "What is plain"), talk=files.ROOMS)
    assert "When you wrote this, it read: What seems obvious" in browser.text(SHEET)


def test_a_retired_lesson_s_sheet_stays_readable_editable_and_deletable(course, fill, tara):
    browser = fill(tara)
    course(talk=files.ROOMS)
    assert browser.get(SHEET).status_code == 404
    assert "No lesson has it any more" in browser.text("/worksheets")
    page = browser.text("/worksheets/my-plan")
    assert _boxes(page) == {"obvious": "What I wrote"}
    assert '<label for="field-obvious">What seems obvious</label>' in page
    sent = _form(op_id="operation-9", seq="2", **{"field-obvious": "Changed"})
    answer = browser.post("/worksheets/my-plan", sent)
    assert (answer.status_code, answer.location) == (303, "/worksheets/my-plan")
    assert _boxes(browser.text("/worksheets/my-plan")) == {"obvious": "Changed"}
    assert browser.post("/worksheets/my-plan/delete").status_code == 303
    assert browser.get("/worksheets/my-plan").status_code == 404


def test_a_page_opened_before_the_lesson_was_changed_loses_nothing(course, signed_in, tara):
    browser = signed_in(tara)
    token = browser.token(SHEET)
    course(plan=files.SHEET.replace("? obvious: What seems obvious\n", ""), talk=files.ROOMS)
    sent = {"csrf_token": token, **_form(**{"field-obvious": "typed long ago"})}
    assert browser.client.post("/worksheets/my-plan", data=sent).status_code == 303
    page = browser.text(SHEET)
    assert _boxes(page)["obvious"] == "typed long ago"
    assert "What seems obvious</label>" in page


def test_a_sheet_stands_under_its_own_lesson_only(course, signed_in, tara):
    browser = signed_in(tara)
    assert browser.get("/modules/first/talk/worksheets/my-plan").status_code == 404
    assert browser.get("/worksheets/my-plan").location == SHEET


def test_who_is_signed_out_is_told_and_a_script_gets_401(course, client, signed_in, tara):
    assert client.get(SHEET).status_code == 303
    token = client.token("/sign-in")
    answer = client.client.post("/worksheets/my-plan/save", json={}, headers={"X-CSRFToken": token})
    assert answer.status_code == 401
