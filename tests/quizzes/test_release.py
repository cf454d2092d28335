"""One predicate decides what of an attempt is told, by kind and by window."""

import datetime as dt
import re

import pytest

from course import clock
from course.quizzes import rules
from course.quizzes.rules import Finished, Told, When
from course.quizzes.states import AttemptState
from tests.conftest import NOON
from tests.quizzes import world
from tests.quizzes.world import KEY, QUIZ, WRONG

MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
CLOSES = NOON + DAY
#: One instant of each window, for what was submitted at noon and closes a day later.
AT = {When.DIRECTLY: NOON + MINUTE, When.OPEN: NOON + 3 * MINUTE, When.CLOSED: CLOSES}
WINDOW = {"zone": "UTC", "closes": f"{CLOSES:%Y-%m-%dT%H:%M}+00:00"}
NOTHING = {told.value: [] for told in Told}


def _asked(what, review, now, state=AttemptState.GRADED, closes_at=CLOSES):
    return rules.released(what, Finished(state, NOON, closes_at), review, now)


@pytest.mark.parametrize("when", When)
@pytest.mark.parametrize("what", Told)
def test_each_kind_is_told_in_its_windows_and_in_no_other(what, when):
    review = {told: frozenset() for told in Told} | {what: frozenset({when})}
    told = {(kind, at) for kind in Told for at in When if _asked(kind, review, AT[at])}
    assert told == {(what, when)}


@pytest.mark.parametrize("state", [s for s in AttemptState if s != AttemptState.GRADED])
def test_nothing_is_told_of_what_is_not_graded(state):
    review = {told: frozenset(When) for told in Told}
    assert not any(_asked(what, review, AT[at], state) for what in Told for at in When)


def test_what_never_closes_is_never_after_its_close():
    review = {told: frozenset({When.CLOSED}) for told in Told}
    assert not _asked(Told.ANSWER, review, NOON + 1000 * DAY, closes_at=None)


def test_directly_lasts_two_minutes():
    review = {told: frozenset({When.DIRECTLY}) for told in Told}
    assert _asked(Told.ANSWER, review, NOON + dt.timedelta(seconds=119))
    assert not _asked(Told.ANSWER, review, NOON + dt.timedelta(seconds=120))


@pytest.fixture
def reviewed(app, tara, signed_in):
    """A function that gives the review page of an attempt, one right and two wrong, at a time."""

    def look(review, at):
        world.put({**QUIZ, "window": WINDOW, "review": {**NOTHING, **review}})
        done = world.taken(tara, KEY, WRONG, WRONG)
        browser = signed_in(tara)
        with clock.held(at):
            answer = browser.get(f"/attempts/{done.public_id}/review")
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    return look


LEAKS = ("canary-why", "canary-explanation", "is-right", "1 of 3")


def _told_of(page):
    return {leak for leak in LEAKS if leak in page}


ATTEMPT = {"attempt": ["directly"]}


@pytest.mark.parametrize(
    ("review", "told"),
    [
        ({}, set()),
        (ATTEMPT, set()),
        ({"marks": ["directly"]}, {"1 of 3"}),
        (
            ATTEMPT | {"answer": ["directly"], "reasons": ["directly"]},
            {"is-right", "canary-why", "canary-explanation"},
        ),
        (ATTEMPT | {"answer": ["directly"]}, {"is-right"}),
        (ATTEMPT | {"correctness": ["directly"]}, set()),
    ],
)
def test_the_review_page_tells_what_is_released_and_not_a_byte_more(reviewed, review, told):
    page = reviewed(review, NOON + MINUTE)
    assert _told_of(page) == told
    assert ("Stem of" in page) == ("attempt" in review)
    told_right = {"correctness", "answer"} & set(review)
    assert page.count("Not yet right") == (2 if told_right else 0)


def test_a_kind_that_is_told_after_the_close_is_told_then_and_announced_before(reviewed):
    review = {**ATTEMPT, "attempt": ["while-open", "after-close"], "answer": ["after-close"]}
    before = reviewed(review, CLOSES - MINUTE)
    assert _told_of(before) == set()
    assert "More is shown from" in before
    assert re.search(r"25 Nov 2026, 07:00", before)  # noon of the 25th, in New York


def test_after_the_close_all_is_told_that_waited_for_it(reviewed):
    late = ["after-close"]
    page = reviewed(dict.fromkeys(NOTHING, late), CLOSES)
    assert _told_of(page) == set(LEAKS)


def test_a_quiz_without_settings_tells_everything_at_once_as_it_always_did(in_app, tara, signed_in):
    world.put(QUIZ)
    done = world.taken(tara, KEY, WRONG, WRONG)
    assert _told_of(signed_in(tara).text(f"/attempts/{done.public_id}/review")) == set(LEAKS)


def test_who_moves_the_close_of_the_cohort_moves_the_release_with_it(app, tara, signed_in):
    review = {**NOTHING, "attempt": ["after-close"], "answer": ["after-close"]}
    world.put({**QUIZ, "window": WINDOW, "review": review})
    done = world.taken(tara, KEY, WRONG, WRONG)
    later = {"zone": "UTC", "closes": f"{CLOSES + DAY:%Y-%m-%dT%H:%M}+00:00"}
    world.put({**QUIZ, "window": later, "review": review})
    browser = signed_in(tara)
    for at, told in ((CLOSES, False), (CLOSES + DAY, True)):
        with clock.held(at):
            page = browser.text(f"/attempts/{done.public_id}/review")
        assert ("is-right" in page) == told
