"""Canonical text and its digest: the same content has the same bytes on every machine."""

import hashlib
import json
from decimal import Decimal
from typing import Any


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


# Made once: a lesson page asks a dozen times, and making it costs as much as using it.
_encoder = json.JSONEncoder(
    default=_plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)


def canonical(value: Any) -> str:
    """Return JSON with sorted keys, no spaces and decimals as strings.

    Raises TypeError for what JSON cannot carry, and ValueError for NaN and infinities.
    """
    return _encoder.encode(value)


def digest(text: str | bytes) -> str:
    """Return the SHA-256 of the text as 64 hexadecimal digits."""
    data = text.encode() if isinstance(text, str) else text
    return hashlib.sha256(data).hexdigest()
