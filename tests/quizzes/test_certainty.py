"""How sure somebody is: asked where the quiz says so, stored, shown in the review, never a mark."""

import pytest
from sqlalchemy import select

from course.quizzes.models import AnswerCurrent, Attempt, GradeCurrent
from tests.quizzes import world
from tests.quizzes.world import KEY, QUIZ


@pytest.fixture
def begun(app, tara, signed_in):
    def begin(**settings):
        world.put({**QUIZ, **settings})
        browser = signed_in(tara)
        browser.post("/quizzes/first-quiz/attempts", form_at="/quizzes/first-quiz")
        (public_id,) = world.rows(select(Attempt.public_id))
        return browser, f"/attempts/{public_id}", public_id

    return begin


@pytest.mark.parametrize("settings", [{}, {"certainty": True}])
def test_it_is_asked_stored_and_shown_in_the_review(begun, settings):
    browser, here, public_id = begun(**settings)
    page = browser.text(f"{here}/questions/1")
    assert "How sure are you?" in page
    chosen = next(iter(world.tokens(page).values()))
    sent = {**world.fields(page), "answer": chosen, "certainty": "3", "go": "next"}
    assert browser.post(f"{here}/questions/1", sent).status_code == 303
    assert world.rows(select(AnswerCurrent.certainty)) == [3]
    world.finish(public_id)
    review = browser.text(f"{here}/review")
    assert review.count("How sure you were: certain") == 1
    assert review.count("How sure you were") == 1  # the two others were not said


def test_it_changes_no_mark(app, tara, otto):
    world.put(QUIZ)
    for person, sure in ((tara, 1), (otto, 3)):
        public_id = world.start(person)
        for slot in (1, 2, 3):
            world.answer(public_id, slot, KEY, certainty=sure)
        world.finish(public_id)
    assert set(world.rows(select(GradeCurrent.fraction))) == {1}


def test_a_quiz_that_does_not_ask_shows_nothing_and_takes_nothing(begun):
    browser, here, _ = begun(certainty=False)
    page = browser.text(f"{here}/questions/1")
    assert "How sure" not in page
    body = {"op_id": "operation-1", "slot": 1, "seq": 1, "answer": [], "certainty": 2}
    answer = browser.post_json(f"{here}/answers", body, form_at=f"{here}/questions/1")
    assert answer.status_code == 422
    assert "certainty: this quiz does not ask for it." in answer.get_json()["message"]
    assert (
        browser.post(f"{here}/questions/1", {**world.fields(page), "certainty": "2"}).status_code
        == 422
    )
    assert world.rows(select(AnswerCurrent)) == []


@pytest.mark.parametrize("asks", [True, False])
def test_on_one_page_it_is_asked_for_each_question_or_for_none(begun, asks):
    browser, here, _ = begun(pages="all", certainty=asks)
    page = browser.text(f"{here}/all")
    assert page.count("How sure are you?") == (3 if asks else 0)
    sent = {**world.fields(page, "2."), "2.certainty": "1"}
    answer = browser.post(f"{here}/all", sent)
    assert answer.status_code == (303 if asks else 422)
    assert world.rows(select(AnswerCurrent.certainty)) == ([1] if asks else [])
