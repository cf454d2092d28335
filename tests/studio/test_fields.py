"""The form with fields gives the same validated sheet as the sheet itself."""

import pytest

from course import items
from course.studio import sheets
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
    "references": "bass2006",
}


def send(desk, do, url=ONE, **changed):
    return desk.browser.post(url, {"do": do, "base": "1", **FIELDS, **changed})


def test_fields_publish_the_question_that_their_sheet_says(desk, in_app):
    assert send(desk, "publish").status_code == 303
    source = items.parse_source(version("one-practice").source)
    assert source.stem == "Which comes\nfirst?"
    assert [(one.id, one.text, one.correct) for one in source.options] == [
        ("a", "Ask", True),
        ("c", "Wait", False),
    ]
    assert sheets.question(desk.sheet(ONE)).thing == source


def test_the_fields_show_what_the_sheet_says(desk):
    page = desk.text(f"{ONE}?as=fields")
    assert 'name="options-1-text"' in page
    assert "What comes first in one-practice?</textarea>" in page
    assert '<option selected value="do-one">' in page


def test_a_fault_stands_at_its_field_and_everything_typed_is_there(desk, in_app):
    answer = send(desk, "publish", **{"options-2-why": "", "difficulty": "2"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'href="#options-2-why"' in page
    assert 'href="#difficulty"' in page
    assert "Which comes" in page
    assert 'value="2"' in page
    assert stem("one-practice") == "What comes first in one-practice?"


def test_a_fault_of_the_whole_stands_above_the_fields(desk):
    answer = send(desk, "publish", **{"options-2-correct": "y"})
    assert answer.status_code == 422
    assert "exactly one is correct in a choice, and here 2 are" in words(answer)


def test_other_fields_pass_through_the_small_sheet(desk, in_app):
    more = "allow: {absolute-word: The word is the client's own.}\n"
    assert send(desk, "publish", more=more).status_code == 303
    source = items.parse_source(version("one-practice").source)
    assert source.allow == {"absolute-word": "The word is the client's own."}
    assert "absolute-word" in desk.text(f"{ONE}?as=fields")


def test_a_small_sheet_that_cannot_be_read_is_told(desk):
    answer = send(desk, "publish", more="allow: [")
    assert answer.status_code == 422
    assert "not YAML" in words(answer)


def test_a_draft_by_fields_is_the_sheet(desk):
    assert send(desk, "draft").status_code == 303
    assert desk.sheet(ONE).startswith("id: one-practice\ntype: choice\nstem: ")


def test_a_new_true_false_question_has_two_sides(desk, in_app):
    sides = {
        "options-0-why": "It seems settled.",
        "options-1-why": "It can be withdrawn.",
        "options-1-correct": "y",
    }
    sent = {name: text for name, text in FIELDS.items() if not name.startswith("options")}
    data = {**sent, **sides, "id": "new-true-false", "do": "publish", "base": "0"}
    url = "/studio/banks/first/new?type=true-false"
    page = desk.text(f"{url}&as=fields")
    assert ("options-1-why" in page, "options-1-text" in page) == (True, False)
    assert "options-2-why" not in page
    answer = desk.browser.post(url, data)
    assert answer.status_code == 303
    source = items.parse_source(version("new-true-false").source)
    assert [(one.id, one.correct) for one in source.options] == [("true", False), ("false", True)]


@pytest.mark.parametrize("kind", ["choice", "several"])
def test_going_through_the_fields_changes_no_question(kind, app):
    from course.studio import fields
    from course.studio.forms import FieldsForm

    source = items.read_question(getattr(make, kind)(vignette=make_vignette()))
    with app.test_request_context():
        form = FieldsForm(formdata=None, data=fields.values(source))
        assert sheets.question(fields.sheet_of(form, kind)).thing == source


def make_vignette():
    return {"age": 30, "gender": "woman", "couple": "mixed"}
