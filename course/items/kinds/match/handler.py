"""Showing, checking, scoring and reviewing a matching.

An answer is a list of `left:right`. A left side that is not named is not answered.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from course.items.invalid import InvalidResponse
from course.items.kinds.common import ModelReasoned
from course.items.kinds.match.model import Match, Pair
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


class MatchHandler(Handler[Match]):
    """The behavior of matchings."""

    def check(self, one: Match, given: Sequence[str]) -> None:
        """Raise InvalidResponse for unknown sides, and for a left side that is named twice."""
        known = {f"{left.id}:{right.id}" for left in one.left for right in one.right}
        for part in given:
            if part not in known:
                raise InvalidResponse(f"{one.id}: there is no pair {part[:64]!r}")
        if len(_sides(given)) != len(given):
            raise InvalidResponse(f"{one.id}: a left side gets one right side")

    def order(self, one: Match, seed: str) -> list[str]:
        """Return the ids of the right sides, shuffled; left sides stand as they are written."""
        return shuffled([right.id for right in one.right], seed, one.id)

    def outcome(self, one: Match, scoring: Scoring, given: Sequence[str]) -> Outcome:
        """Return right pairs by all pairs, and each pair's part."""
        sides = _sides(given)
        parts = tuple(part for pair in one.pairs for part in _parts(one.id, pair, sides))
        value = Fraction(sum(part.chosen for part in parts if part.right), len(one.pairs))
        if scoring.rules == "all_or_nothing":
            value = Fraction(value == 1)
        return Outcome(clamp(value, scoring), parts)

    def taking(self, one: Match, order: Sequence[str]) -> Taking:
        """Return a list of all right sides for each left side."""
        right = _ordered(one, order)
        fields = (
            Field(
                "select",
                left.text.src,
                tuple(ShownOption(f"{left.id}:{side.id}", side.text.src) for side in right),
            )
            for left in one.left
        )
        return Taking(one.id, one.type, tuple(fields))

    def review(self, one: Match, given: Sequence[str], order: Sequence[str]) -> Reviewed:
        """Return every pair with what was put there and why, then the right sides left over."""
        sides, partners = _sides(given), {pair.right for pair in one.pairs}
        others = [side for side in _ordered(one, order) if side.id not in partners]
        told = (
            *(_pair(one, pair, sides.get(pair.left)) for pair in one.pairs),
            *(_other(side, chosen=side.id in sides.values()) for side in others),
        )
        return Reviewed(one.id, one.type, told)

    def shown(self, one: Match) -> Any:
        """Return ids and texts of both sides."""
        return [one.type, one.id, *(_shown(side) for side in (one.left, one.right))]

    def about(self, one: Match) -> Any:
        """Return pairs and reasons."""
        pairs = [[pair.left, pair.right, _why(pair.feedback)] for pair in one.pairs]
        return [one.type, one.id, pairs, [[side.id, _why(side.feedback)] for side in one.right]]

    def key(self, one: Match) -> list[str]:
        """Return every pair."""
        return [f"{pair.left}:{pair.right}" for pair in one.pairs]

    def guess(self, one: Match, chance: Random) -> list[str]:
        """Return a different right side for each left side, as far as there are enough."""
        right = [side.id for side in one.right] * len(one.left)
        drawn = chance.sample(right[: max(len(one.right), len(one.left))], k=len(one.left))
        return [f"{left.id}:{side}" for left, side in zip(one.left, drawn, strict=True)]

    def canonical(self, one: Match, picked: Sequence[str]) -> list[str]:
        """Return the pairs in the order of the left sides."""
        places = [left.id for left in one.left]
        return sorted(set(picked), key=lambda part: (places.index(part.partition(":")[0]), part))


def _sides(given: Sequence[str]) -> dict[str, str]:
    """Return the right id by left id."""
    return {left: right for left, _, right in (part.partition(":") for part in given)}


def _parts(name: str, pair: Pair, sides: Mapping[str, str]) -> list[Part]:
    put = sides.get(pair.left)
    right = Part(name, f"{pair.left}:{pair.right}", put == pair.right, right=True)
    if put in {None, pair.right}:
        return [right]
    return [right, Part(name, f"{pair.left}:{put}", chosen=True, right=False)]


def _ordered(one: Match, order: Sequence[str]) -> list[ModelReasoned]:
    return in_order(one.id, {side.id: side for side in one.right}, order)


def _pair(one: Match, pair: Pair, put: str | None) -> ReviewedOption:
    left = {side.id: side.text.src for side in one.left}[pair.left]
    right = {side.id: side.text.src for side in one.right}
    why = pair.feedback.src if pair.feedback else ""
    name = f"{pair.left}:{put or pair.right}"
    if put is None:
        verdict = "Right, and not answered"
        return ReviewedOption(name, right[pair.right], False, True, why, verdict, left)
    fits = put == pair.right
    verdict = "Your answer, and right" if fits else "Your answer, not right"
    key = "" if fits else right[pair.right]
    return ReviewedOption(name, right[put], True, fits, why, verdict, left, key)


def _other(side: ModelReasoned, *, chosen: bool) -> ReviewedOption:
    why = side.feedback.src if side.feedback else ""
    verdict = "You used it, and it belongs to none" if chosen else "Belongs to none"
    return ReviewedOption(side.id, side.text.src, chosen, False, why, verdict)


def _shown(sides: Sequence[ModelReasoned]) -> list[list[str]]:
    return [[side.id, side.text.fmt, side.text.src] for side in sides]


def _why(text: Any) -> Any:
    return text and [text.fmt, text.src]
