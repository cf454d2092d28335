"""Answers as pages send them: tokens that say nothing of the key, and what is written.

An answer on the wire is a list of texts. Something chosen is its token, an HMAC of attempt, slot,
interaction and option; something written is the token of its box, an equals sign, and the words.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from flask import current_app
from werkzeug.datastructures import MultiDict

from course import items
from course.errors import Invalid
from course.items import Item

Response = dict[str, list[str]]
#: The token of an option of an interaction; "" is the box to write in.
Tokens = Callable[[str, str], str]

#: The name of what is chosen in a form, and the start of the names of what is written.
CHOSEN, WRITTEN = "answer", "answer-"


class Misread(Invalid):
    """No answer can be read from what was sent. Knows the interaction, if it is of one."""

    def __init__(self, message: str, interaction: str | None = None) -> None:
        super().__init__(message)
        self.interaction = interaction


def tokens(attempt_key: str, slot: int) -> Tokens:
    """Return what makes the tokens of a slot."""
    secret = str(current_app.config["SECRET_KEY"]).encode()

    def token(interaction: str, option: str) -> str:
        return items.option_token(secret, attempt_key, slot, interaction, option)

    return token


def sent_by_form(form: MultiDict[str, str]) -> list[str]:
    """Return the answer in a posted form; a list without a choice and an empty box are nothing."""
    written = [
        f"{name.removeprefix(WRITTEN)}={text}"
        for name, text in form.items(multi=True)
        if name.startswith(WRITTEN) and text
    ]
    return [*filter(None, form.getlist(CHOSEN)), *written]


def to_response(token: Tokens, item: Item, sent: Iterable[str]) -> Response:
    """Return the response behind what a page sent, in canonical form.

    Raises Misread when something does not belong to this question or cannot be read.
    """
    known = _known(token, item)
    picked: dict[str, list[str]] = {name: [] for name in item.interactions}
    foreign = 0
    for one in sent:
        name, option, words = _read(one, known)
        if name is None:
            foreign += 1
        else:
            picked[name].append(option or words)
    if foreign:
        raise Misread(f"answer: {foreign} of the choices do not belong to this question.")
    return {name: _canonical(item, name, parts) for name, parts in picked.items()}


def _known(token: Tokens, item: Item) -> dict[str, tuple[str, str]]:
    """Return interaction and option behind every token of a question."""
    view = items.for_taking(item, items.shown_order(item, "canonical"))
    return {
        token(one.id, option): (one.id, option)
        for one in view.interactions
        for option in ([shown.id for shown in one.options] + [""] * one.is_written)
    }


def _read(one: str, known: Mapping[str, tuple[str, str]]) -> tuple[str | None, str, str]:
    """Return interaction, option and words; no interaction for what is foreign here."""
    token, equals, words = one.partition("=")
    name, option = known.get(token, (None, ""))
    fits = name is not None and bool(option) != bool(equals)
    return (name, option, words) if fits else (None, "", "")


def _canonical(item: Item, name: str, picked: Sequence[str]) -> list[str]:
    try:
        return items.canonical_part(item, name, picked)
    except items.InvalidResponse as error:
        # Its own id would say something of a gap, so the place is named.
        words = str(error).removeprefix(f"{name}: ")
        raise Misread(f"{_place(item, name)}: {words}.", name) from error


def _place(item: Item, name: str) -> str:
    number = list(item.interactions).index(name) + 1
    return f"gap {number}" if len(item.interactions) > 1 else "answer"


def to_wire(token: Tokens, item: Item, response: Mapping[str, Sequence[str]]) -> list[str]:
    """Return what a page sends for a stored response."""
    view = items.for_taking(item, items.shown_order(item, "canonical"))
    return [
        f"{token(one.id, '')}={part}" if one.is_written else token(one.id, part)
        for one in view.interactions
        for part in items.picked_part(item, one.id, response.get(one.id, ()))
    ]
