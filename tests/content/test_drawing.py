"""What coverage says of exams: ratios by cell, draws that meet the blueprint, and what they share."""

from dataclasses import replace

import pytest

from course.content.checking import check
from course.content.coverage import coverage
from course.content.drawing import is_exact
from course.quizzes.draw import Candidate, Cell, Drawn, draw
from tests.content import small

EXAM = """\
exam: first-exam
title: The first exam
intro: Three questions.
blueprint:
  exclude_seen_days: 90
  cells:
    - {{domain: Ones, objective: do-one, questions: {ones}}}
    - {{domain: All, modules: [first-module], questions: {all}}}
"""


def _found(root, ones, all_, exclude="  exclude_seen_days: 90\n"):
    """Reserved are six questions of the first lesson and four of the second."""
    names = [("one", n) for n in range(5)] + [("two", n) for n in range(4)]
    more = [small.question(f"{lesson}-m{n}", lesson, "mock") for lesson, n in names]
    small.put(root, "quizzes/first.yaml", small.bank(*more))
    text = EXAM.format(ones=ones, all=all_).replace("  exclude_seen_days: 90\n", exclude)
    small.put(root, "quizzes/exams/first-exam.yaml", text)
    found = coverage(check(root).course)
    missing = [line for line in found["missing"] if "first-exam" in line]
    # Draws of three from so few share all their questions now and then; one test is about that.
    return found["exams"][0], [line for line in missing if "two draws share" not in line]


def test_each_cell_says_what_it_takes_and_how_many_times_that_is_there(root):
    exam, missing = _found(root, 2, 1)
    assert [
        (one["domain"], one["needed"], one["there"], one["ratio"]) for one in exam["cells"]
    ] == [
        ("Ones", 2, 6, 3.0),
        ("All", 1, 10, 10.0),
    ]
    assert exam["together"]
    assert (exam["draws"], exam["exact"]) == (20, 20)
    assert missing == []


def test_three_times_is_asked_of_each_cell_and_of_all_at_once(root):
    exam, missing = _found(root, 3, 1)
    assert [one["enough"] for one in exam["cells"]] == [False, True]
    assert "first-exam: Ones (objective do-one) has 6 of 9 questions" in missing
    # Each cell has enough by itself: six and ten. Both want twelve of ten.
    exam, missing = _found(root, 2, 2)
    assert [one["enough"] for one in exam["cells"]] == [True, True]
    assert not exam["together"]
    assert missing == ["first-exam: its cells do not have 3 times their questions all at once"]


def test_an_exam_that_is_taken_once_needs_its_questions_once(root):
    exam, missing = _found(root, 3, 3, exclude="")
    assert (exam["times"], exam["exact"]) == (1, 20)
    assert missing == []


def test_an_exam_that_cannot_be_drawn_meets_its_blueprint_never(root):
    exam, missing = _found(root, 7, 1)
    assert (exam["exact"], exam["overlap"]) == (0, None)
    assert "first-exam: 0 of 20 draws meet the blueprint" in missing


def test_draws_that_share_too_much_are_missing_something(root):
    # Of ten questions eight: two draws share six at least.
    exam, _ = _found(root, 4, 4)
    assert exam["exact"] == 20
    assert 0.75 <= exam["overlap"]["mean"] <= exam["overlap"]["max"] <= 1
    missing = coverage(check(root).course)["missing"]
    assert "first-exam: two draws share 100% of their questions" in missing


CELLS = (Cell(2, objective="x"), Cell(1, safety=True))
POOL = [
    Candidate(1, "x", question="one"),
    Candidate(2, "x", question="two"),
    Candidate(3, "y", question="three", safety=True),
    Candidate(4, "y", question="four"),
]


def test_a_draw_is_exact_with_its_counts_all_fitting_and_none_twice():
    assert is_exact(draw(POOL, CELLS, "seed"), CELLS)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda made: made[:-1],
        lambda made: [*made, made[0]],
        lambda made: [replace_of(made[0], POOL[3]), *made[1:]],
        lambda made: [made[1], *made[1:]],
        lambda made: [Drawn(1 - one.cell, one.one) for one in made],
    ],
    ids=["one too few", "one too many", "one that does not fit", "one twice", "cells swapped"],
)
def test_a_draw_that_is_not_exact_is_seen(wrong):
    made = sorted(draw(POOL, CELLS, "seed"), key=lambda one: one.cell)
    assert not is_exact(wrong(made), CELLS)


def replace_of(drawn, other):
    return drawn._replace(one=replace(other))
