"""Responses: which JSON values can be an answer to an item."""

from collections.abc import Sequence
from typing import Any

from course.items.invalid import InvalidResponse
from course.items.kinds import HANDLERS
from course.items.model import MAX_ID, Item

#: More than any item asks for; a response beyond is refused before it is looked at.
MAX_INTERACTIONS = 100
#: The most that one interaction of a response may hold.
MAX_CHOSEN = 100


def check_response(item: Item, response: Any) -> None:
    """Raise InvalidResponse unless the value can be an answer: lists of text by interaction id.

    `response` may be any JSON value. A blank answer, `{}` or an empty list, is valid. The message
    names the interaction and what is wrong with it, and repeats no more than an id's length.
    """
    if not isinstance(response, dict):
        raise InvalidResponse("an answer is an object with a list by interaction")
    if len(response) > MAX_INTERACTIONS:
        raise InvalidResponse(f"an answer has at most {MAX_INTERACTIONS} interactions")
    for name, given in response.items():
        _check_one(item, name, given)


def _check_one(item: Item, name: Any, given: Any) -> None:
    if not isinstance(name, str) or name not in item.interactions:
        raise InvalidResponse(f"there is no interaction {str(name)[:MAX_ID]!r} in this question")
    _check_shape(name, given)
    one = item.interactions[name]
    HANDLERS[one.type].check(one, given)


def _check_shape(name: str, given: Any) -> None:
    if not isinstance(given, list):
        raise InvalidResponse(f"{name}: a list of texts is needed")
    if len(given) > MAX_CHOSEN:
        raise InvalidResponse(f"{name}: at most {MAX_CHOSEN} can be named")
    if not all(isinstance(one, str) for one in given):
        raise InvalidResponse(f"{name}: what is in the list is text")


def canonical_part(item: Item, interaction: str, picked: Sequence[str]) -> list[str]:
    """Return what is stored of one interaction, for what a page gave back.

    `picked` are ids of options of `for_taking`, or what was written. Raises InvalidResponse for
    what cannot be an answer.
    """
    one = item.interactions[interaction]
    given = HANDLERS[one.type].canonical(one, picked)
    _check_one(item, interaction, given)
    return given


def picked_part(item: Item, interaction: str, given: Sequence[str]) -> list[str]:
    """Return what a page gives back for what is stored of one interaction."""
    one = item.interactions[interaction]
    return HANDLERS[one.type].picked(one, given)
