"""What is missing where an exam cannot be drawn for a trainee, and from when on it can."""

import datetime as dt
from dataclasses import replace

from course import clock
from course.quizzes.draw import Candidate
from course.quizzes.service import planning
from tests.conftest import NOON
from tests.exams import world as exams
from tests.exams.world import EXAM, plain, row

DAY = dt.timedelta(days=1)


def test_what_is_missing_stands_in_a_table_with_the_day_of_return(app, tara, signed_in):
    # Of the second module 19 are reserved, of the first 20: three times six leave one and two.
    # Cells of one domain are one row, for to whoever takes it they are one part.
    second, first = exams.CELLS
    cells = [second, second, {**first, "questions": 6}]
    exams.put({**EXAM, "blueprint": {**EXAM["blueprint"], "cells": cells}})
    for days in (0, 10, 20):
        with clock.held(NOON + days * DAY):
            exams.take(tara)
    with clock.held(NOON + 21 * DAY):
        page = signed_in(tara).text("/quizzes/form-x")
        # The first twelve come back ninety days after the first attempt.
        assert "from 22 Feb 2027" in plain(page)
        assert row(page, "Second things") == ["6", "1", "18"]
        assert row(page, "First things") == ["6", "2", "18"]
        assert "Start the exam" not in page
    with clock.held(NOON + 90 * DAY):
        assert "Start the exam" in signed_in(tara).text("/quizzes/form-x")


def test_the_day_of_return_is_the_first_on_which_enough_is_back(app, tara, signed_in):
    little = {
        **EXAM,
        "exam": "little",
        "blueprint": {"cells": [{**exams.CELLS[0], "questions": 1}]},
    }
    cells = [{**exams.CELLS[0], "questions": 6}]
    exams.put({**EXAM, "blueprint": {**EXAM["blueprint"], "cells": cells}}, little)
    exams.take(tara, "little")
    for days in (10, 20, 30):
        with clock.held(NOON + days * DAY):
            exams.take(tara)
    # All nineteen are met. After ninety days one is back, after a hundred six more.
    with clock.held(NOON + 31 * DAY):
        page = signed_in(tara).text("/quizzes/form-x")
        assert row(page, "Second things") == ["6", "0", "19"]
        assert "from 4 Mar 2027" in plain(page)


def test_no_day_is_named_when_what_comes_back_is_not_enough(app, tara, signed_in, monkeypatch):
    exams.put()
    one = Candidate(1, "do-one", pool="mock", module="first-module")
    few = planning.Supply([one], [(NOON + DAY, replace(one, version_id=2))])
    monkeypatch.setattr(planning, "supply", lambda *_: few)
    page = signed_in(tara).text("/quizzes/form-x")
    assert "There are too few questions to draw from. Please tell your instructor." in plain(page)
    assert row(page, "First things") == ["10", "1", "1"]
