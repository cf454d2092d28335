"""Many at once, set off by a barrier: each thing happens once. Short here, long by `make races`."""

import datetime as dt
import os
import threading
import time
from collections import Counter

import pytest
from sqlalchemy import func, select

from course import clock, db
from course.errors import Busy, Refused
from course.people import service as people
from course.permissions import Role
from course.quizzes.models import AnswerEvent, Attempt, AttemptEvent, GradeEvent
from course.quizzes.service import closing, finish
from course.quizzes.service.answers import Save, Stale, save
from course.quizzes.service.twice import once
from course.quizzes.states import AttemptEventKind
from tests.conftest import NOON
from tests.quizzes import figures, world
from tests.quizzes.world import KEY, QUIZ

THREADS, ROUNDS = (
    int(os.environ.get(f"RACE_{name}", least)) for name, least in (("THREADS", 6), ("ROUNDS", 3))
)


def _at_once(app, act):
    """Let every thread run `act(number)` behind one barrier; return what each gave or raised."""
    barrier, found = threading.Barrier(THREADS), []

    def run(number):
        with clock.held(NOON), app.app_context():
            barrier.wait()
            for _ in range(20):
                try:
                    found.append(act(number))
                except Busy:
                    continue
                except Exception as error:  # noqa: BLE001 - what was raised is what is looked at
                    found.append(error)
                break

    threads = [threading.Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == THREADS
    return found


def _trainee(app, number):
    with app.app_context(), db.writing() as session:
        person = people.create_person(
            session,
            email=f"racer-{number}@practicum.test",
            name="Racer",
            roles=[Role.TRAINEE],
            zone="UTC",
            password_hash=None,
            now=NOON,
            actor_id=None,
        )
        session.expunge(person)
    return person


def _count(model, *where):
    (count,) = world.rows(select(func.count()).select_from(model).where(*where))
    return count


def _round(app, number):
    trainee = _trainee(app, number)
    started = _at_once(app, lambda _: world.start(trainee))
    assert len(set(started)) == 1, started
    assert _count(Attempt, Attempt.trainee_id == trainee.id) == 1
    public_id = started[0]
    attempt_id = world.attempt(public_id).id
    mine = AnswerEvent.attempt_id == attempt_id

    def answer(slot, op_id):
        new = Save(op_id, 1, {"answer": [KEY]}, None, NOON)
        return once(lambda session: save(session, attempt_id, slot, new))

    again = _at_once(app, lambda _: answer(1, "one-operation"))
    assert {one.seq for one in again} == {1}
    other = _at_once(app, lambda n: answer(2, f"operation-{n:04}"))
    kinds = Counter(type(one).__name__ for one in other)
    assert kinds == Counter({"Saved": 1, Stale.__name__: THREADS - 1}), other
    assert (_count(AnswerEvent, mine, AnswerEvent.slot == 1), _count(AnswerEvent, mine)) == (1, 2)

    def submit(_):
        with db.writing() as session:
            return finish.submit(session, attempt_id, NOON, trainee.id)

    assert sum(_at_once(app, submit)) == 1
    _at_once(app, lambda _: closing.grade(attempt_id))
    events = world.rows(
        select(AttemptEvent.kind)
        .where(AttemptEvent.attempt_id == attempt_id)
        .order_by(AttemptEvent.number)
    )
    assert events == [
        AttemptEventKind.STARTED,
        AttemptEventKind.SUBMITTED,
        AttemptEventKind.GRADED,
    ]
    assert _count(GradeEvent, GradeEvent.attempt_id == attempt_id) == 3


def test_start_save_submit_and_grade_have_one_effect_however_many_do_it_at_once(app, database):
    world.put({**QUIZ, "attempts": 1})
    begun = time.monotonic()
    for number in range(ROUNDS):
        _round(app, number)
    if "RACE_ROUNDS" in os.environ:
        took = f"{time.monotonic() - begun:.0f} s"
        figures.write("races", database, THREADS, ROUNDS, "1 effect each", took)


def test_a_second_attempt_beyond_the_limit_is_refused_to_all_who_ask_at_once(app, tara):
    world.put({**QUIZ, "attempts": 1})
    world.taken(tara, KEY)
    found = _at_once(app, lambda _: world.start(tara))
    assert all(isinstance(one, Refused) for one in found)


@pytest.mark.parametrize("minutes", [30])
def test_who_starts_while_time_is_given_gets_the_time(app, tara, give, minutes):
    world.put({**QUIZ, "minutes": minutes})

    def act(number):
        if number % 2:
            return world.start(tara)
        return give(tara, now=NOON, extra_minutes=10)

    found = _at_once(app, act)
    assert not [one for one in found if isinstance(one, Exception)], found
    (attempt,) = world.rows(select(Attempt))
    assert attempt.deadline == NOON + dt.timedelta(minutes=40)
