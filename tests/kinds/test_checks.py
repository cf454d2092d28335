"""Every kind as a knowledge check in a lesson."""

import json
import re

import pytest

from course import db
from course.quizzes.models import AnswerCurrent
from tests.items import kinds
from tests.kinds import files
from tests.kinds.forms import PARTS, RIGHT, Form, fill, shown

LESSON = "/modules/first-module/all-kinds"
SLUGS = {one.type: one.id for one in files.questions()}


def _form(page, kind):
    return Form(page, f'id="check-{SLUGS[kind]}"')


def _post(browser, form, **more):
    return browser.client.post(form.action, data={**form.hidden, **form.sent()}, **more)


def _section(page, kind):
    start = page.index(f'id="check-{SLUGS[kind]}"')
    return page[start : page.index("</section>", start)]


def test_a_check_is_answered_by_a_plain_form_and_tells_its_reasons(browser):
    for kind in files.KINDS:
        form = fill(_form(browser.text(LESSON), kind), RIGHT[kind])
        assert _post(browser, form).status_code == 303
        section = _section(browser.text(LESSON), kind)
        assert "Check · right" in section
        for why in re.findall(r'"why": "([^"]+)"', json.dumps(kinds.ALL[kind](), default=str)):
            assert why in section, (kind, why)


def test_a_check_answered_by_a_script_swaps_its_part(browser):
    for kind in files.KINDS:
        form = fill(_form(browser.text(LESSON), kind), PARTS[kind])
        reply = _post(browser, form, headers={"X-Fragment": "1"})
        assert reply.status_code == 200
        part = reply.get_data(as_text=True)
        assert part.lstrip().startswith('<section class="block check-block"')
        assert "worth another look" in part


@pytest.mark.parametrize("headers", [{}, {"X-Fragment": "1"}])
def test_a_check_without_an_answer_asks_for_one(browser, app, headers):
    for kind in files.KINDS:
        reply = _post(browser, _form(browser.text(LESSON), kind), headers=headers)
        page = reply.get_data(as_text=True)
        assert reply.status_code == 422
        assert "Please answer first." in _section(page, kind)
        assert ("<h1" in page) is not bool(headers)
    with app.app_context():
        assert db.session().query(AnswerCurrent).count() == 0


@pytest.mark.parametrize("headers", [{}, {"X-Fragment": "1"}])
def test_a_number_that_cannot_be_read_stays_in_its_box(browser, headers):
    form = fill(_form(browser.text(LESSON), "number"), {"Your answer": "1,600"})
    reply = _post(browser, form, headers=headers)
    page = reply.get_data(as_text=True)
    assert reply.status_code == 422
    again = _form(page, "number")
    assert shown(again, {"Your answer": ""}) == {"Your answer": "1,600"}
    assert "without separators between thousands" in _section(page, "number")
    assert _post(browser, fill(again, {"Your answer": "16"})).status_code == 303
    assert "Check · right" in _section(browser.text(LESSON), "number")


def test_two_trainees_see_their_own_words_and_tokens(browser, signed_in, otto):
    other = signed_in(otto)
    _post(browser, fill(_form(browser.text(LESSON), "short-text"), {"Your answer": "canary"}))
    assert "canary" in browser.text(LESSON)
    page = other.text(LESSON)
    assert "canary" not in page
    tokens = [set(re.findall(r"[0-9a-f]{32}", one.text(LESSON))) for one in (browser, other)]
    assert len(tokens[1]) > 20
    assert not tokens[0] & tokens[1]


def test_words_of_a_trainee_are_not_kept_in_memory(browser, app):
    _post(
        browser, fill(_form(browser.text(LESSON), "short-text"), {"Your answer": "words of Tara"})
    )
    assert "words of Tara" in browser.text(LESSON)
    kept = app.extensions["practicum.cache"]._kept
    assert "words of Tara" not in repr([*kept.keys(), *kept.values()])
