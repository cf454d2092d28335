"""What pages send when a worksheet is saved: by a script as JSON, or by a plain form."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from course.errors import Invalid

#: Before a field's id in the names of a form.
PREFIX = "field-"

_OP_ID = re.compile(r"[0-9a-zA-Z-]{8,36}")
_HIGHEST_SEQ = 2**31 - 1
_MOST_FIELDS = 200


@dataclass(frozen=True)
class Sent:
    """A worksheet as it came in: texts by field ids, which nobody has compared with it yet."""

    op_id: str
    seq: int
    texts: Mapping[str, str]


def from_json(body: Any) -> Sent:
    """Return what a JSON body sends. Raises Invalid naming what does not fit."""
    if not isinstance(body, dict):
        raise Invalid("The body must be a JSON object with op_id, seq and fields.")
    if extra := set(body) - {"op_id", "seq", "fields"}:
        raise Invalid(f"{min(extra)}: there is no such field.")
    return Sent(_op_id(body.get("op_id")), _seq(body.get("seq")), _texts(body.get("fields")))


def from_form() -> Sent:
    """Return what a posted form sends. Raises Invalid naming what does not fit."""
    sent = request.form.items()
    texts = {name.removeprefix(PREFIX): text for name, text in sent if name.startswith(PREFIX)}
    seq = request.form.get("seq", "")
    number = int(seq) if seq.isdecimal() and len(seq) < 11 else None  # noqa: PLR2004 - of 2³¹
    return Sent(_op_id(request.form.get("op_id")), _seq(number), _texts(texts))


def _op_id(value: Any) -> str:
    if not isinstance(value, str) or not _OP_ID.fullmatch(value):
        raise Invalid("op_id: must be 8 to 36 letters, digits and hyphens.")
    return value


def _seq(value: Any) -> int:
    fits = isinstance(value, int) and not isinstance(value, bool)
    if not fits or not 1 <= value <= _HIGHEST_SEQ:
        raise Invalid(f"seq: must be a whole number from 1 to {_HIGHEST_SEQ}.")
    return int(value)


def _texts(value: Any) -> dict[str, str]:
    fits = isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    if not fits or len(value) > _MOST_FIELDS:
        raise Invalid("fields: must be an object with a text for each field's id.")
    return {name: cleaned(text) for name, text in value.items()}


def cleaned(text: str) -> str:
    """Return a text with plain line ends, without what no database keeps and nobody sees."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
