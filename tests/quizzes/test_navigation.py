"""One page or all, back and forth or in order, shuffled or the same for everybody."""

import json

import pytest
from sqlalchemy import select

from course import db
from course.bench.statements import counting
from course.errors import Refused
from course.questions.models import Question, QuestionVersion
from course.quizzes.models import AnswerCurrent, Attempt, AttemptEvent, AttemptSlot
from course.quizzes.service import moving
from tests.conftest import NOON
from tests.quizzes import world
from tests.quizzes.world import QUIZ

SEQUENTIAL = {**QUIZ, "navigation": "sequential"}
WHOLE = {**QUIZ, "pages": "all"}


def _chosen(public_id):
    rows = world.rows(
        select(AnswerCurrent)
        .where(AnswerCurrent.attempt_id == world.attempt(public_id).id)
        .order_by(AnswerCurrent.slot)
    )
    return {row.slot: json.loads(row.response)["answer"] for row in rows}


@pytest.fixture
def begun(app, tara, signed_in):
    """A function that starts an attempt at a quiz of these settings by its page."""

    def begin(file):
        world.put(file)
        browser = signed_in(tara)
        browser.post("/quizzes/first-quiz/attempts", form_at="/quizzes/first-quiz")
        (public_id,) = world.rows(select(Attempt.public_id))
        return browser, f"/attempts/{public_id}", public_id

    return begin


def _send(browser, url, option, go):
    page = browser.text(url)
    chosen = next(token for text, token in world.tokens(page).items() if f"Option {option}" in text)
    return browser.post(url, {**world.fields(page), "answer": chosen, "go": go})


def test_in_order_a_question_is_left_for_good(begun):
    browser, here, public_id = begun(SEQUENTIAL)
    answer = _send(browser, f"{here}/questions/1", "c", "next")
    assert answer.location == f"{here}/questions/2"
    for back in (f"{here}/questions/1", f"{here}/questions/3", here):
        assert browser.get(back).location == f"{here}/questions/2"
    with pytest.raises(Refused, match="question 1 is behind you"):
        world.answer(public_id, 1, "a")
    with pytest.raises(Refused, match="question 3 comes later"):
        world.answer(public_id, 3, "a")
    assert _chosen(public_id) == {1: ["c"]}


def test_in_order_a_blank_question_is_left_too_and_each_step_is_an_event(begun):
    browser, here, public_id = begun(SEQUENTIAL)
    for number in (1, 2):
        page = browser.text(f"{here}/questions/{number}")
        browser.post(f"{here}/questions/{number}", {**world.fields(page), "go": "next"})
    events = world.rows(select(AttemptEvent).order_by(AttemptEvent.number))
    assert [(event.kind, event.slot) for event in events] == [
        ("started", None),
        ("moved", 2),
        ("moved", 3),
    ]
    assert world.attempt(public_id).reached == 3


def test_in_order_a_second_click_on_next_skips_nothing(begun, app):
    _, _, public_id = begun(SEQUENTIAL)
    attempt_id = world.attempt(public_id).id
    for _ in range(2):
        with app.app_context(), db.writing() as session:
            moving.advance(session, attempt_id, 1, moving.By(None, NOON))
    assert world.attempt(public_id).reached == 2


def test_in_order_no_page_links_back(begun):
    browser, here, _ = begun(SEQUENTIAL)
    _send(browser, f"{here}/questions/1", "c", "next")
    for url in (f"{here}/questions/2", f"{here}/overview"):
        page = browser.text(url)
        assert f"{here}/questions/1" not in page
        assert f"{here}/questions/3" not in page


def test_all_on_one_page_are_saved_by_one_plain_form(begun):
    browser, here, public_id = begun(WHOLE)
    assert browser.get(f"{here}/questions/2").location == f"{here}/all#question-2"
    page = browser.text(f"{here}/all")
    sent = {}
    for number, option in ((1, "c"), (3, "a")):
        text = next(
            t for t in world.tokens(page) if f"Option {option} of {_names(public_id)[number]}" in t
        )
        sent |= {**world.fields(page, f"{number}."), f"{number}.answer": world.tokens(page)[text]}
    answer = browser.post(f"{here}/all", {**sent, "go": "overview"})
    assert answer.location == f"{here}/overview"
    assert _chosen(public_id) == {1: ["c"], 3: ["a"]}


