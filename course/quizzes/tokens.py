"""Option ids on the page: an HMAC of attempt and option, so that they say nothing of the key."""

from flask import current_app

from course import items
from course.errors import Invalid
from course.items import Item

Response = dict[str, list[str]]


def _secret() -> bytes:
    return str(current_app.config["SECRET_KEY"]).encode()


def _options(item: Item) -> dict[str, list[str]]:
    """Return the ids of all options by interaction, in an order that depends on the ids alone."""
    return items.shown_order(item, "canonical")


def by_token(attempt_key: str, slot: int, item: Item) -> dict[str, tuple[str, str]]:
    """Return interaction and canonical option id behind every token of a question."""
    return {
        items.option_token(_secret(), attempt_key, slot, option): (interaction, option)
        for interaction, options in _options(item).items()
        for option in options
    }


def token(attempt_key: str, slot: int, option: str) -> str:
    """Return what stands on the page in the place of an option's id."""
    return items.option_token(_secret(), attempt_key, slot, option)


def to_response(attempt_key: str, slot: int, item: Item, tokens: list[str]) -> Response:
    """Return the response behind the tokens that a page sent, in canonical order.

    Raises Invalid when one of them is not an option of this question.
    """
    known = by_token(attempt_key, slot, item)
    if unknown := [one for one in tokens if one not in known]:
        raise Invalid(f"answer: {len(unknown)} of the choices do not belong to this question.")
    chosen = {known[one] for one in tokens}
    response = {
        interaction: [option for option in options if (interaction, option) in chosen]
        for interaction, options in _options(item).items()
    }
    try:
        items.check_response(item, response)
    except items.InvalidResponse as error:
        raise Invalid(f"answer: {error}") from error
    return response
