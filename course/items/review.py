"""What is told of a question after release. Whether it is released is decided elsewhere."""

from decimal import Decimal

from course.items.kinds import HANDLERS
from course.items.model import Block, Item, Text
from course.items.outcomes import Order, Response, Reviewed, ReviewView, Score
from course.items.scoring import score


def for_review(item: Item, response: Response, order: Order) -> ReviewView:
    """Return the answer beside the key, with the reasons and the explanation.

    Raises InvalidResponse for what cannot be an answer, and ValueError when the order does not
    name each option once.
    """
    scored = score(item, response)
    return ReviewView(
        item.kind,
        tuple(_block(item, block, response, order) for block in item.body),
        "\n\n".join(one.text.src for one in item.feedback if one.when == "general"),
        scored.fraction,
        _verdict(response, scored),
    )


def _block(item: Item, block: Block, response: Response, order: Order) -> Text | Reviewed:
    if isinstance(block, Text):
        return block
    one = item.interactions[block.interaction]
    return HANDLERS[one.type].review(one, response.get(one.id, ()), order.get(one.id, ()))


def _verdict(response: Response, scored: Score) -> str:
    if not any(response.values()):
        return "Not answered"
    if scored.fraction == Decimal(1):
        return "Right"
    return "Partly right" if scored.fraction else "Not right"
