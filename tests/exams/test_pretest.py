"""After the pre-test: an order of modules with its reason, on the report, at home, in progress."""

import re

import pytest

from course.quizzes.schemas import ExamFile
from tests.exams import world as exams
from tests.exams.world import PRETEST, plain
from tests.quizzes import world


def _order(page):
    part = page.partition('id="order"')[2].partition("</section>")[0]
    return re.findall(r'href="/modules/([\w-]+)"', part), plain(f"<main{part}")


def test_the_report_suggests_an_order_and_says_why(app, tara, signed_in):
    exams.put()
    mine = exams.take(tara, "pre-test", right=lambda n: n % 2 == 1)
    page = signed_in(tara).text(f"/attempts/{mine}/report")
    modules, words = _order(page)
    assert modules == ["second-module", "first-module"]
    assert re.search(r"Second things . 2 of 2 missed[,.]", words)
    assert re.search(r"First things . None of 2 missed\.", words)
    assert "To read again" not in page
    assert "mark to reach" not in page


def test_home_and_progress_take_the_first_step_from_it(app, tara, signed_in):
    exams.put()
    browser = signed_in(tara)
    assert "Lesson one" in plain(browser.text("/"))
    assert "The pre-test has 4 questions and suggests an order" in plain(browser.text("/"))
    mine = exams.take(tara, "pre-test", right=lambda n: n % 2 == 1)
    for page in ("/", "/progress"):
        text = browser.text(page)
        assert f"/attempts/{mine}/report#order" in text, page
        assert "2 of 2 missed" in plain(text), page
    home = browser.text("/")
    assert "/modules/second-module/two" in home
    assert "suggests an order" not in home
    assert 'href="/modules/second-module"' in browser.text("/progress").partition("suggested")[2]


def test_a_second_try_that_is_open_leaves_the_order_of_the_first(app, tara, signed_in):
    exams.put({**PRETEST, "attempts": 2})
    first = exams.take(tara, "pre-test")
    world.start(tara, "pre-test")
    assert f"/attempts/{first}/report#order" in signed_in(tara).text("/progress")


def test_what_is_read_is_suggested_no_more(app, tara, signed_in):
    exams.put()
    exams.take(tara, "pre-test", right=lambda n: n % 2 == 1)
    browser = signed_in(tara)
    lesson = "/modules/second-module/two"
    assert browser.post(f"{lesson}/read", {"read": "yes"}, form_at=lesson).status_code == 303
    card = browser.text("/progress").partition('id="suggested"')[2].partition("</section>")[0]
    assert "/modules/first-module" in card


def test_somebody_elses_pre_test_and_a_mock_exam_suggest_nothing(app, tara, otto, signed_in):
    exams.put()
    exams.take(otto, "pre-test")
    exams.take(tara)
    browser = signed_in(tara)
    assert "By your pre-test" not in browser.text("/")
    assert "By your pre-test" not in browser.text("/progress")


def test_a_pre_test_that_was_taken_out_of_the_count_suggests_nothing(app, tara, petra, signed_in):
    exams.put()
    mine = exams.take(tara, "pre-test")
    browser = signed_in(tara)
    assert "By your pre-test" in browser.text("/")
    here = f"/attempts/{mine}"
    gone = signed_in(petra).post(f"{here}/void", {"why": "wrong room"}, form_at=f"{here}/handling")
    assert gone.status_code == 303
    assert "By your pre-test" not in browser.text("/")
    assert browser.get(f"{here}/report").status_code == 409


def test_it_is_taken_once(app, tara, signed_in):
    exams.put()
    exams.take(tara, "pre-test")
    page = signed_in(tara).text("/quizzes/pre-test")
    assert "You have used 1 of 1 attempt." in plain(page)
    assert "Start the pre-test" not in page


def test_its_questions_are_in_no_mock_exam(app, tara):
    exams.put()
    assert {exams.number_of(one) for one in exams.slots(exams.take(tara, "pre-test"))} <= {
        *range(41, 47)
    }
    assert max(exams.number_of(one) for one in exams.slots(exams.take(tara))) < 40


def test_it_holds_nothing_back():
    late = {"window": {"zone": "UTC", "closes": "2026-12-24T12:00+00:00"}}
    for what in ("marks", "correctness"):
        review = {what: ["after-close"], "reasons": ["after-close"], "answer": ["after-close"]}
        with pytest.raises(ValueError, match="a pre-test tells marks and correctness"):
            ExamFile.model_validate({**PRETEST, **late, "review": review})
