"""The kinds of questions. A family adds its module here, and nowhere else."""

from typing import Any

from course.items.kinds import choice, cloze, entry, match, order
from course.items.model import Interaction, Item
from course.items.source import Handler, Kind

_FAMILIES = (choice, match, order, entry, cloze)

#: By the `type` of a question file.
KINDS: dict[str, Kind] = {name: kind for one in _FAMILIES for name, kind in one.KINDS.items()}
#: By the `type` of an interaction.
HANDLERS: dict[str, Handler[Any]] = {
    name: handler for one in _FAMILIES for name, handler in one.HANDLERS.items()
}


def handled(item: Item) -> list[tuple[Interaction, Handler[Any]]]:
    """Return the interactions of an item, each with its handler."""
    return [(one, HANDLERS[one.type]) for one in item.interactions.values()]
