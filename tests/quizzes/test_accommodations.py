"""What a person is given holds everywhere at once, and stays in the record."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from sqlalchemy import select

from course import clock
from course.errors import Invalid, Refused
from course.quizzes.decisions import Accommodation
from course.quizzes.service import closing
from tests.conftest import NOON
from tests.quizzes import world
from tests.quizzes.world import KEY, QUIZ

MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
TIMED = {**QUIZ, "minutes": 30, "attempts": 1}


def test_an_attempt_starts_with_the_end_that_the_person_was_given(app, tara, otto, give):
    world.put(TIMED)
    give(tara, time_factor=Decimal("1.5"), extra_minutes=5)
    assert world.attempt(world.start(tara)).deadline == NOON + 50 * MINUTE
    assert world.attempt(world.start(otto)).deadline == NOON + 30 * MINUTE


@pytest.mark.parametrize("at_all", [True, False])
def test_an_attempt_that_runs_gets_its_new_end_at_once(app, tara, give, at_all):
    world.put(TIMED)
    mine = world.start(tara)
    with clock.held(NOON + 20 * MINUTE):
        give(tara, at_all=at_all, time_factor=Decimal(2))
    assert world.attempt(mine).deadline == NOON + 60 * MINUTE
    with clock.held(NOON + 59 * MINUTE):
        saved = world.answer(mine, 1, KEY)
    assert saved.remaining_ms == 60_000


def test_what_is_given_elsewhere_moves_nothing_here(app, tara, give):
    world.put(TIMED, {**TIMED, "quiz": "second-quiz"})
    here, there = world.start(tara), world.start(tara, "second-quiz")
    give(tara, extra_minutes=10)
    assert world.attempt(here).deadline == NOON + 40 * MINUTE
    assert world.attempt(there).deadline == NOON + 30 * MINUTE


def test_an_end_that_passed_while_nobody_looked_can_still_be_moved(app, tara, give):
    world.put(TIMED)
    mine = world.start(tara)
    with clock.held(NOON + 45 * MINUTE):
        give(tara, extra_minutes=30)
        assert world.answer(mine, 1, KEY).remaining_ms == 15 * 60_000


def test_the_newest_row_of_a_scope_stands_and_a_row_of_nothing_takes_back(app, tara, give):
    world.put(TIMED)
    mine = world.start(tara)
    for factor, end in (("3", 90), ("1.5", 45), ("1", 30)):
        give(tara, time_factor=Decimal(factor))
        assert world.attempt(mine).deadline == NOON + end * MINUTE
    assert len(world.rows(select(Accommodation))) == 3


def test_one_more_attempt_is_one_more_and_no_more(app, tara, give):
    world.put(TIMED)
    world.taken(tara, KEY)
    with pytest.raises(Refused, match="All 1 attempts"):
        world.start(tara)
    give(tara, extra_attempts=1)
    assert world.taken(tara, KEY).number == 2
    with pytest.raises(Refused, match="All 2 attempts"):
        world.start(tara)


def _window(opens=None, closes=None):
    ends = {"opens": opens, "closes": closes}
    return {"zone": "UTC", **{k: f"{v:%Y-%m-%dT%H:%M}+00:00" for k, v in ends.items() if v}}


def test_a_window_of_their_own_opens_earlier_and_closes_later_for_them_alone(app, tara, otto, give):
    world.put({**QUIZ, "window": _window(NOON + DAY, NOON + 2 * DAY)})
    give(tara, opens_at=NOON, closes_at=NOON + 3 * DAY)
    assert world.attempt(world.start(tara)).deadline == NOON + 3 * DAY
    with pytest.raises(Refused, match="not open yet"):
        world.start(otto)
    with clock.held(NOON + 2 * DAY), pytest.raises(Refused, match="closed"):
        world.start(otto)


def test_a_window_that_ends_before_it_begins_is_refused(app, tara, give):
    world.put(QUIZ)
    with pytest.raises(Invalid, match="closes before it opens"):
        give(tara, opens_at=NOON + DAY, closes_at=NOON)
    with pytest.raises(Invalid, match="1 or more"):
        give(tara, time_factor=Decimal("0.5"))
    assert world.rows(select(Accommodation)) == []


def test_at_the_end_that_was_given_it_is_handed_in_by_the_sweeper(app, tara, give):
    world.put(TIMED)
    mine = world.start(tara)
    give(tara, extra_minutes=30)
    for minutes, state in ((59, "open"), (61, "graded")):
        with clock.held(NOON + minutes * MINUTE), app.app_context():
            closing.sweep()
        assert world.attempt(mine).state == state
    assert world.attempt(mine).submitted_at == NOON + 60 * MINUTE


def test_answers_shown_after_the_close_wait_for_the_person_s_own_close_too(
    app, tara, give, signed_in
):
    late = {key: ["after-close"] for key in ("attempt", "answer")}
    review = {name: [] for name in ("correctness", "marks", "reasons")} | late
    world.put({**QUIZ, "window": _window(None, NOON + DAY), "review": review})
    give(tara, closes_at=NOON + 2 * DAY)
    done = world.taken(tara, KEY)
    browser = signed_in(tara)
    for at, told in ((NOON + DAY, False), (NOON + 2 * DAY, True)):
        with clock.held(at):
            page = browser.text(f"/attempts/{done.public_id}/review")
        assert ("is-right" in page) == told


def test_who_closes_earlier_for_themselves_sees_no_answer_before_the_cohort(
    app, tara, give, signed_in
):
    late = {key: ["after-close"] for key in ("attempt", "answer")}
    review = {name: [] for name in ("correctness", "marks", "reasons")} | late
    world.put({**QUIZ, "window": _window(None, NOON + DAY), "review": review})
    give(tara, closes_at=NOON + MINUTE)
    done = world.taken(tara, KEY)
    browser = signed_in(tara)
    with clock.held(NOON + 2 * MINUTE):
        page = browser.text(f"/attempts/{done.public_id}/review")
    assert "is-right" not in page


def test_the_page_before_the_start_shows_the_real_end_where_the_person_is(
    app, tara, give, signed_in
):
    world.put({**TIMED, "window": _window(None, NOON + 40 * MINUTE)})
    browser = signed_in(tara)
    page = browser.text("/quizzes/first-quiz")
    assert "<strong>30 minutes.</strong>" in page
    assert "24 Nov 2026, 07:30" in page  # New York
    give(tara, time_factor=Decimal(2))
    page = browser.text("/quizzes/first-quiz")
    assert "<strong>60 minutes.</strong>" in page
    assert "when the quiz closes" in page
    assert re.search(r"it ends at\s+<time[^>]*>24 Nov 2026, 07:40", page)
