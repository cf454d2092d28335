"""Missed safety items: kept by events, cleared by a right answer, made again from the history."""

import datetime as dt
import itertools
import random
from decimal import Decimal

import pytest
from sqlalchemy import select

from course import clock, db, items
from course.progress import handlers, service
from course.progress.models import TraineeArea, TraineeModule, TraineeSafety, TraineeSummary
from course.quizzes.events import AttemptGraded, SlotGraded
from course.quizzes.service import answers, finish, grades, planning
from course.quizzes.service import start as starting
from course.quizzes.service.answers import Save
from course.quizzes.service.planning import Asking
from course.sources.service import edition
from tests.conftest import NOON
from tests.supervision import world

TABLES = (TraineeSummary, TraineeModule, TraineeArea, TraineeSafety)


def slot(question, objective, fraction, *, safety=True):
    return SlotGraded("a", Decimal(fraction), question, objective, safety)


@pytest.fixture
def hear(in_app, tara):
    """Hear of a graded attempt with these slots, and say which questions are then missed."""
    minutes = itertools.count()

    def tell(*slots):
        at = NOON + dt.timedelta(minutes=next(minutes))
        event = AttemptGraded(tara.id, "quiz", None, Decimal(1), slots, at)
        with db.writing() as session:
            handlers.attempt_graded(session, event)
        query = select(TraineeSafety.question).order_by(TraineeSafety.question)
        return list(db.session().scalars(query))

    return tell


def test_a_missed_safety_item_is_kept_and_nothing_else_is(hear):
    wrong, right = slot("q1", "o1", 0), slot("q2", "o2", 1)
    assert hear(wrong, right, slot("q3", "o3", 0, safety=False)) == ["q1"]


def test_what_was_half_right_is_missed(hear):
    assert hear(slot("q1", "o1", "0.5")) == ["q1"]


def test_a_later_right_answer_on_the_same_objective_clears_it(hear):
    hear(slot("q1", "o1", 0), slot("q2", "o1", 0), slot("q3", "o2", 0))
    assert hear(slot("q4", "o1", 1, safety=False)) == ["q3"]


def test_within_one_attempt_the_order_of_the_questions_decides(hear):
    assert hear(slot("q1", "o1", 0), slot("q2", "o1", 1)) == []
    assert hear(slot("q1", "o1", 1), slot("q2", "o1", 0)) == ["q2"]


def test_missed_twice_is_one_row_with_the_later_time(hear):
    hear(slot("q1", "o1", 0))
    hear(slot("q1", "o1", 0))
    (row,) = db.session().scalars(select(TraineeSafety))
    assert row.missed_at == NOON + dt.timedelta(minutes=1)


def snapshot():
    session = db.session()
    session.expire_all()
    return {
        table.__tablename__: sorted(
            tuple(getattr(row, column.key) for column in table.__table__.columns)
            for row in session.scalars(select(table))
        )
        for table in TABLES
    }


def take(person, chance, at):
    """Take the quiz, each question right or guessed, and have it graded."""
    session = db.session()
    quiz = starting.quiz(session, "first-quiz")
    asking = Asking(person.id, quiz.file, at)
    planned = planning.plan(session, edition(session), asking)
    with clock.held(at), db.writing() as session:
        public_id = starting.start(session, person.id, quiz, planned, at)
        attempt = starting.attempt_id(session, public_id)
        for number, question in enumerate(planned.slots, 1):
            right = chance.random() < 0.5
            item = question.item
            given = items.model_answer(item) if right else items.guessed(item, chance)
            answers.save(session, attempt, number, Save(f"op-{number:06}", 1, given, None, at))
        finish.submit(session, attempt, at, person.id)
        scored = grades.score_all(session, edition(session), attempt)
        grades.grade(session, attempt, scored, at)


@pytest.mark.parametrize("seed", range(4))
def test_made_again_from_a_random_history_the_rows_are_the_same(app, tmp_path, tara, seed):
    world.load_course(app, tmp_path / "files")
    chance = random.Random(seed)
    with app.app_context():
        for number in range(3):
            take(tara, chance, NOON + dt.timedelta(hours=number))
        kept = snapshot()
        assert kept["trainee_summary"]
        with db.writing() as session:
            service.rebuild(session, tara.id)
        assert snapshot() == kept
