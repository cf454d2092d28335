import itertools

import pytest

from course.sources.rules import Sides, Step, Take, decide

#: The table of design.md 4, by hand: (base, file, database) and what loading does with it,
#: without --take, with --take file, with --take database.
TABLE = [
    ("a new file", (None, "f", None), "load load load"),
    ("new on both sides and the same", (None, "x", "x"), "nothing nothing nothing"),
    ("new on both sides and different", (None, "f", "d"), "conflict load nothing"),
    ("nothing changed", ("b", "b", "b"), "nothing nothing nothing"),
    ("the file changed", ("b", "f", "b"), "load load load"),
    ("the database changed", ("b", "b", "d"), "nothing nothing nothing"),
    ("both changed to the same", ("b", "x", "x"), "nothing nothing nothing"),
    ("both changed apart", ("b", "f", "d"), "conflict load nothing"),
    ("gone from the files", ("b", None, "b"), "retire retire retire"),
    ("gone from the files and edited", ("b", None, "d"), "conflict retire nothing"),
    ("made on the web", (None, None, "d"), "nothing nothing nothing"),
    ("gone on both sides", ("b", None, None), "nothing nothing nothing"),
    ("retired on the web, the file unchanged", ("b", "b", None), "nothing nothing nothing"),
    ("retired on the web, the file changed", ("b", "f", None), "conflict load nothing"),
    ("a retired slug comes back", (None, "f", None), "load load load"),
]


ALL_SIDES = list(itertools.product([None, "1", "2", "3"], repeat=3))


@pytest.mark.parametrize(("sides", "steps"), [row[1:] for row in TABLE], ids=[r[0] for r in TABLE])
def test_who_wins(sides, steps):
    taken = [decide(Sides(*sides), take) for take in (Take.NEITHER, Take.FILE, Take.DATABASE)]
    assert taken == [Step(step) for step in steps.split()]


@pytest.mark.parametrize("sides", ALL_SIDES)
def test_with_a_side_taken_nothing_stays_in_conflict(sides):
    assert Step.CONFLICT not in {decide(Sides(*sides), t) for t in (Take.FILE, Take.DATABASE)}


@pytest.mark.parametrize("sides", ALL_SIDES)
def test_only_what_stands_in_the_database_is_retired(sides):
    if decide(Sides(*sides), Take.FILE) == Step.RETIRE:
        assert sides[1] is None
        assert sides[2] is not None
