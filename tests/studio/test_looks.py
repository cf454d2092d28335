"""Questions to look at are counted beside the requests, and home says in which quizzes."""

import datetime as dt

import pytest

from course import clock, db
from course.quizzes.models import Quiz
from course.studio.models import QuizLook
from course.studio.service import looks
from tests.conftest import NOON
from tests.content.looking import row
from tests.studio.answering import take
from tests.studio.test_results import ONE, TWO, people  # noqa: F401 - a fixture

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def missed(people):  # noqa: F811 - the fixture
    """Thirty trainees: none gets the first question right, and half of them the second."""
    for place, person in enumerate(people(30)):
        take(person, "first-quiz", {ONE: ["b"], TWO: ["ab"[place % 2]]})


def number():
    db.session().expire_all()
    found = db.session().get(QuizLook, row(Quiz, "first-quiz").id)
    return found and found.questions


def test_a_quiz_nobody_took_has_nothing_to_look_at(site, in_app):
    assert looks.look_again() == 1
    assert (number(), looks.looks(db.session())) == (0, [])


def test_what_stands_out_is_counted_once_an_hour(site, in_app, missed):
    assert looks.look_again() == 1
    assert number() == 1
    assert [(one.slug, one.questions) for one in looks.looks(db.session())] == [("first-quiz", 1)]
    assert looks.look_again() == 0
    with clock.held(NOON + HOUR):
        assert looks.look_again() == 1


def test_home_and_the_studio_say_where_to_look(desk, missed):
    assert "to be looked at" not in desk.text("/")
    looks.look_again()
    # A page of the test shares the session of the test, which still sees what was before.
    db.session().rollback()
    page = desk.text("/")
    assert "1 question is to be looked at" in page
    assert 'href="/studio/quizzes/first-quiz/results">The first quiz' in page
    assert "1 to look at" in desk.text("/studio")


def test_a_retired_quiz_is_left_alone(site, in_app, missed):
    looks.look_again()
    with db.writing() as session:
        session.query(Quiz).one().retired_at = NOON
    assert looks.looks(db.session()) == []
    with clock.held(NOON + HOUR):
        assert looks.look_again() == 0
