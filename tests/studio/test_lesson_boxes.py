"""A lesson box by box gives the same sheet as by hand."""

import pytest

from course.config import ROOT
from course.studio import sheets
from course.studio.fields import lesson as boxes
from tests.content.looking import counts
from tests.studio.conftest import words

URL = "/studio/lessons/one"


def fields(desk, **changed):
    """What a browser sends for the lesson as it is shown, with changes."""
    with desk.app.test_request_context():
        form = boxes.opened(desk.sheet(URL))
        sent = {"as": "fields", "do": "publish", "base": "1"}
        for field in form:
            if field.name == "objectives":
                for at, row in enumerate(field.filled):
                    sent |= {f"objectives-{at}-{one.short_name}": one.data for one in row}
            elif field.name != "csrf_token":
                sent[field.name] = field.data or ""
    return {**sent, **changed}


def test_a_lesson_is_changed_in_its_boxes(desk, in_app):
    page = desk.text(URL)
    assert 'name="title"' in page
    assert 'id="objectives-0-text"' in page
    sent = fields(desk, title="Lesson one, said anew", content_note="It is hard to read.")
    assert desk.browser.post(URL, sent).status_code == 303
    assert counts()["lesson_version"] == counts()["lesson"] + 1
    sheet = desk.sheet(URL)
    assert "title: Lesson one, said anew\n" in sheet
    assert "content_note: It is hard to read.\n" in sheet


def test_what_differs_in_nothing_is_told(desk):
    answer = desk.browser.post(URL, fields(desk))
    assert answer.status_code == 422
    assert "Nothing differs" in words(answer)


@pytest.mark.parametrize(
    ("changed", "place", "said"),
    [
        ({"title": ""}, "title", "must not be empty"),
        ({"areas": []}, "areas", "at least 1 needed"),
        ({"due": "soon"}, "due", ""),
        ({"objectives-0-id": "Not A Slug"}, "objectives-0-id", "lower-case letters"),
        ({"objectives-0-text": ""}, "objectives-0-text", "at least 1 needed"),
        ({"body": "One line.\n\n::: check\n"}, "body", "Line 3"),
    ],
)
def test_every_box_tells_its_own_mistake(desk, in_app, changed, place, said):
    answer = desk.browser.post(URL, fields(desk, **changed))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'id="{place}-error"' in page
    assert said in words(answer)
    assert counts()["lesson_version"] == counts()["lesson"]


def test_a_draft_keeps_what_stands_in_the_boxes(desk):
    sent = fields(desk, do="draft", title="", body="Half a thought.\n")
    assert desk.browser.post(URL, sent).status_code == 303
    page = desk.text(URL)
    assert "Half a thought." in page
    assert 'id="title-error"' in page


@pytest.mark.parametrize(
    "path", sorted((ROOT / "modules").glob("*/*.md")), ids=lambda one: one.stem
)
def test_no_lesson_of_the_course_is_changed_by_its_boxes(path, app):
    text = path.read_text(encoding="utf-8")
    with app.test_request_context():
        through = boxes.sheet_of(boxes.opened(text), sheets.lesson(text).thing.front.id)
    before, after = sheets.lesson(text).thing, sheets.lesson(through).thing
    assert (after.front, after.body) == (before.front, before.body)
