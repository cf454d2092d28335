"""Showing, checking, scoring and reviewing a number. An answer is its one spelling."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from course.items.invalid import InvalidResponse
from course.items.kinds.entry.known import Known, known, literal, note, parts, told
from course.items.kinds.entry.model import Number, Range
from course.items.kinds.entry.reading import LONGEST_NUMBER, plain_number, read_number
from course.items.model import Scoring
from course.items.outcomes import Field, Outcome, Reviewed, Taking
from course.items.source import Handler, clamp


class NumberHandler(Handler[Number]):
    """The behavior of boxes for a number."""

    def check(self, one: Number, given: Sequence[str]) -> None:
        """Raise InvalidResponse for two texts, and for what is no number."""
        if len(given) > 1:
            raise InvalidResponse(f"{one.id}: one number is an answer")
        for text in given:
            read_number(one.id, text, one.unit)

    def order(self, one: Number, seed: str) -> list[str]:
        """Return nothing: nothing is chosen from."""
        del one, seed
        return []

    def outcome(self, one: Number, scoring: Scoring, given: Sequence[str]) -> Outcome:
        """Return 1 for a number in the range of the key, else 0."""
        met = _met(one, given)
        value = Fraction(met is not None and met.right)
        return Outcome(clamp(value, scoring), parts(one.id, _known(one), met))

    def taking(self, one: Number, order: Sequence[str]) -> Taking:
        """Return a box for digits, with the unit beside it."""
        del order
        box = Field("text", length=LONGEST_NUMBER, numeric=True, unit=one.unit)
        return Taking(one.id, one.type, (box,))

    def review(self, one: Number, given: Sequence[str], order: Sequence[str]) -> Reviewed:
        """Return the number that was written, and every known one with its reason."""
        del order
        met = _met(one, given)
        written = _with_unit(one, *given) if given else ""
        return Reviewed(one.id, one.type, told(_known(one), met), note=note(written, met))

    def shown(self, one: Number) -> Any:
        """Return the unit beside the box."""
        return [one.type, one.id, one.unit]

    def about(self, one: Number) -> Any:
        """Return known numbers and reasons."""
        known = [_about(side) for side in (one.key, *one.tempting)]
        return [one.type, one.id, one.value, known]

    def key(self, one: Number) -> list[str]:
        """Return the model answer."""
        return [plain_number(one.value)]

    def guess(self, one: Number, chance: Random) -> list[str]:
        """Return one of the known numbers."""
        return [plain_number(chance.choice([one.value, *(each.low for each in one.tempting)]))]

    def canonical(self, one: Number, picked: Sequence[str]) -> list[str]:
        """Return the number in its one spelling; nothing for blank."""
        read = [read_number(one.id, text, one.unit) for text in picked]
        return [plain_number(value) for value in read if value is not None]


def _with_unit(one: Number, *numbers: str) -> str:
    joined = " to ".join(numbers)
    return f"{joined}%" if one.unit == "%" else f"{joined} {one.unit}".strip()


def _known(one: Number) -> list[Known]:
    model = _with_unit(one, plain_number(one.value))
    if one.key.low < one.key.high:
        model += f" (right from {_from_to(one, one.key)})"
    tempting = [
        known(each.id, literal(_from_to(one, each)), each.feedback, right=False)
        for each in one.tempting
    ]
    return [known(one.key.id, literal(model), one.key.feedback, right=True), *tempting]


def _from_to(one: Number, side: Range) -> str:
    ends = [side.low] if side.low == side.high else [side.low, side.high]
    return _with_unit(one, *map(plain_number, ends))


def _met(one: Number, given: Sequence[str]) -> Known | None:
    value = read_number(one.id, "".join(given), one.unit)
    if value is None:
        return None
    sides = zip((one.key, *one.tempting), _known(one), strict=True)
    return next((each for side, each in sides if _holds(side, value)), None)


def _holds(side: Range, value: Decimal) -> bool:
    return side.low <= value <= side.high


def _about(side: Range) -> list[Any]:
    why = side.feedback and [side.feedback.fmt, side.feedback.src]
    return [side.id, side.low, side.high, why]
