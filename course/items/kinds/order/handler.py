"""Showing, checking, scoring and reviewing an ordering.

An answer is the ids in order. While a step has no place yet, or two share one, it is a list of
`step:place`, so that nothing of it is lost.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

from course.items.invalid import InvalidResponse
from course.items.kinds.common import ModelReasoned
from course.items.kinds.order.model import Ordering
from course.items.kinds.shuffling import in_order, shuffled
from course.items.model import Scoring
from course.items.outcomes import (
    Field,
    Outcome,
    Part,
    Reviewed,
    ReviewedOption,
    ShownOption,
    Taking,
)
from course.items.source import Handler, clamp


class OrderingHandler(Handler[Ordering]):
    """The behavior of orderings."""

    def check(self, one: Ordering, given: Sequence[str]) -> None:
        """Raise InvalidResponse for unknown steps and places, and for a step named twice."""
        if not any(":" in part for part in given):
            if given and sorted(given) != sorted(one.ids):
                raise InvalidResponse(f"{one.id}: an order names each step once")
            return
        known = {f"{step}:{place}" for step in one.ids for place in _range(one)}
        for part in given:
            if part not in known:
                raise InvalidResponse(f"{one.id}: there is no step and place {part[:64]!r}")
        if len(places(given)) != len(given):
            raise InvalidResponse(f"{one.id}: a step gets one place")

    def order(self, one: Ordering, seed: str) -> list[str]:
        """Return the ids of the steps, shuffled."""
        return shuffled(one.ids, seed, one.id)

    def outcome(self, one: Ordering, scoring: Scoring, given: Sequence[str]) -> Outcome:
        """Return (pairs in order - pairs in wrong order) / all pairs, and each step's part.

        This is Kendall's tau of the two orders (Kendall 1938, Biometrika 30, 81-93), with 0 for
        what is below. A pair without two places, or with the same place twice, is neither.
        """
        put = places(given)
        parts = tuple(
            part
            for place, step in enumerate(one.ids, 1)
            for part in _parts(one.id, step, place, put)
        )
        right, wrong, every = _pairs(one, put)
        value = Fraction(right - wrong, every)
        if scoring.rules == "all_or_nothing":
            value = Fraction(right == every)
        return Outcome(clamp(value, scoring), parts)

    def taking(self, one: Ordering, order: Sequence[str]) -> Taking:
        """Return a list of places for each step, steps in shown order."""
        fields = (
            Field(
                "select",
                step.text.src,
                tuple(ShownOption(f"{step.id}:{place}", str(place)) for place in _range(one)),
            )
            for step in _ordered(one, order)
        )
        return Taking(one.id, one.type, tuple(fields))

    def review(self, one: Ordering, given: Sequence[str], order: Sequence[str]) -> Reviewed:
        """Return the steps in the right order, each with its place, the place given, and why."""
        _ordered(one, order)
        put = places(given)
        told = tuple(
            _step(step, place, put.get(step.id)) for place, step in enumerate(one.steps, 1)
        )
        right, wrong, every = _pairs(one, put)
        note = (
            f"{right} of {every} pairs of steps are in the right order, {wrong} in the wrong one."
        )
        return Reviewed(one.id, one.type, told, note=note if given else "")

    def shown(self, one: Ordering) -> Any:
        """Return ids and texts, in an order that says nothing of the key."""
        steps = sorted([step.id, step.text.fmt, step.text.src] for step in one.steps)
        return [one.type, one.id, steps]

    def about(self, one: Ordering) -> Any:
        """Return the right order, and reasons."""
        why = [
            [step.id, step.feedback and [step.feedback.fmt, step.feedback.src]]
            for step in one.steps
        ]
        return [one.type, one.id, why]

    def key(self, one: Ordering) -> list[str]:
        """Return the right order."""
        return one.ids

    def guess(self, one: Ordering, chance: Random) -> list[str]:
        """Return any order."""
        return chance.sample(one.ids, k=len(one.ids))

    def canonical(self, one: Ordering, picked: Sequence[str]) -> list[str]:
        """Return ids in order when every step has a place of its own, else `step:place`."""
        by_place = sorted(set(picked), key=lambda part: (_place(part), part))
        if [_place(part) for part in by_place] == list(_range(one)):
            steps = [part.partition(":")[0] for part in by_place]
            return steps if len(set(steps)) == len(steps) else by_place
        return by_place

    def picked(self, one: Ordering, given: Sequence[str]) -> list[str]:
        """Return `step:place` for every step that has one."""
        del one
        return [f"{step}:{place}" for step, place in places(given).items()]


def _place(part: str) -> int:
    return int(part.partition(":")[2])


def places(given: Sequence[str]) -> dict[str, int]:
    """Return the place by step, 1 the first, of a checked answer in either form."""
    if any(":" in part for part in given):
        return {part.partition(":")[0]: _place(part) for part in given}
    return {step: place for place, step in enumerate(given, 1)}


def _range(one: Ordering) -> range:
    return range(1, len(one.steps) + 1)


def _pairs(one: Ordering, put: Mapping[str, int]) -> tuple[int, int, int]:
    """Return how many pairs of steps are in the right order, how many in the wrong one, and all."""
    pairs = list(combinations(one.ids, 2))
    steps = [put[second] - put[first] for first, second in pairs if {first, second} <= set(put)]
    return sum(step > 0 for step in steps), sum(step < 0 for step in steps), len(pairs)


def _parts(name: str, step: str, place: int, put: Mapping[str, int]) -> list[Part]:
    given = put.get(step)
    right = Part(name, f"{step}:{place}", given == place, right=True)
    if given in {None, place}:
        return [right]
    return [right, Part(name, f"{step}:{given}", chosen=True, right=False)]


def _ordered(one: Ordering, order: Sequence[str]) -> list[ModelReasoned]:
    return in_order(one.id, {step.id: step for step in one.steps}, order)


def _step(step: ModelReasoned, place: int, put: int | None) -> ReviewedOption:
    why = step.feedback.src if step.feedback else ""
    words = "and right" if put == place else "not right"
    verdict = "Not placed" if put is None else f"You put it at place {put}, {words}"
    return ReviewedOption(
        f"{step.id}:{place}",
        step.text.src,
        put is not None,
        put in {None, place},
        why,
        verdict,
        f"Place {place}",
    )
