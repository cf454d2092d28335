"""The order in which things are shown: from a seed and their ids alone, never from the key."""

import functools
import hashlib
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def shuffled(ids: Sequence[str], seed: str, interaction: str) -> list[str]:
    """Return the ids by a hash of seed and id: the same on every machine, each order as likely."""
    return list(_shuffled(tuple(ids), seed, interaction))


# Kept: a question that is shown is asked for its order again when it is answered.
@functools.lru_cache(8192)
def _shuffled(ids: tuple[str, ...], seed: str, interaction: str) -> tuple[str, ...]:
    return tuple(sorted(ids, key=lambda one: _chance(seed, interaction, one)))


def _chance(seed: str, interaction: str, one: str) -> bytes:
    return hashlib.sha256(f"{seed}\x1f{interaction}\x1f{one}".encode()).digest()


def in_order(interaction: str, by_id: Mapping[str, T], order: Sequence[str]) -> list[T]:
    """Return things as ordered. Raises ValueError when the order does not name each once."""
    if sorted(order) != sorted(by_id):
        raise ValueError(f"{interaction}: the shown order does not name each option once")
    return [by_id[one] for one in order]
