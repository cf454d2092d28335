"""The page on which a supervisor or a director gives a trainee something."""

import datetime as dt

import pytest
from sqlalchemy import select

from course import clock, db
from course.people import service as people
from course.people.models import Person
from course.quizzes.decisions import Accommodation
from tests.conftest import NOON
from tests.quizzes import world
from tests.quizzes.world import QUIZ

DAY = dt.timedelta(days=1)
TIMED = {**QUIZ, "minutes": 30, "attempts": 1}


@pytest.fixture
def in_charge(app, tara, sam):
    with app.app_context(), db.writing() as session:
        people.assign(
            session,
            trainee=session.get_one(Person, tara.id),
            supervisor=session.get_one(Person, sam.id),
            from_day=NOON.date(),
            until_day=NOON.date(),
        )
    return sam


FORM = {
    "quiz": "first-quiz",
    "time_factor": "1.5",
    "extra_minutes": "0",
    "extra_attempts": "0",
    "extra_days": "0",
    "opens_at": "",
    "closes_at": "",
    "why": "letter of 3 November",
}


def test_the_supervisor_in_charge_gives_on_a_page_and_the_row_says_who_and_why(
    app, tara, in_charge, signed_in
):
    world.put(TIMED)
    browser, here = signed_in(in_charge), f"/trainees/{tara.public_id}/accommodations"
    assert here in browser.text(f"/trainees/{tara.public_id}")
    assert browser.post(here, FORM).status_code == 303
    (row,) = world.rows(select(Accommodation))
    assert (row.trainee_id, row.actor_id, row.why, row.at) == (
        tara.id,
        in_charge.id,
        "letter of 3 November",
        NOON,
    )
    assert "letter of 3 November" in browser.text(here)
    with clock.held(NOON + DAY):  # the charge ended yesterday
        assert browser.get(here).status_code == 404


def test_an_hour_that_a_clock_change_repeats_is_read_in_the_trainee_s_favor(
    app, tara, in_charge, signed_in
):
    world.put(TIMED)
    browser, here = signed_in(in_charge), f"/trainees/{tara.public_id}/accommodations"
    # New York, 7 November 2027, 01:30 comes at 05:30 and again at 06:30 UTC.
    window = {"opens_at": "2027-11-07T01:30", "closes_at": "2027-11-07T01:30"}
    assert browser.post(here, FORM | window).status_code == 303
    (row,) = world.rows(select(Accommodation))
    assert row.opens_at == dt.datetime(2027, 11, 7, 5, 30, tzinfo=dt.UTC)
    assert row.closes_at == dt.datetime(2027, 11, 7, 6, 30, tzinfo=dt.UTC)
    assert row.zone == "America/New_York"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"why": ""}, "Say why."),
        ({"time_factor": "0.5"}, "Time factor"),
        ({"time_factor": "NaN"}, "Time factor"),
        ({"extra_minutes": "many"}, "Extra minutes"),
        ({"quiz": "no-such"}, "Quiz"),
        ({"opens_at": "2027-01-02T00:00", "closes_at": "2027-01-01T00:00"}, "before it opens"),
    ],
)
def test_what_makes_no_sense_comes_back_with_its_field_and_gives_nothing(
    app, tara, petra, signed_in, sent, words
):
    world.put(TIMED)
    here = f"/trainees/{tara.public_id}/accommodations"
    answer = signed_in(petra).post(here, FORM | sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in page
    assert "letter of 3 November" in page or "why" in sent
    assert world.rows(select(Accommodation)) == []
