"""A quiz taken as an instructor: as a trainee has it, and without a trace."""

import re
from html import unescape

import pytest

from tests.content.looking import counts
from tests.kinds.forms import Form
from tests.studio.conftest import words

SMALL = "/studio/quizzes/first-quiz/trial"
KINDS = "/studio/quizzes/all-kinds-quiz/trial"


def hidden(answer):
    page = answer.get_data(as_text=True)
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    held = [unescape(value) for name, value in found if name == "held"]
    return {**{name: unescape(value) for name, value in found}, "held": held}


def go(desk, url, answer, button, /, **given):
    sent = {name: value for name, value in hidden(answer).items() if name != "csrf_token"}
    return desk.browser.post(url, {**sent, **given, "go": button})


def option(answer, text):
    """The value of the control that stands before a text."""
    page = answer.get_data(as_text=True)
    found = re.search(rf'value="([0-9a-f]{{32}})"[^>]*>\s*<span>{re.escape(text)}', page)
    return found[1]


def test_a_trial_goes_forth_and_back_and_leaves_no_trace(desk, in_app):
    before = counts()
    first = desk.browser.post(SMALL, {"go": "begin"})
    right = option(first, "Ask")
    second = go(desk, SMALL, first, "next", answer=right)
    assert "question 2 of 2" in words(second)
    back = go(desk, SMALL, second, "back", answer=option(second, "Wait"))
    assert re.search(rf'value="{right}"\s+checked', back.get_data(as_text=True))
    end = go(desk, SMALL, back, "finish", answer=right)
    page = words(end)
    assert page.count("Your answer, and the best answer") == 1
    assert "It comes later." in page
    assert "50 %" in page
    assert counts() == before


def test_results_and_progress_stay_as_they_are(desk, in_app):
    results = desk.text("/studio/quizzes/first-quiz/results")
    first = desk.browser.post(SMALL, {"go": "begin"})
    go(desk, SMALL, first, "finish", answer=option(first, "Ask"))
    assert "No graded attempts yet" in results
    assert "No graded attempts yet" in desk.text("/studio/quizzes/first-quiz/results")


def test_the_key_is_not_on_the_page_before_the_end(desk):
    page = desk.browser.post(SMALL, {"go": "begin"}).get_data(as_text=True)
    assert "It is first." not in page
    assert "Ask first." not in page


def test_every_kind_can_be_tried(kinds_desk, in_app):
    before = counts()
    answer = kinds_desk.browser.post(KINDS, {"go": "begin"})
    count = int(re.search(r"question 1 of (\d+)", words(answer))[1])
    for _ in range(count - 1):
        answer = go(kinds_desk, KINDS, answer, "next", **_filled(answer))
        assert answer.status_code == 200
    end = go(kinds_desk, KINDS, answer, "finish", **_filled(answer))
    assert end.status_code == 200
    assert words(end).count("Why") >= count
    assert counts() == before


def _filled(answer):
    """Something in every control: the first option, and a one in every box."""
    form = Form(answer.get_data(as_text=True))
    del form
    page = answer.get_data(as_text=True)
    boxes = dict.fromkeys(re.findall(r'name="(answer-[0-9a-f]{32})"', page), "1")
    lists = re.findall(r"<select[^>]*>.*?</select>", page, re.DOTALL)
    picked = [re.search(r'<option[^>]*value="([0-9a-f]{32})"', one)[1] for one in lists]
    marks = re.findall(r'type="radio"[^>]*name="answer"[^>]*value="([0-9a-f]{32})"', page)
    return {**boxes, "answer": picked or marks[:1]}


@pytest.mark.parametrize(
    "sent",
    [
        {"go": "next"},
        {"go": "next", "seed": "x" * 32},
        {"go": "next", "seed": "0" * 32, "number": "3"},
        {"go": "next", "seed": "0" * 32, "number": "-1"},
        {"go": "next", "seed": "0" * 32, "number": "1", "held": "nonsense"},
        {"go": "next", "seed": "0" * 32, "number": "1", "answer": "f" * 32},
        {"go": "finish", "seed": "0" * 32, "number": "1", "held": "2|foreign"},
    ],
)
def test_a_trial_that_is_not_ours_is_refused_in_words(desk, sent):
    answer = desk.browser.post(SMALL, sent)
    assert answer.status_code == 422


def test_an_answer_that_cannot_be_read_stays_in_the_page(kinds_desk):
    answer = kinds_desk.browser.post(KINDS, {"go": "begin"})
    while "Of 50 clients" not in words(answer):
        answer = go(kinds_desk, KINDS, answer, "next")
    box = re.search(r'name="(answer-[0-9a-f]{32})"', answer.get_data(as_text=True))[1]
    wrong = go(kinds_desk, KINDS, answer, "next", **{box: "about sixteen"})
    assert wrong.status_code == 422
    assert 'value="about sixteen"' in wrong.get_data(as_text=True)


def test_a_director_may_try_it_too(site, petra, signed_in):
    assert signed_in(petra).post(SMALL, {"go": "begin"}).status_code == 200