def _names(public_id):
    slots = world.rows(
        select(Question.slug)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .join(AttemptSlot, AttemptSlot.question_version_id == QuestionVersion.id)
        .where(AttemptSlot.attempt_id == world.attempt(public_id).id)
        .order_by(AttemptSlot.number)
    )
    return dict(enumerate(slots, start=1))


def test_on_one_page_a_stale_answer_stops_no_other(begun):
    browser, here, public_id = begun(WHOLE)
    page = browser.text(f"{here}/all")
    world.answer(public_id, 1, "b", seq=5)  # in another window meanwhile
    tokens, names = world.tokens(page), _names(public_id)
    sent = {}
    for number in (1, 2):
        chosen = tokens[f"Option c of {names[number]}"]
        sent |= {**world.fields(page, f"{number}."), f"{number}.answer": chosen}
    answer = browser.post(f"{here}/all", sent)
    assert answer.status_code == 409
    assert "Two answers to question 1" in answer.get_data(as_text=True)
    assert _chosen(public_id) == {1: ["b"], 2: ["c"]}


def _orders(public_id):
    rows = world.rows(
        select(AttemptSlot).where(AttemptSlot.attempt_id == world.attempt(public_id).id)
    )
    return {row.question_version_id: row.shown_order for row in rows}


@pytest.mark.parametrize("shuffle", [True, False])
def test_options_come_in_an_order_of_the_attempt_or_in_the_same_for_everybody(
    in_app, tara, shuffle
):
    world.put({**QUIZ, "draw": {"bank": "first", "questions": 6}, "shuffle": shuffle})
    orders = []
    for _ in range(4):
        public_id = world.start(tara)
        orders.append(_orders(public_id))
        world.finish(public_id)
    assert all(one == orders[0] for one in orders) != shuffle


def test_the_same_order_for_everybody_does_not_put_the_first_option_of_the_file_first(in_app, tara):
    bank = [world.question(n, key="a") for n in range(1, 31)]
    world.put(
        {**QUIZ, "draw": {"bank": "first", "questions": 30}, "shuffle": False}, bank=_both(bank)
    )
    first = [json.loads(order)["answer"][0] for order in _orders(world.start(tara)).values()]
    assert 3 <= first.count("a") <= 17  # a third of thirty, give or take what chance does


def _both(bank):
    # Each objective needs a question.
    return [{**one, "objective": "do-one" if n else "do-two"} for n, one in enumerate(bank)]


def test_with_scripts_all_questions_come_at_once(begun):
    browser, here, _ = begun(QUIZ)
    assert browser.get(here).location == f"{here}/questions/1"
    assert browser.get(f"{here}?scripts=1").location == f"{here}/all"
    page = browser.text(f"{here}/all")
    assert page.count("data-slot=") == QUIZ["draw"]["questions"]
    assert 'data-parts="steps"' in page


def test_where_there_is_no_way_back_nobody_looks_ahead_with_scripts_either(begun):
    browser, here, _ = begun(SEQUENTIAL)
    assert browser.get(f"{here}?scripts=1").location == f"{here}/questions/1"
    assert browser.get(f"{here}/all").location == here


def test_a_submission_by_script_is_answered_with_the_review(begun):
    browser, here, public_id = begun(QUIZ)
    form_at = f"{here}/overview"
    answer = browser.post(f"{here}/submit", form_at=form_at, headers={"X-Fragment": "1"})
    assert answer.status_code == 200
    assert answer.headers["Content-Location"] == f"{here}/review"
    assert "Submitted" in answer.get_data(as_text=True)
    # Sent twice, it is answered the same way.
    again = browser.post(f"{here}/submit", form_at="/about", headers={"X-Fragment": "1"})
    assert again.headers["Content-Location"] == f"{here}/review"
    assert world.attempt(public_id).state == "graded"


def test_the_page_with_all_questions_costs_the_same_for_few_and_for_many(begun, app):
    browser, here, _ = begun(QUIZ)
    browser.text(f"{here}/all")
    with counting(app) as sent:
        browser.text(f"{here}/all")
    # Who looks, the attempt, its questions, its answers.
    assert len(sent) == 4
