"""New questions, and drafts that nobody else sees."""

import pytest

from course.questions.models import Question
from course.studio.models import Draft
from tests.content.looking import counts, row, version
from tests.studio.conftest import words
from tests.studio.test_sheets import SHEET

NEW = "/studio/banks/first/new?type=choice"
ONE = "/studio/questions/one-practice"


def test_a_new_question_becomes_the_last_of_its_bank(desk, in_app):
    answer = desk.send(NEW, "publish", SHEET, base=0)
    assert (answer.status_code, answer.location) == (303, "/studio/questions/a-question")
    assert version("a-question").number == 1
    assert row(Question, "a-question").position == 3
    assert desk.acts()[-1] == ("question.published", "a-question")


@pytest.mark.parametrize("taken", ["one-practice", "one-mock"])
def test_an_id_is_taken_for_ever(desk, in_app, taken):
    url = "/studio/questions/one-mock"
    desk.browser.post(f"{url}/retire", {"why": "It leaked."}, form_at=url)
    answer = desk.send(NEW, "publish", SHEET.replace("a-question", taken), base=0)
    assert answer.status_code == 422
    assert f"Line 1 id: {taken} is taken" in words(answer)


def test_two_who_publish_the_same_new_id_do_not_write_over_each_other(desk, in_app):
    desk.send(NEW, "publish", SHEET, base=0)
    answer = desk.send(NEW, "publish", SHEET.replace("Ask first.", "Mine."), base=0)
    assert answer.status_code == 422
    assert version("a-question").number == 1


def test_a_draft_may_be_wrong_and_comes_back_as_it_was(desk, in_app):
    text = "id: one-practice\nstem: [not\n"
    assert desk.send(ONE, "draft", text).status_code == 303
    assert desk.sheet(ONE) == text
    assert "Your draft of" in desk.text(ONE)
    assert version("one-practice").number == 1
    assert desk.sheet(f"{ONE}?published=1").startswith("id: one-practice\ntype: choice")


def test_a_draft_is_kept_once_and_thrown_away(desk, in_app):
    for text in ("id: one-practice\n# first\n", "id: one-practice\n# second\n"):
        desk.send(ONE, "draft", text)
    assert counts()["draft"] == 1
    assert "# second" in desk.sheet(ONE)
    assert desk.send(ONE, "discard", "").status_code == 303
    assert counts()["draft"] == 0
    assert "# second" not in desk.sheet(ONE)


def test_a_draft_is_its_author_s_alone(desk, make_person, signed_in):
    from course.permissions import Role

    desk.send(ONE, "draft", "id: one-practice\n# secret of Ines\n")
    other = signed_in(make_person("Noor Haddad", Role.INSTRUCTOR))
    assert all("secret of Ines" not in other.text(url) for url in (ONE, "/studio"))
    assert "Your drafts" not in other.text("/studio")


def test_a_draft_of_a_new_question_is_found_again(desk, in_app):
    spoiled = SHEET.replace("level: apply", "level: expert")
    answer = desk.send(NEW, "draft", spoiled, base=0)
    assert answer.status_code == 303
    assert desk.sheet(answer.location) == spoiled
    assert "a-question" in desk.text("/studio")
    assert desk.send(answer.location, "publish", SHEET, base=0).status_code == 303
    assert counts()["draft"] == 0


def test_home_says_how_many_drafts_wait(desk, in_app):
    assert "of your drafts" not in desk.text("/")
    desk.send(ONE, "draft", "id: one-practice\n# not done\n")
    assert '<a href="/studio">1 of your drafts</a> waits to be published.' in desk.text("/")


@pytest.mark.parametrize("text", ["stem: no id\n", "id: one-practice\n", "id: Not A Slug\n"])
def test_a_draft_of_a_new_question_needs_an_id_of_its_own(desk, in_app, text):
    answer = desk.send(NEW, "draft", text, base=0)
    assert (answer.status_code, counts()["draft"]) == (422, 0)
    assert text.strip() in words(answer)


def test_a_draft_begun_before_another_version_says_so(desk, in_app):
    desk.send(ONE, "draft", desk.sheet(ONE).replace("Ask first.", "Mine."))
    with desk.app.app_context():
        from course import db

        with db.writing() as session:
            session.query(Draft).one().base = 0
    assert "Version 1 was published since" in words(desk.get(ONE))


def test_what_postgresql_cannot_hold_is_taken_out_of_a_draft(desk):
    assert desk.send(ONE, "draft", "id: one-practice\n# a\0b\n").status_code == 303
    assert "# ab" in desk.sheet(ONE)
