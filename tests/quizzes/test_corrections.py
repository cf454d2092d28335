"""A question that went wrong: replayed by a version or dropped, seen before it is done."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from course import clock, db
from course.errors import Refused
from course.people.service.acts import Acting
from course.progress import service as progress
from course.quizzes.decisions import Correction
from course.quizzes.models import GradeCurrent, GradeEvent
from course.quizzes.service import by_hand, correcting, corrections, finish, handling, histories
from course.quizzes.service.by_hand import ByHand
from course.quizzes.service.corrections import Decision
from course.quizzes.service.moving import By
from course.quizzes.states import CorrectionKind
from tests import conftest as house
from tests.conftest import NOON
from tests.quizzes import world
from tests.quizzes.world import KEY, QUIZ, WRONG

MINUTE = dt.timedelta(minutes=1)
#: The pinned question first, so that it is slot 1 in every attempt.
PINNED = {**QUIZ, "module": "first-module", "draw": [{"pin": "q-01"}, {"pin": "q-02"}]}


def _bank(key, *, without=""):
    first = world.question(1, key=key)
    first["options"] = [one for one in first["options"] if one["id"] != without]
    return [first, *world.questions()[1:]]


@pytest.fixture
def taken(in_app, tara, otto):
    """Tara answered c, Otto a, by the first version, whose key is c."""
    world.put(PINNED)
    return world.taken(tara, KEY, KEY), world.taken(otto, WRONG, KEY)


def _decision(kind=CorrectionKind.REGRADE, number=None):
    question_id = histories.question_id(world.fresh(), "q-01")
    found = {v.number: v.id for v in histories.versions(db.session(), question_id)}
    return Decision(world.quiz().id, question_id, kind, found[number] if number else None)


DROP = CorrectionKind.DROP


def _correct(petra, decision, why="the key was wrong"):
    return correcting.correct(decision, Acting(petra.id, clock.now(), house.SECRET), why)


def _fractions(attempt):
    query = select(GradeCurrent.fraction).where(GradeCurrent.attempt_id == attempt.id)
    return [int(one) if one in {0, 1} else one for one in world.rows(query.order_by("slot"))]


def _state(*people):
    """Grades, events and progress, to be compared before and after."""
    rows = [(g.attempt_id, g.slot, g.fraction, g.mark) for g in world.rows(select(GradeCurrent))]
    return sorted(rows), len(world.rows(select(GradeEvent))), [_progress(one) for one in people]


def _progress(person):
    shown = progress.progress(world.fresh(), person.id)
    modules = [(m.module, m.attempts, m.best, m.last) for m in shown.modules.values()]
    areas = sorted((a.area, a.answered, a.earned) for a in shown.areas.values())
    return modules, areas, shown.summary.quizzes_taken


def _agrees(*people):
    before = [_progress(one) for one in people]
    for one in people:
        with db.writing() as session:
            progress.rebuild(session, one.id)
    return before == [_progress(one) for one in people]


def test_a_replay_by_a_later_version_gives_each_answer_what_that_version_says(
    taken, tara, otto, petra
):
    world.put(PINNED, bank=_bank("a"))
    assert [_fractions(one) for one in taken] == [[1, 1], [0, 1]]  # a new version changes nothing
    assert _correct(petra, _decision(number=2)) == 2
    assert [_fractions(one) for one in taken] == [[0, 1], [1, 1]]
    *_, event = world.rows(select(GradeEvent).order_by(GradeEvent.id))
    assert (event.kind, event.number, event.why, event.actor_id, event.at) == (
        "regraded",
        2,
        "the key was wrong",
        petra.id,
        NOON,
    )
    (module,) = progress.progress(world.fresh(), otto.id).modules.values()
    assert (module.best, module.last) == (1, 1)
    assert _agrees(tara, otto)


def test_a_dry_run_says_what_would_be_and_writes_nothing(taken, tara, otto):
    world.put(PINNED, bank=_bank("a"))
    before = _state(tara, otto)
    found = list(corrections.changes(world.fresh(), "", _decision(number=2)))
    assert [(one.public_id, one.old, one.new) for one in found] == [
        (taken[0].public_id, 1, 0),
        (taken[1].public_id, 0, 1),
    ]
    assert _state(tara, otto) == before


def test_a_second_replay_changes_nothing(taken, tara, otto, petra):
    world.put(PINNED, bank=_bank("a"))
    _correct(petra, _decision(number=2))
    before = _state(tara, otto)
    assert _correct(petra, _decision(number=2)) == 0
    assert _state(tara, otto) == before


def test_a_replay_by_the_first_version_takes_the_second_back(taken, tara, otto, petra):
    before = _state(tara, otto)
    world.put(PINNED, bank=_bank("a"))
    _correct(petra, _decision(number=2))
    _correct(petra, _decision(number=1))
    rows, events, people = _state(tara, otto)
    assert (rows, people) == (before[0], before[2])
    assert events == before[1] + 4


def test_a_mark_by_hand_stands_against_a_replay_and_a_drop_outranks_it(taken, otto, petra):
    given = ByHand(1, Decimal("0.25"), "a fair reading")
    with db.writing() as session:
        by_hand.mark(session, taken[1].id, given, By(petra.id, NOON, given.why))
    world.put(PINNED, bank=_bank("a"))
    assert _correct(petra, _decision(number=2)) == 1
    assert _fractions(taken[1]) == [Decimal("0.25"), 1]
    assert _correct(petra, _decision(DROP), "not taught") == 2
    assert [_fractions(one) for one in taken] == [[1, 1], [1, 1]]
    # Who takes the drop back finds the mark by hand as it was.
    _correct(petra, _decision(number=2))
    assert [_fractions(one) for one in taken] == [[0, 1], [Decimal("0.25"), 1]]
    assert _agrees(otto)


def test_a_dropped_question_gives_full_credit_also_to_those_who_are_graded_later(
    in_app, tara, otto, petra
):
    world.put(PINNED)
    done, waiting = world.taken(tara, WRONG, WRONG), world.start(otto)
    world.answer(waiting, 1, WRONG)
    assert _correct(petra, _decision(DROP), "not taught") == 1
    late = world.finish(waiting)
    assert [_fractions(one) for one in (done, late)] == [[1, 0], [1, 0]]
    of_late = select(GradeEvent).where(GradeEvent.attempt_id == late.id)
    events = world.rows(of_late.order_by(GradeEvent.id))
    assert [(e.kind, e.why) for e in events] == [("dropped", "not taught"), ("scored", "scored")]
    assert _agrees(tara, otto)


def test_a_replay_holds_for_who_is_graded_later_but_not_for_later_versions(
    in_app, tara, otto, petra
):
    world.put(PINNED)
    waiting = world.start(tara)
    world.answer(waiting, 1, WRONG)
    with clock.held(NOON + MINUTE):
        world.put(PINNED, bank=_bank("a"))
        _correct(petra, _decision(number=2))
        assert _fractions(world.finish(waiting)) == [1, 0]
    with clock.held(NOON + 2 * MINUTE):
        world.put(PINNED, bank=_bank("b"))
        assert _fractions(world.taken(otto, "b", KEY)) == [1, 1]


def test_a_version_that_answers_do_not_fit_is_refused_and_nothing_is_written(taken, petra):
    world.put(PINNED, bank=_bank("c", without="a"))
    with pytest.raises(Refused, match="do not fit this version"):
        _correct(petra, _decision(number=2))
    assert world.rows(select(Correction)) == []


def test_an_attempt_scored_before_a_decision_is_scored_again_after_it(in_app, tara, petra):
    from course.quizzes.service import closing, grades
    from course.sources.service import edition

    world.put(PINNED)
    mine = world.start(tara)
    attempt_id = world.attempt(mine).id
    with db.writing() as session:
        finish.submit(session, attempt_id, NOON, tara.id)
    sheet = grades.score_all(world.fresh(), edition(db.session()), attempt_id)
    _correct(petra, _decision(DROP))
    with pytest.raises(grades.Outdated), db.writing() as session:
        grades.grade(session, attempt_id, sheet, NOON)
    closing.sweep()
    assert _fractions(world.attempt(mine)) == [1, 0]


def test_what_was_run_in_many_blocks_is_the_same(in_app, tara, petra, monkeypatch):
    monkeypatch.setattr(corrections, "BATCH", 2)
    monkeypatch.setattr(correcting, "BATCH", 2)
    world.put(PINNED)
    done = [world.taken(tara, WRONG, KEY) for _ in range(5)]
    assert _correct(petra, _decision(DROP)) == 5
    assert {tuple(_fractions(one)) for one in done} == {(1, 1)}
    assert _agrees(tara)


def test_a_mark_by_hand_of_an_answer_that_is_another_now_stands_against_no_replay(
    in_app, tara, petra
):
    hidden = {name: [] for name in ("attempt", "correctness", "marks", "reasons", "answer")}
    world.put({**PINNED, "module": None, "review": hidden})
    done, by = world.taken(tara, WRONG, KEY), By(petra.id, NOON, "fair")
    with db.writing() as session:
        by_hand.mark(session, done.id, ByHand(1, Decimal("0.25"), "fair"), by)
    with clock.held(NOON + MINUTE):
        acting = Acting(petra.id, clock.now(), house.SECRET)
        with db.writing() as session:
            handling.reopen(session, acting, done.id, "fire alarm")
        world.answer(done.public_id, 1, "b")
        world.finish(done.public_id)
        assert _fractions(done) == [0, 1]
        world.put({**PINNED, "module": None, "review": hidden}, bank=_bank("b"))
        assert _correct(petra, _decision(number=2)) == 1
    assert _fractions(done) == [1, 1]
