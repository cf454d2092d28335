"""What exams can draw from the files: proven by drawing, not by counting alone."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from course.content.crosscheck import Course, candidates
from course.quizzes.draw import Candidate, Cell, Drawn, Short, draw, fill
from course.quizzes.schemas import QuizFile

#: Each exam is drawn so often, from seeds of which each gives the same draw on every machine.
DRAWS = 20
#: A cell of an exam that can be taken again holds so many times what a draw takes: then two draws
#: share about a third (curriculum, section 5).
TIMES = 3
#: Two draws share less of their questions than this.
SHARED = 0.5


def exams(course: Course) -> list[dict[str, Any]]:
    """Return for each exam what its cells need and have, and how its draws turn out."""
    pool = candidates(course)
    files = [thing.data for thing in course.of("quiz") if thing.data.is_exam]
    return [_exam(file, pool) for file in files]


def _exam(file: QuizFile, pool: list[Candidate]) -> dict[str, Any]:
    times = TIMES if file.exclude_seen_days else 1
    cells = [_cell(cell, pool, times) for cell in file.cells]
    row = {"exam": file.slug, "questions": file.count, "times": times, "cells": cells}
    return {**row, "together": _together(file, pool, times), **_draws(file, pool)}


def _cell(cell: Cell, pool: list[Candidate], times: int) -> dict[str, Any]:
    there = sum(map(cell.fits, pool))
    enough = there >= times * cell.count
    row = {"domain": cell.label, "asks": cell.asks, "needed": cell.count, "there": there}
    return {**row, "ratio": round(there / cell.count, 2), "enough": enough}


def _together(file: QuizFile, pool: list[Candidate], times: int) -> bool:
    """Return whether all cells have that many times their count at once, no question for two."""
    return not fill(
        pool, [replace(cell, count=times * cell.count) for cell in file.cells], ""
    ).short


def _draws(file: QuizFile, pool: list[Candidate]) -> dict[str, Any]:
    seeds = map(str, range(DRAWS))
    made = [_drawn(file, pool, seed) for seed in seeds]
    exact = sum(is_exact(drawn, file.cells) for drawn in made)
    overlap = _overlap(made, file.count) if exact == DRAWS else None
    return {"draws": DRAWS, "exact": exact, "overlap": overlap}


def _overlap(made: list[list[Drawn]], count: int) -> dict[str, float]:
    """Return the share of their questions that two draws have in common: mean and most."""
    names = [{each.one.question for each in drawn} for drawn in made]
    shares = [len(a & b) / count for a, b in itertools.combinations(names, 2)]
    return {"mean": round(sum(shares) / len(shares), 3), "max": round(max(shares), 3)}


def _drawn(file: QuizFile, pool: list[Candidate], seed: str) -> list[Drawn]:
    short: list[Short] = fill(pool, file.cells, seed).short
    return [] if short else draw(pool, file.cells, seed)


def is_exact(drawn: Sequence[Drawn], cells: Sequence[Cell]) -> bool:
    """Return whether a draw has of each cell just its count, all fitting, and none twice."""
    counts = [sum(each.cell == number for each in drawn) for number in range(len(cells))]
    return (
        counts == [cell.count for cell in cells]
        and all(cells[each.cell].fits(each.one) for each in drawn)
        and len({each.one.question for each in drawn}) == len(drawn)
    )
