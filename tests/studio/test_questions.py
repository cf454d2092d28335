"""Writing questions: preview, publish, retire, restore; and what stands in the way."""

import pytest

from course import db
from course.db.base import Base
from course.questions.models import Question
from tests.content.looking import counts, edition, row, stem, version
from tests.studio.conftest import words

ONE = "/studio/questions/one-practice"
OLD, NEW = "What comes first in one-practice?", "What comes before all else?"


def test_the_form_shows_the_question_as_its_file_does(desk, root):
    text = desk.sheet(ONE)
    assert text.startswith("id: one-practice\ntype: choice\n")
    assert f"stem: {OLD}\n" in text


def test_publishing_makes_the_next_version_and_a_new_edition(desk, in_app):
    token = edition()
    answer = desk.publish(ONE, OLD, NEW)
    assert (answer.status_code, answer.location) == (303, ONE)
    assert (version("one-practice").number, stem("one-practice")) == (2, NEW)
    assert edition() != token
    assert desk.acts()[-1] == ("question.published", "one-practice")
    assert "Version 2 is published" in words(desk.get(ONE))


def test_the_columns_that_draws_filter_by_follow_the_version(desk, in_app):
    text = desk.sheet("/studio/questions/one-mock").replace("level: apply", "level: recall")
    url = "/studio/questions/one-mock"
    assert (
        desk.send(url, "publish", text.replace("safety: false", "safety: true")).status_code == 303
    )
    found = row(Question, "one-mock")
    assert (found.level, found.safety, found.pool) == ("recall", True, "mock")
    assert version("one-mock").areas == "a"


def test_a_preview_stores_nothing(desk, in_app):
    before, token = counts(), edition()
    answer = desk.send(ONE, "preview", desk.sheet(ONE).replace(OLD, NEW))
    assert answer.status_code == 200
    assert (counts(), edition()) == (before, token)
    page = words(answer)
    assert page.count(NEW) == 3  # in the sheet, before the answer, after it
    assert "Your answer, and the best answer" in page
    assert "It is first." in page


def test_a_script_gets_the_preview_alone(desk):
    page = desk.browser.client.post(
        ONE,
        data={
            "csrf_token": desk.browser.token(ONE),
            "do": "preview",
            "base": "1",
            "text": desk.sheet(ONE),
        },
        headers={"X-Fragment": "1"},
    ).get_data(as_text=True)
    assert page.lstrip().startswith('<section id="preview"')
    assert "<html" not in page


def test_the_item_writing_check_speaks_beside_the_form(desk):
    text = desk.sheet(ONE).replace("text: Ask", "text: Always ask")
    assert "absolute-word" in words(desk.send(ONE, "preview", text))


def test_a_fault_names_line_and_field_and_keeps_what_was_typed(desk, in_app):
    text = desk.sheet(ONE).replace("level: apply", "level: expert").replace(OLD, "Typed <so>?")
    line = text.split("\n").index("level: expert") + 1
    answer = desk.send(ONE, "publish", text)
    assert answer.status_code == 422
    assert f"Line {line} level:" in words(answer)
    assert "Typed &lt;so&gt;?" in answer.get_data(as_text=True)
    assert version("one-practice").number == 1


def test_the_id_stays(desk):
    answer = desk.send(ONE, "publish", desk.sheet(ONE).replace("id: one-practice", "id: other"))
    assert answer.status_code == 422
    assert "Line 1 id: must stay one-practice" in words(answer)


def test_the_same_again_is_no_version(desk, in_app):
    answer = desk.send(ONE, "publish", desk.sheet(ONE))
    assert (answer.status_code, "Nothing differs" in words(answer)) == (422, True)
    assert version("one-practice").number == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("objective: do-one", "objective: nowhere", "there is no objective nowhere"),
        ("[bass2006]", "[nobody1999]", "there is no reference nobody1999"),
        ("pool: practice", "pool: mock", "the check one-practice is reserved: mock"),
    ],
)
def test_what_would_lead_nowhere_is_not_published(desk, in_app, old, new, said):
    answer = desk.publish(ONE, old, new)
    assert answer.status_code == 422
    assert said in words(answer)
    assert version("one-practice").number == 1


