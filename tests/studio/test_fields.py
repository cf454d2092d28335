"""The form with boxes gives the same validated sheet as the sheet itself, for every kind."""

from html import unescape

import pytest

from course import items, yamlfile
from course.config import ROOT
from course.studio import fields, sheets
from tests.content.looking import stem, version
from tests.items import make
from tests.studio.conftest import words

ONE = "/studio/questions/one-practice"

FIELDS = {
    "as": "fields",
    "id": "one-practice",
    "stem": "Which comes\r\nfirst?",
    "options-0-id": "a",
    "options-0-text": "Ask",
    "options-0-correct": "y",
    "options-0-why": "It is first.",
    "options-1-id": "b",
    "options-1-text": "",
    "options-1-why": " ",
    "options-2-id": "c",
    "options-2-text": "Wait",
    "options-2-why": "It comes later.",
    "explanation": "Ask first.",
    "objective": "do-one",
    "level": "apply",
    "difficulty": "0.5",
    "pool": "practice",
    "references-0": "bass2006",
}


def send(desk, do, url=ONE, **changed):
    return desk.browser.post(url, {"do": do, "base": "1", **FIELDS, **changed})


def test_boxes_publish_the_question_that_their_sheet_says(desk, in_app):
    assert send(desk, "publish").status_code == 303
    source = items.parse_source(version("one-practice").source)
    assert source.stem == "Which comes\nfirst?"
    assert source.references == ("bass2006",)
    assert [(one.id, one.text, one.correct) for one in source.options] == [
        ("a", "Ask", True),
        ("c", "Wait", False),
    ]
    assert sheets.question(desk.sheet(ONE)).thing == source


def test_a_question_opens_box_by_box_with_what_the_sheet_says(desk):
    page = desk.text(ONE)
    assert 'name="options-1-text"' in page
    assert "What comes first in one-practice?</textarea>" in page
    assert '<option selected value="do-one">' in page


def test_who_asked_for_the_sheet_comes_back_to_it(desk):
    assert 'action="/studio/questions/one-practice?as=sheet"' in desk.text(f"{ONE}?as=sheet")
    text = desk.sheet(ONE).replace("Ask first.", "Ask.")
    answer = desk.send(f"{ONE}?as=sheet", "draft", text)
    assert answer.location == f"{ONE}?as=sheet"


def test_a_fault_stands_at_its_box_and_everything_typed_is_there(desk, in_app):
    answer = send(desk, "publish", **{"options-2-why": "", "difficulty": "2"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'href="#options-2-why">Option 3, Why it tempts' in page
    assert 'href="#difficulty"' in page
    assert "Which comes" in page
    assert 'value="2"' in page
    assert stem("one-practice") == "What comes first in one-practice?"


def test_a_fault_of_the_whole_stands_above_the_boxes(desk):
    answer = send(desk, "publish", **{"options-2-correct": "y"})
    assert answer.status_code == 422
    assert "exactly one is correct in a choice, and here 2 are" in words(answer)


def test_what_a_finding_is_accepted_for_and_who_the_client_is_are_boxes(desk, in_app):
    allow = {"allow-0-finding": "absolute-word", "allow-0-why": "The word is the client's own."}
    who = {"age": "30", "gender": "woman", "couple": "mixed"}
    assert send(desk, "publish", **allow, **who).status_code == 303
    source = items.parse_source(version("one-practice").source)
    assert source.allow == {"absolute-word": "The word is the client's own."}
    assert source.vignette.model_dump() == {"age": 30, "gender": "woman", "couple": "mixed"}
    page = desk.text(ONE)
    assert "absolute-word" in page
    assert 'value="30"' in page


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        ({"age": "old", "gender": "woman", "couple": "mixed"}, "age"),
        ({"age": "30", "couple": "mixed"}, "gender"),
        ({"allow-0-finding": "absolute-word", "allow-0-why": "short"}, "allow-0-finding"),
        ({"references-0": "two words"}, "references-0"),
        ({"id": "Not A Slug"}, "id"),
    ],
)
def test_every_box_tells_its_own_mistake(desk, sent, place):
    answer = send(desk, "publish", "/studio/banks/first/new?type=choice", base="0", **sent)
    assert answer.status_code == 422
    assert f'id="{place}-error"' in answer.get_data(as_text=True)


def test_a_draft_by_boxes_is_the_sheet_and_opens_in_boxes_with_its_mistakes(desk):
    assert send(desk, "draft", **{"options-2-why": ""}).status_code == 303
    assert desk.sheet(ONE).startswith("id: one-practice\ntype: choice\nstem: ")
    page = desk.text(ONE)
    assert "Wait</textarea>" in page
    assert 'id="options-1-why-error"' in page


def test_a_draft_that_no_boxes_can_show_opens_as_its_sheet(desk):
    desk.send(ONE, "draft", "id: one-practice\nstem: [not\n")
    assert "stem: [not" in unescape(desk.text(ONE))


def _example(kind):
    from course.studio import guide

    data = yamlfile.load(guide.guides()[kind].example, kind).data
    shared = {name: make.choice()[name] for name in ("explanation", "objective", "level", "pool")}
    return {**shared, "difficulty": make.choice()["difficulty"], "safety": False, **data}


def _through(text, kind):
    return fields.sheet_of(fields.opened(kind, text), kind)


@pytest.mark.parametrize("kind", items.KINDS)
def test_going_through_the_boxes_changes_no_question(kind, app):
    who = {"age": 30, "gender": "woman", "couple": "mixed"}
    source = items.read_question({**_example(kind), "vignette": who})
    text = sheets.question_text(source)
    with app.test_request_context():
        assert _through(text, kind) == text


@pytest.mark.parametrize(
    "path", sorted((ROOT / "quizzes").glob("*.yaml")), ids=lambda one: one.stem
)
def test_no_question_of_the_course_is_changed_by_its_boxes(path, app):
    found = yamlfile.load(path.read_text(encoding="utf-8"), path.name).data["questions"]
    with app.test_request_context():
        for data in found:
            text = sheets.question_text(items.read_question(data))
            assert _through(text, data["type"]) == text
