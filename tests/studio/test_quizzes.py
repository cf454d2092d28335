"""A quiz on the web: its settings as data, what it can draw, its versions."""

from course.quizzes.draw import Cell
from course.quizzes.models import Quiz
from course.studio.service.draws import settings, stocks
from tests.content import small
from tests.content.looking import counts, row
from tests.studio.conftest import words

URL = "/studio/quizzes/first-quiz"


def test_the_page_shows_sheet_settings_and_numbers(desk):
    assert desk.sheet(URL).startswith("quiz: first-quiz\n")
    page = words(desk.get(f"{URL}?as=sheet"))
    assert "draw bank first, pool practice, questions 2" in page
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
    assert "3 needed, 2 there" in words(answer)
    assert counts()["quiz_version"] == 1


def test_a_wrong_setting_is_named_with_its_line(desk):
    answer = desk.publish(URL, "questions: 2", "questions: 0")
    assert answer.status_code == 422
    assert "draw.0.questions" in words(answer)
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
    assert "pool practice, questions 7" in words(page)
    assert "too few" in words(page)
    assert counts() == before


def test_settings_are_shown_whatever_the_schema_has():
    data = {"a": None, "b": True, "c": {"d": [1, {"e": "x"}]}, "f": []}
    assert settings(data) == [("a", "none"), ("b", "yes"), ("c.d", "1; e x"), ("f", "none")]


def test_every_bank_that_a_draw_names_is_counted(site, in_app):
    from course import db

    wanted = [Cell(1, banks=("first",)), Cell(1, banks=("nowhere",)), Cell(1, pin="one-mock")]
    found = {one.bank: one.totals for one in stocks(db.session(), wanted)}
    assert found == {"first": {"mock": 1, "practice": 2}, "nowhere": {}}
    assert [one.bank for one in stocks(db.session(), [Cell(1, pool="mock")])] == ["first"]


EXAM = """\
exam: first-exam
title: The first exam
intro: Two cells.
blueprint:
  pool: practice
  cells:
    - {objective: do-one, questions: 1}
    - {area: a, questions: 1}
"""


def test_a_mock_exam_is_a_quiz_like_any_other(desk, root, in_app):
    from course import clock
    from course.content import loading

    small.put(root, "quizzes/exams/first-exam.yaml", EXAM)
    loading.load(root, clock.now(), say=lambda _: None)
    url = "/studio/quizzes/first-exam"
    page = words(desk.get(url))
    assert "objective do-one practice 1 1" in page
    assert "area a practice 1 2" in page
    assert desk.publish(url, "Two cells.", "Cells, two.").status_code == 303
    short = desk.publish(url, "area: a\n      questions: 1", "area: a\n      questions: 2", base=2)
    assert (short.status_code, "2 needed, 1 there" in words(short)) == (422, True)
    assert "too few" in words(short)
    assert "question 1 of 2" in words(desk.browser.post(f"{url}/trial", {"go": "begin"}))


def test_a_cell_of_a_domain_says_what_it_asks_for_and_that_it_comes_first(desk, root, in_app):
    from course import clock
    from course.content import loading

    cell = "{domain: What comes, modules: [first-module], questions: 2, first: true}"
    small.put(root, "quizzes/exams/first-exam.yaml", EXAM.replace("{area: a, questions: 1}", cell))
    small.change(
        root, "quizzes/exams/first-exam.yaml", "    - {objective: do-one, questions: 1}\n", ""
    )
    loading.load(root, clock.now(), say=lambda _: None)
    page = words(desk.get("/studio/quizzes/first-exam"))
    assert "What comes module first-module; first in the order of modules practice 2 2" in page
