"""The demo's people: the same for a seed, at different places, and nothing beside the rules."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from course import clock, db
from course.content import loading
from course.demo import service as demo
from course.demo.pace import BEGAN, diligence
from course.people.models import Person
from course.progress.models import TraineeModule, TraineeSummary
from course.quizzes.models import AnswerEvent, Attempt, GradeCurrent
from course.quizzes.states import AttemptKind, AttemptState
from tests.conftest import NOON
from tests.content import small


@pytest.fixture
def made(app, tmp_path):
    """A small course, and eight trainees of the demo at work in it."""
    root = small.write(tmp_path / "course-files")
    with app.app_context(), clock.held(NOON):
        loading.load(root, clock.now(), say=lambda _: None)
    with app.test_request_context(), clock.held(NOON):
        demo.make(8, "seen")
        yield


def _all(query):
    return list(db.session().execute(query))


def test_the_same_seed_makes_the_same_work():
    for number in range(20):
        one, other = (diligence("seed", number, NOON) for _ in range(2))
        assert (one.ability, one.modules, one.lessons, one.until) == (
            other.ability,
            other.modules,
            other.lessons,
            other.until,
        )
    assert diligence("seed", 3, NOON).until != diligence("another", 3, NOON).until


def test_trainees_stand_at_different_places():
    found = [diligence("seed", number, NOON) for number in range(20)]
    assert {one.modules for one in found} >= {0, 1, 2, 3}
    assert {one.mock for one in found} == {one.pretest for one in found} == {True, False}


def test_all_of_their_work_lies_behind_them(made):
    (first, last) = _all(select(func.min(AnswerEvent.at), func.max(AnswerEvent.at)))[0]
    assert NOON - BEGAN <= first <= last < NOON
    tara = select(TraineeModule.attempts).join(Person, Person.id == TraineeModule.trainee_id)
    assert _all(tara.where(Person.name == "Tara Okafor", TraineeModule.attempts > 0))


def test_the_second_trainee_has_a_quiz_open_and_all_others_are_graded(made):
    quizzes = select(Person.name, Attempt.state).join(Person, Person.id == Attempt.trainee_id)
    states = _all(quizzes.where(Attempt.kind == AttemptKind.QUIZ))
    assert [name for name, state in states if state == AttemptState.OPEN] == ["Jun Park"]
    graded = [name for name, state in states if state == AttemptState.GRADED]
    assert len(graded) == len(states) - 1 > 0
    assert _all(select(func.count()).select_from(GradeCurrent))[0][0] > 0


def test_one_of_them_stopped_weeks_ago(made):
    query = select(Person.name, TraineeSummary.last_at)
    last = dict(_all(query.join(Person, Person.id == TraineeSummary.trainee_id)))
    assert NOON - last["Dana Whitehorse"] > dt.timedelta(days=28)
    assert NOON - last["Tara Okafor"] < dt.timedelta(days=21)
