"""The table of states, and what instructors and directors do with an attempt."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from course import clock, db
from course.audit.models import Audit
from course.errors import Refused
from course.people.service.acts import Acting
from course.progress import service as progress
from course.quizzes.models import AttemptEvent, GradeCurrent, GradeEvent
from course.quizzes.service import by_hand, closing, finish, handling, moving
from course.quizzes.service.by_hand import ByHand
from course.quizzes.service.moving import By
from course.quizzes.states import TRANSITIONS, AttemptEventKind, AttemptState, after, folded
from tests import conftest as house
from tests.conftest import NOON
from tests.quizzes import world
from tests.quizzes.world import KEY, QUIZ, WRONG

MINUTE = dt.timedelta(minutes=1)
SECRET_UNTIL_LATER = {name: [] for name in ("attempt", "correctness", "reasons", "answer", "marks")}
EXAM = {**QUIZ, "minutes": 30, "review": SECRET_UNTIL_LATER}
MODULE = {**QUIZ, "module": "first-module"}

#: Every pair that may be, written out by hand.
MAY = {
    (None, "started", "open"),
    ("open", "moved", "open"),
    ("open", "submitted", "submitted"),
    ("open", "voided", "void"),
    ("submitted", "graded", "graded"),
    ("submitted", "voided", "void"),
    ("submitted", "reopened", "open"),
    ("graded", "voided", "void"),
    ("graded", "reopened", "open"),
}


def test_an_attempt_moves_along_this_table_and_no_other_way():
    assert {(a, b.value, c.value) for (a, b), c in TRANSITIONS.items()} == MAY
    for state in (None, *AttemptState):
        for event in AttemptEventKind:
            if (state, event) not in TRANSITIONS:
                with pytest.raises(Refused):
                    after(state, event)


def test_the_state_is_the_fold_of_the_events():
    kinds = [AttemptEventKind(k) for k in ("started", "submitted", "reopened", "submitted")]
    assert folded(kinds) == AttemptState.SUBMITTED
    assert folded([]) is None


@pytest.fixture
def act(app, petra):
    """A function that runs an act of the director's on an attempt."""

    def run(what, public_id, why="agreed"):
        by = Acting(petra.id, clock.now(), house.SECRET)
        attempt_id = world.attempt(public_id).id
        with app.app_context(), db.writing() as session:
            what(session, by, attempt_id, why)
        return world.attempt(public_id)

    return run


def by_order(named):
    """The values of a dictionary in the order of its keys."""
    return [named[key] for key in sorted(named)]


def _rows(trainee):
    """A trainee's rows of progress, as plain values; the database may give them in any order."""
    shown = progress.progress(world.fresh(), trainee.id)
    tables = [[shown.summary], *(by_order(named) for named in (shown.modules, shown.areas))]
    return [
        {c.name: getattr(row, c.name) for c in row.__table__.columns}
        for rows in tables
        for row in rows
        if row is not None
    ]


def _rebuilt(trainee):
    with db.writing() as session:
        progress.rebuild(session, trainee.id)
    return _rows(trainee)


def test_a_void_attempt_counts_nowhere_and_uses_up_nothing(in_app, tara, act):
    world.put({**MODULE, "attempts": 2})
    world.taken(tara, KEY, WRONG, WRONG)
    before = _rows(tara)
    best = world.taken(tara, KEY, KEY, KEY)
    done = act(handling.void, best.public_id, "another person was in the room")
    assert done.state == "void"
    assert _rows(tara) == before == _rebuilt(tara)
    assert world.attempt(world.start(tara)).number == 3
    *_, event = world.rows(
        select(AttemptEvent).where(AttemptEvent.attempt_id == best.id).order_by(AttemptEvent.number)
    )
    assert (event.kind, event.why) == ("voided", "another person was in the room")
    assert len(world.rows(select(GradeEvent).where(GradeEvent.attempt_id == best.id))) == 3
    assert [row.act for row in world.rows(select(Audit).order_by(Audit.id))][-1] == "attempt.voided"


def test_a_void_attempt_takes_no_answer_and_is_not_void_twice(in_app, tara, act):
    world.put(QUIZ)
    mine = world.start(tara)
    act(handling.void, mine)
    with pytest.raises(Refused, match="out of the count"):
        world.answer(mine, 1, KEY)
    with pytest.raises(Refused, match="cannot be voided"):
        act(handling.void, mine)


