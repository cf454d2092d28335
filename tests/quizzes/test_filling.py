"""Filling cells: the best draw that can be had, none twice, the same from the same seed."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.errors import Refused
from course.quizzes.draw import Candidate, Cell, draw, fill


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
