"""Scoring: the one way from a response to a fraction."""

from fractions import Fraction

from course.items.kinds import handled
from course.items.model import Item
from course.items.outcomes import Outcome, Response, Score
from course.items.responses import check_response
from course.marks import from_units, to_units


def score(item: Item, response: Response) -> Score:
    """Return what a response earned: a fraction in 0 to 1, exact to 10⁻⁷, and its parts.

    Each interaction earns, before floor and ceil bound it:

    - `all_or_nothing` (choice, true-false): 1 when exactly the key is chosen, else 0;
    - `right_minus_wrong` (several): (right chosen - wrong chosen) / number right;
    - `weights`: the sum of the weights of what is chosen.

    The item's fraction is the mean of its interactions by their weights in `per_interaction`.
    Blank earns the floor. Raises InvalidResponse for what cannot be an answer.
    """
    check_response(item, response)
    outcomes = {
        one.id: handler.outcome(one, item.scoring, response.get(one.id, ()))
        for one, handler in handled(item)
    }
    parts = tuple(part for outcome in outcomes.values() for part in outcome.parts)
    return Score(from_units(to_units(_mean(item, outcomes))), parts)


def _mean(item: Item, outcomes: dict[str, Outcome]) -> Fraction:
    weights = {name: Fraction(item.scoring.per_interaction.get(name, 1)) for name in outcomes}
    earned = sum((weights[name] * one.value for name, one in outcomes.items()), Fraction(0))
    return earned / sum(weights.values())