def test_reopening_is_a_move_of_its_own_with_the_end_of_what_was_given(in_app, tara, act, give):
    world.put(EXAM)
    mine = world.start(tara)
    world.answer(mine, 1, WRONG)
    with clock.held(NOON + 45 * MINUTE):
        closing.sweep()
        with pytest.raises(Refused, match="No time would be left"):
            act(handling.reopen, mine)
        give(tara, extra_minutes=30)
        again = act(handling.reopen, mine, "fire alarm")
        assert (again.state, again.deadline) == ("open", NOON + 60 * MINUTE)
        world.answer(mine, 1, KEY)
        done = world.finish(mine)
    assert (done.state, done.submitted_at) == ("graded", NOON + 45 * MINUTE)
    kinds = [e.kind for e in world.rows(select(AttemptEvent).order_by(AttemptEvent.number))]
    assert kinds == ["started", "submitted", "graded", "reopened", "submitted", "graded"]
    assert moving.rebuilt_state(world.fresh(), done.id) == "graded"
    marks = world.rows(select(GradeCurrent.fraction).order_by(GradeCurrent.slot))
    assert marks == [1, 0, 0]
    assert len(world.rows(select(GradeEvent))) == 6


def test_an_attempt_whose_answers_may_have_been_seen_stays_closed(in_app, tara, act, give):
    world.put({**QUIZ, "minutes": 30})
    mine = world.start(tara)
    world.finish(mine)
    give(tara, extra_minutes=30)
    with pytest.raises(Refused, match="may have seen the answers"):
        act(handling.reopen, mine)


def test_nothing_is_reopened_beside_an_open_attempt(in_app, tara, act):
    world.put({**EXAM, "minutes": None})
    first = world.start(tara)
    world.finish(first)
    world.start(tara)
    with pytest.raises(Refused, match="another attempt"):
        act(handling.reopen, first)


def test_what_was_reopened_is_out_of_the_progress_until_it_is_graded_again(in_app, tara, act):
    world.put({**EXAM, "minutes": None})
    world.taken(tara, KEY)
    once = _rows(tara)
    mine = world.start(tara)
    world.finish(mine)
    act(handling.reopen, mine)
    assert _rows(tara) == once == _rebuilt(tara)


def test_a_mark_by_hand_stands_after_a_reopening_unless_the_answer_is_another(
    in_app, tara, act, petra
):
    world.put({**EXAM, "minutes": None})
    done = world.taken(tara, WRONG, WRONG, WRONG)
    by = By(petra.id, NOON, "a fair reading")
    with clock.held(NOON + MINUTE):
        for slot in (1, 2):
            with db.writing() as session:
                by_hand.mark(session, done.id, ByHand(slot, Decimal("0.5"), by.why), by)
        act(handling.reopen, done.public_id)
        world.answer(done.public_id, 2, KEY)
        world.finish(done.public_id)
    marks = world.rows(select(GradeCurrent.fraction).order_by(GradeCurrent.slot))
    assert marks == [Decimal("0.5"), 1, 0]


def test_grades_that_come_out_of_their_order_leave_the_progress_as_it_would_be(in_app, tara):
    world.put(MODULE)
    first = world.start(tara)
    world.answer(first, 1, KEY)
    attempt_id = world.attempt(first).id
    with db.writing() as session:  # and then the process dies, before the grades
        finish.submit(session, attempt_id, NOON, tara.id)
    with clock.held(NOON + MINUTE):
        world.taken(tara, KEY, KEY, KEY)
        closing.sweep()
    (module,) = progress.progress(world.fresh(), tara.id).modules.values()
    assert (module.attempts, module.best, module.last) == (2, 1, 1)
    assert _rows(tara) == _rebuilt(tara)


def test_an_exam_that_holds_its_marks_back_is_in_no_sum_of_the_progress(in_app, tara):
    world.put(EXAM)
    world.taken(tara, KEY, KEY, WRONG)
    shown = progress.progress(world.fresh(), tara.id)
    assert (shown.summary.quizzes_taken, shown.areas, shown.modules) == (1, {}, {})
    assert _rows(tara) == _rebuilt(tara)
