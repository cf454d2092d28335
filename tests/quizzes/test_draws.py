"""Draws of quizzes and exams in the database: by their filters, or refused in numbers."""

import datetime as dt
import re

import pytest
from sqlalchemy import select

from course import clock
from course.errors import Refused
from course.questions.models import Question, QuestionVersion
from course.quizzes.models import Attempt, AttemptSlot
from course.quizzes.service import planning
from course.quizzes.service.planning import Asking
from course.sources.service import edition
from tests.conftest import NOON
from tests.quizzes import world
from tests.quizzes.world import QUIZ

DAY = dt.timedelta(days=1)


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
    row = re.search(r'<th scope="row">area a</th>(.*?)</tr>', page, re.DOTALL)[1]
    # Needed, there, and met lately.
    assert re.findall(r">(\d+)<", row) == ["3", "0", "6"]
    assert "Start the exam" not in page
    answer = browser.post("/quizzes/first-exam/attempts", form_at="/profile")
    assert answer.status_code == 409
    assert "area a: 3 needed, 0 there" in answer.get_data(as_text=True)
    assert len(world.rows(select(Attempt))) == 2
