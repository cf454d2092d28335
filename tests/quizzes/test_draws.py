"""Draws: the best that can be had, none twice, the same from the same seed, or refused in numbers."""

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from course import clock
from course.errors import Refused
from course.questions.models import Question, QuestionVersion
from course.quizzes.draw import Candidate, Cell, draw, fill
from course.quizzes.models import Attempt, AttemptSlot
from course.quizzes.service import planning
from course.quizzes.service.planning import Asking
from course.sources.service import edition
from tests.conftest import NOON
from tests.quizzes import world
from tests.quizzes.world import QUIZ

DAY = dt.timedelta(days=1)


def _one(number, *, seen=0, objective="x", areas="a", safety=False, module=""):
    name = f"q-{number}"
    return Candidate(
        number, objective, seen, name, "bank", "mock", areas, safety, "apply", module=module
    )


def _draw(pool, cells, seed):
    return [each.one for each in draw(pool, cells, seed)]


def test_what_was_not_met_comes_first_then_what_was_met_least():
    pool = [_one(n, seen=seen) for n, seen in enumerate((3, 0, 1, 0, 2, 1))]
    for seed in "abc":
        assert {one.version_id for one in _draw(pool, [Cell(4)], seed)} == {1, 3, 2, 5}


def test_objectives_take_turns():
    pool = [_one(n, objective="xyz"[n % 3]) for n in range(30)]
    drawn = _draw(pool, [Cell(6)], "seed")
    assert sorted(one.objective for one in drawn) == ["x", "x", "y", "y", "z", "z"]


def test_the_same_seed_gives_the_same_draw_and_another_one_another():
    pool = [_one(n) for n in range(50)]
    first = draw(pool, [Cell(10)], "seed")
    assert draw(reversed(pool), [Cell(10)], "seed") == first
    assert draw(pool, [Cell(10)], "other") != first


def test_a_question_that_fits_two_cells_fills_the_one_that_needs_it():
    # Only q-0 is of area b; it is a safety item too, and there are two others of those.
    pool = [_one(0, areas="ab", safety=True), _one(1, safety=True), _one(2, safety=True)]
    cells = [Cell(2, safety=True), Cell(1, area="b")]
    for seed in map(str, range(20)):
        filled = fill(pool, cells, seed)
        assert [one.version_id for one in filled.cells[1]] == [0]
        assert not filled.short


CANDIDATES = st.lists(
    st.builds(
        lambda *row: row,
        st.integers(0, 3),
        st.sampled_from(["", "a", "b", "ab"]),
        st.booleans(),
        st.sampled_from("xy"),
        st.sampled_from(["one", "two", ""]),
    ),
    max_size=6,
).map(
    lambda rows: [
        _one(n, seen=seen, areas=areas, safety=safety, objective=objective, module=module)
        for n, (seen, areas, safety, objective, module) in enumerate(rows)
    ]
)
CELLS = st.lists(
    st.sampled_from(
        [
            Cell(1, area="a"),
            Cell(2, area="b"),
            Cell(1, safety=True),
            Cell(1, objective="x"),
            Cell(1, modules=("one",)),
            Cell(2, modules=("one", "two"), domain="Both"),
            Cell(1, modules=("two",), safety=False, domain="Both"),
            Cell(1),
        ]
    ),
    min_size=1,
    max_size=3,
).filter(lambda cells: sum(cell.count for cell in cells) < 5)


@pytest.mark.parametrize(
    ("cell", "fitting"),
    [
        (Cell(1, modules=("one",)), {1, 2}),
        (Cell(1, modules=("one", "two")), {1, 2, 3}),
        (Cell(1, modules=("two",), safety=True), set()),
        (Cell(1), {0, 1, 2, 3}),
    ],
)
def test_a_cell_takes_of_its_modules_only(cell, fitting):
    pool = [_one(0), _one(1, module="one"), _one(2, module="one"), _one(3, module="two")]
    assert {one.version_id for one in pool if cell.fits(one)} == fitting


