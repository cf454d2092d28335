"""Answers made by a program: the model answer, and a guess."""

from random import Random

from course.items.kinds import handled
from course.items.model import Item


def model_answer(item: Item) -> dict[str, list[str]]:
    """Return the response that earns everything. Whether it may be shown is decided elsewhere."""
    return {one.id: handler.key(one) for one, handler in handled(item)}


def guessed(item: Item, chance: Random) -> dict[str, list[str]]:
    """Return a response as somebody gives it who guesses; right by chance at times."""
    return {one.id: handler.guess(one, chance) for one, handler in handled(item)}
