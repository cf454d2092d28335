"""What may be seen of a question before release, built from an allow-list."""

import functools
import hmac

from course.digest import canonical
from course.items.kinds import HANDLERS, handled
from course.items.model import Block, Item, Text
from course.items.outcomes import Order, Taking, TakingView

#: 128 bits in hexadecimal digits.
_TOKEN_DIGITS = 32


def shown_order(item: Item, seed: str) -> dict[str, list[str]]:
    """Return the option ids in the order in which they are shown, by interaction id.

    The same seed gives the same order on every machine. The order depends on seed and ids
    alone, so it says nothing of the key. Give each question of an attempt a seed of its own:
    two questions with the same option ids and the same seed are shuffled alike.
    """
    return {one.id: handler.order(one, seed) for one, handler in handled(item)}


def for_taking(item: Item, order: Order) -> TakingView:
    """Return the question as it may be seen before release.

    Named field by field: texts of the body, and what each handler allows. Raises ValueError
    when the order does not name each option once.
    """
    return TakingView(item.kind, tuple(_block(item, block, order) for block in item.body))


def _block(item: Item, block: Block, order: Order) -> Text | Taking:
    if isinstance(block, Text):
        return block
    one = item.interactions[block.interaction]
    return HANDLERS[one.type].taking(one, order.get(one.id, ()))


# Kept: what a page shows is asked for again when it is answered. About 4 MB when full.
@functools.lru_cache(16_384)
def option_token(secret: bytes, attempt_key: str, slot: int, interaction: str, option: str) -> str:
    """Return an option's id for the page: HMAC-SHA256 cut to 128 bits, in hexadecimal.

    It differs between attempts, slots and interactions, and nobody without the secret can tell
    which option it stands for. A box to write in has the option "".
    """
    message = canonical([attempt_key, slot, interaction, option]).encode()
    return hmac.digest(secret, message, "sha256").hex()[:_TOKEN_DIGITS]