def test_a_cell_is_called_by_its_domain_or_by_what_it_asks_for():
    cell = Cell(2, pool="mock", modules=("one", "two"))
    assert cell.label == cell.asks == "module one or two"
    named = Cell(2, pool="mock", modules=("one", "two"), domain="Ethics and law")
    assert (named.label, named.asks) == ("Ethics and law", "module one or two")
    assert "Ethics and law: 2 needed, 0 there" in [str(one) for one in fill([], [named], "").short]


def _best(pool, cells):
    """Every way to fill the cells, tried one by one: the most questions, then the least seen."""
    units = [cell for cell in cells for _ in range(cell.count)]
    ways = itertools.product([None, *pool], repeat=len(units))
    best = (0, 0)
    for way in ways:
        taken = [one for one in way if one is not None]
        fits = all(one is None or unit.fits(one) for one, unit in zip(way, units, strict=True))
        if fits and len({one.version_id for one in taken}) == len(taken):
            best = max(best, (len(taken), -sum(one.seen for one in taken)))
    return best


@settings(deadline=None)
@given(CANDIDATES, CELLS, st.text(max_size=3))
def test_no_way_of_filling_the_cells_is_better_than_the_draw(pool, cells, seed):
    filled = fill(pool, cells, seed)
    taken = [one for members in filled.cells for one in members]
    assert len({one.version_id for one in taken}) == len(taken)
    for cell, members in zip(cells, filled.cells, strict=True):
        assert all(cell.fits(one) for one in members)
        assert len(members) <= cell.count
    assert (len(taken), -sum(one.seen for one in taken)) == _best(pool, cells)
    assert bool(filled.short) == (len(taken) < sum(cell.count for cell in cells))


def test_too_few_are_refused_with_each_cell_and_its_numbers():
    pool = [_one(n, areas="a") for n in range(3)]
    with pytest.raises(Refused) as refused:
        draw(pool, [Cell(5, area="a"), Cell(1, area="b"), Cell(1, pin="q-9")], "seed")
    words = str(refused.value)
    assert "area a: 5 needed, 3 there" in words
    assert "area b: 1 needed, 0 there" in words
    assert "question q-9: 1 needed, 0 there" in words


def _drawn(public_id):
    return world.rows(
        select(Question.slug)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .join(AttemptSlot, AttemptSlot.question_version_id == QuestionVersion.id)
        .where(AttemptSlot.attempt_id == world.attempt(public_id).id)
        .order_by(AttemptSlot.number)
    )


def test_pinned_questions_and_parts_come_in_their_order_and_none_comes_twice(in_app, tara):
    parts = [{"pin": "q-05"}, {"bank": "first", "questions": 2, "safety": True}, {"pin": "q-01"}]
    world.put({**QUIZ, "draw": parts})
    for _ in range(3):
        names = _drawn(world.taken(tara).public_id)
        assert (names[0], names[3]) == ("q-05", "q-01")
        assert set(names[1:3]) == {"q-03", "q-06"}  # every third is a safety item


@pytest.mark.parametrize(
    ("filtering", "expected"),
    [
        ({"objective": "do-two"}, {"q-02", "q-04", "q-06"}),
        ({"area": "a"}, {"q-01", "q-03", "q-05"}),
        ({"area": "b", "safety": False}, {"q-02", "q-04"}),
        ({"level": "apply", "safety": True}, {"q-03", "q-06"}),
    ],
)
def test_a_part_draws_by_its_filter(in_app, tara, filtering, expected):
    draw_part = {"bank": "first", "questions": len(expected), **filtering}
    world.put({**QUIZ, "draw": draw_part})
    assert set(_drawn(world.start(tara))) == expected


