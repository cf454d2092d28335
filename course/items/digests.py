"""Two digests of an item: of what is shown, and of all the rest."""

from course.digest import canonical, digest
from course.items.kinds import handled
from course.items.model import Item


def shown_digest(item: Item) -> str:
    """Return the digest of what a trainee sees: stem, option ids and texts, how many to choose.

    While it stays, answers to two versions can be counted together.
    """
    body = [block.model_dump() for block in item.body]
    interactions = [handler.shown(one) for one, handler in handled(item)]
    return digest(canonical([item.kind, body, interactions]))


def about_digest(item: Item) -> str:
    """Return the digest of the rest: keys, weights, reasons, scoring, objective, references."""
    rest = item.model_dump(include={"scoring", "feedback", "points", "ext"})
    return digest(canonical([rest, [handler.about(one) for one, handler in handled(item)]]))
