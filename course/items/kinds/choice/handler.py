"""Showing, checking, scoring and reviewing a choice."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Any, Literal

from course.items.invalid import InvalidResponse
from course.items.kinds.choice.model import Choice, Option
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

#: The words for (chosen, right), where one option is right and where several are.
_ONE = {
    (True, True): "Your answer, and the best answer",
    (True, False): "Your answer",
    (False, True): "Best answer",
    (False, False): "",
}
_SEVERAL = {
    (True, True): "Your answer, and right",
    (True, False): "Your answer, not right",
    (False, True): "Right, and not chosen",
    (False, False): "",
}


class ChoiceHandler(Handler[Choice]):
    """The behavior of choices."""

    def check(self, one: Choice, given: Sequence[str]) -> None:
        """Raise InvalidResponse for unknown, repeated or too many options."""
        if len(given) > one.limit:
            raise InvalidResponse(f"{one.id}: {len(given)} chosen, and {one.limit} is the most")
        if len(set(given)) != len(given):
            raise InvalidResponse(f"{one.id}: an option is chosen twice")
        for option in set(given) - {known.id for known in one.options}:
            raise InvalidResponse(f"{one.id}: there is no option {option[:64]!r}")

    def order(self, one: Choice, seed: str) -> list[str]:
        """Return the ids, shuffled by a hash of seed and id; fixed options keep their places."""
        if not one.shuffle:
            return [option.id for option in one.options]
        loose = [option.id for option in one.options if not option.fixed]
        drawn = iter(shuffled(loose, seed, one.id))
        return [option.id if option.fixed else next(drawn) for option in one.options]

    def outcome(self, one: Choice, scoring: Scoring, given: Sequence[str]) -> Outcome:
        """Return the value by the rule of the scoring, and each option's part."""
        parts = tuple(
            Part(one.id, option.id, option.id in given, option.correct) for option in one.options
        )
        return Outcome(_RULES[scoring.rules](one, parts, scoring), parts)

    def taking(self, one: Choice, order: Sequence[str]) -> Taking:
        """Return ids and texts in the shown order, and how many may be chosen."""
        shown = tuple(ShownOption(option.id, option.text.src) for option in _ordered(one, order))
        field = Field(_control(one), options=shown, max=one.limit)
        return Taking(one.id, one.type, (field,), inline=field.control == "select")

    def review(self, one: Choice, given: Sequence[str], order: Sequence[str]) -> Reviewed:
        """Return every option with whether it was chosen, whether it is right, and why."""
        words = _SEVERAL if one.multiple else _ONE
        told = tuple(
            _reviewed(option, words, chosen=option.id in given) for option in _ordered(one, order)
        )
        texts = "; ".join(option.text for option in told if option.chosen)
        inline = one.layout == "dropdown"
        return Reviewed(one.id, one.type, told, one.multiple, inline, texts if inline else "")

    def shown(self, one: Choice) -> Any:
        """Return ids and texts, and how many may be chosen."""
        options = [[option.id, option.text.fmt, option.text.src] for option in one.options]
        return [one.type, one.id, options, one.multiple, one.min, one.max, one.layout]

    def about(self, one: Choice) -> Any:
        """Return keys, weights, places and reasons."""
        return [one.type, one.id, one.shuffle, [_about(option) for option in one.options]]

    def key(self, one: Choice) -> list[str]:
        """Return the right options."""
        return self.canonical(one, [option.id for option in one.options if option.correct])

    def guess(self, one: Choice, chance: Random) -> list[str]:
        """Return as many options as are right, taken by chance."""
        ids = [option.id for option in one.options]
        return self.canonical(one, chance.sample(ids, k=len(self.key(one))))


def _about(option: Option) -> list[Any]:
    why = option.feedback and [option.feedback.fmt, option.feedback.src]
    return [option.id, option.correct, option.weight, option.fixed, why]


def _control(one: Choice) -> Literal["checkbox", "select", "radio"]:
    if one.multiple:
        return "checkbox"
    return "select" if one.layout == "dropdown" else "radio"


def _ordered(one: Choice, order: Sequence[str]) -> list[Option]:
    return in_order(one.id, {option.id: option for option in one.options}, order)


def _reviewed(
    option: Option, words: dict[tuple[bool, bool], str], *, chosen: bool
) -> ReviewedOption:
    why = option.feedback.src if option.feedback else ""
    verdict = words[chosen, option.correct]
    return ReviewedOption(option.id, option.text.src, chosen, option.correct, why, verdict)


def _right_minus_wrong(_: Choice, parts: Sequence[Part], scoring: Scoring) -> Fraction:
    chosen = [part.right for part in parts if part.chosen]
    earned = chosen.count(True) - chosen.count(False)
    return clamp(Fraction(earned, sum(part.right for part in parts)), scoring)


def _all_or_nothing(_: Choice, parts: Sequence[Part], scoring: Scoring) -> Fraction:
    exact = all(part.chosen == part.right for part in parts)
    return clamp(Fraction(exact), scoring)


def _weights(one: Choice, parts: Sequence[Part], scoring: Scoring) -> Fraction:
    worth = {option.id: Fraction(option.weight or 0) for option in one.options}
    return clamp(sum((worth[part.option] for part in parts if part.chosen), Fraction(0)), scoring)


_RULES = {
    "right_minus_wrong": _right_minus_wrong,
    "all_or_nothing": _all_or_nothing,
    "weights": _weights,
}
