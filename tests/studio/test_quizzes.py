"""A quiz on the web: its settings as data, what it can draw, its versions."""

from course.quizzes.models import Quiz
from course.studio.service.draws import settings, stocks
from tests.content.looking import counts, row
from tests.studio.conftest import words

URL = "/studio/quizzes/first-quiz"


def test_the_page_shows_sheet_settings_and_numbers(desk):
    assert desk.sheet(URL).startswith("quiz: first-quiz\n")
    page = words(desk.get(URL))
    assert "draw.questions 2" in page
    assert "practice_mark 0.7" in page
    assert "Objective mock practice do-one 1 1 do-two 0 1 All 1 2" in page


def test_publishing_makes_the_next_version(desk, in_app):
    assert desk.publish(URL, "intro: Two questions.", "intro: Two of them.").status_code == 303
    assert (counts()["quiz_version"], row(Quiz, "first-quiz").title) == (2, "The first quiz")
    assert "Two of them." in desk.text("/quizzes/first-quiz")
    assert desk.acts()[-1] == ("quiz.published", "first-quiz")


def test_a_draw_that_the_bank_cannot_give_is_refused_with_the_numbers(desk, in_app):
    answer = desk.publish(URL, "questions: 2", "questions: 3")
    assert answer.status_code == 422
    assert "it draws 3 questions, and the bank has 2" in words(answer)
    assert counts()["quiz_version"] == 1


def test_a_wrong_setting_is_named_with_its_line(desk):
    answer = desk.publish(URL, "questions: 2", "questions: 0")
    assert answer.status_code == 422
    assert "draw.questions" in words(answer)
    assert "Line 5" in words(answer)


def test_the_slug_stays(desk):
    answer = desk.publish(URL, "quiz: first-quiz", "quiz: another")
    assert (answer.status_code, "must stay first-quiz" in words(answer)) == (422, True)


def test_publishing_over_another_version_is_refused_with_both_shown(desk, in_app):
    mine = desk.sheet(URL).replace("Two questions.", "Mine.")
    desk.publish(URL, "Two questions.", "Theirs.")
    answer = desk.send(URL, "publish", mine)
    assert answer.status_code == 409
    assert "-intro: Theirs." in words(answer)
    assert desk.send(URL, "publish", mine, base=2).status_code == 303
    assert counts()["quiz_version"] == 3


def test_a_look_at_what_was_typed_stores_nothing(desk, in_app):
    before = counts()
    page = desk.send(URL, "preview", desk.sheet(URL).replace("questions: 2", "questions: 7"))
    assert "draw.questions 7" in words(page)
    assert counts() == before


def test_settings_are_shown_whatever_the_schema_has():
    data = {"a": None, "b": True, "c": {"d": [1, {"e": "x"}]}, "f": []}
    assert settings(data) == [("a", "none"), ("b", "yes"), ("c.d", "1; e x"), ("f", "none")]


def test_every_bank_that_a_draw_names_is_counted(site, in_app):
    from course import db

    draw = {"cells": [{"bank": "first", "questions": 1}, {"bank": "nowhere"}]}
    found = {one.bank: one.totals for one in stocks(db.session(), draw)}
    assert found == {"first": {"mock": 1, "practice": 2}, "nowhere": {}}