def test_publishing_over_another_version_is_refused_with_both_shown(desk, in_app):
    mine = desk.sheet(ONE).replace(OLD, NEW)
    desk.publish(ONE, OLD, "Somebody else asks?")
    answer = desk.send(ONE, "publish", mine)
    assert answer.status_code == 409
    page = words(answer)
    assert "Version 2 was published meanwhile" in page
    assert "-stem: Somebody else asks?" in page
    assert f"+stem: {NEW}" in page
    assert (version("one-practice").number, stem("one-practice")) == (2, "Somebody else asks?")
    assert 'name="base" value="2"' in answer.get_data(as_text=True)
    assert desk.send(ONE, "publish", mine, base=2).status_code == 303
    assert (version("one-practice").number, stem("one-practice")) == (3, NEW)


def retire(desk, slug, why="It leaked."):
    return desk.browser.post(
        f"/studio/questions/{slug}/retire", {"why": why}, form_at=f"/studio/questions/{slug}"
    )


def test_what_a_lesson_or_a_quiz_needs_is_not_retired(desk, in_app):
    answer = retire(desk, "two-practice")
    assert answer.status_code == 422
    page = words(answer)
    assert "there is no question two-practice" in page
    assert "2 needed, 1 there" in page
    assert row(Question, "two-practice").retired_at is None


def test_retiring_asks_for_a_reason(desk):
    answer = retire(desk, "one-mock", "  ")
    assert (answer.status_code, "Say why." in words(answer)) == (422, True)


def test_a_retired_question_leaves_the_list_and_comes_back(desk, in_app):
    assert retire(desk, "one-mock").status_code == 303
    assert row(Question, "one-mock").retired_at is not None
    listed = 'href="/studio/questions/one-mock"'
    assert listed not in desk.text("/studio/banks/first")
    assert listed in desk.text("/studio/banks/first?state=retired")
    url = "/studio/questions/one-mock"
    back = desk.browser.post(f"{url}/restore", form_at=url)
    assert back.status_code == 303
    assert row(Question, "one-mock").retired_at is None
    acts = [("question.retired", "one-mock"), ("question.restored", "one-mock")]
    assert desk.acts()[-2:] == acts


def test_a_retired_question_is_not_published_over(desk, in_app):
    retire(desk, "one-mock")
    url = "/studio/questions/one-mock"
    answer = desk.publish(url, "level: apply", "level: recall")
    assert (answer.status_code, "Put it back" in words(answer)) == (409, True)


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "burn", "base": "1"},
        {"do": "preview", "base": "-1"},
        {"do": "preview", "base": "1" * 30},
        {"do": "preview", "base": "x"},
        {},
    ],
)
def test_a_form_that_is_not_ours_is_told_which_field_is_wrong(desk, sent):
    answer = desk.browser.post(ONE, sent)
    assert answer.status_code == 422
    assert ("do:" if sent.get("do") != "preview" else "base:") in words(answer)


def test_a_director_reads_and_finds_nothing_to_press(site, petra, signed_in):
    browser = signed_in(petra)
    page = browser.text(ONE)
    assert "It is first." in page
    assert 'value="publish"' not in page
    assert "Retire this question" not in page
    assert browser.post(ONE, {"do": "preview"}, form_at="/about").status_code == 403


def test_no_trainee_comes_in(site, tara, signed_in):
    browser = signed_in(tara)
    assert {browser.get(url).status_code for url in ("/studio", ONE)} == {403}


def test_the_tables_of_the_studio_are_known_to_the_schema():
    assert {"draft", "draft_picture"} <= set(Base.metadata.tables)


def test_nothing_of_the_draft_is_left_after_publishing(desk, in_app):
    desk.send(ONE, "draft", desk.sheet(ONE).replace(OLD, NEW))
    desk.publish(ONE, NEW, "Asked anew?")
    assert counts()["draft"] == 0
    db.session().rollback()