EXAM = {
    "exam": "first-exam",
    "title": "First exam",
    "intro": "Four questions.",
    "blueprint": {
        "pool": "practice",
        "cells": [
            {"area": "a", "questions": 1},
            {"objective": "do-two", "questions": 1},
            {"safety": True, "questions": 1},
        ],
        "exclude_seen_days": 90,
    },
}


def test_an_exam_is_drawn_by_its_cells(in_app, tara):
    world.put(EXAM)
    numbers = [int(name[2:]) for name in _drawn(world.start(tara, "first-exam"))]
    assert len(set(numbers)) == 3
    assert any(n % 2 for n in numbers)
    assert any(n % 2 == 0 for n in numbers)
    assert any(n % 3 == 0 for n in numbers)


#: Three of six of each area: two exams, and no third.
HALF = [{"area": "a", "questions": 3}, {"area": "b", "questions": 3}]
LATELY = {**EXAM, "blueprint": {**EXAM["blueprint"], "cells": HALF}}


def test_an_exam_is_drawn_by_the_module_that_teaches_the_objective(in_app, tara):
    cells = [
        {"domain": "Second", "modules": ["second-module"], "questions": 2},
        {"domain": "First", "modules": ["first-module"], "questions": 1},
    ]
    blueprint = {"pool": "practice", "cells": cells}
    world.put({**EXAM, "blueprint": blueprint}, two_modules=True)
    numbers = [int(name[2:]) for name in _drawn(world.start(tara, "first-exam"))]
    # Even questions are of the second lesson, which the second module has.
    assert sorted(n % 2 for n in numbers) == [0, 0, 1]


def test_each_slot_keeps_the_cell_that_it_fills(in_app, tara):
    world.put(LATELY, bank=world.questions(12))
    public_id = world.start(tara, "first-exam")
    slots = world.rows(
        select(AttemptSlot)
        .where(AttemptSlot.attempt_id == world.attempt(public_id).id)
        .order_by(AttemptSlot.number)
    )
    # Odd questions are of area a, which the first cell asks for.
    odd = [int(name[2:]) % 2 for name in _drawn(public_id)]
    assert [slot.cell for slot in slots] == [1 - one for one in odd]


def test_what_was_met_in_the_last_ninety_days_is_left_out_and_the_numbers_say_so(in_app, tara):
    world.put(LATELY, bank=world.questions(12))
    first = set(_drawn(world.taken(tara, slug="first-exam").public_id))
    with clock.held(NOON + 89 * DAY):
        second = world.taken(tara, slug="first-exam")
        assert not first & set(_drawn(second.public_id))
        with pytest.raises(Refused, match="12 were left out: you met them in the last 90 days"):
            world.start(tara, "first-exam")
    with clock.held(NOON + 90 * DAY):
        assert set(_drawn(world.start(tara, "first-exam"))) == first


def test_a_draw_can_be_made_again_from_its_seed(in_app, tara):
    world.put({**QUIZ, "draw": {"bank": "first", "questions": 4}})
    made = [world.taken(tara).public_id for _ in range(3)]
    for public_id in made:
        attempt, session = world.attempt(public_id), world.fresh()
        asking = Asking(tara.id, world.quiz().file, attempt.started_at, before=attempt.id)
        again = planning.plan(session, edition(session), asking, attempt.seed)
        assert [slot.slug for slot in again.slots] == _drawn(public_id)


def test_the_page_names_what_is_short_before_the_start_and_the_start_is_refused(
    app, tara, signed_in
):
    world.put(LATELY, bank=world.questions(12))
    for _ in range(2):
        world.taken(tara, slug="first-exam")
    browser = signed_in(tara)
    page = browser.text("/quizzes/first-exam")
    assert "area a: 3 needed, 0 there" in page
    assert "Start quiz" not in page
    answer = browser.post("/quizzes/first-exam/attempts", form_at="/profile")
    assert answer.status_code == 409
    assert "area a: 3 needed, 0 there" in answer.get_data(as_text=True)
    assert len(world.rows(select(Attempt))) == 2
