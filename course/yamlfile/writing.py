"""Writing: one canonical form."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from course.yamlfile.scalars import DECIMAL, INTEGER, MAX_NUMBER, WORDS

WIDTH = 100
LONG = 80  # longer text goes into a block scalar

#: What is written as an escape: control characters, and the line ends that YAML would fold.
_ESCAPED = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_NOT_PLAIN = re.compile(r"^[-\s?:,\[\]{}#&*!|>'\"%@`]|:(?:\s|$)|\s#|\s$|^\.\.\.")
_SIMPLE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


def dump(data: Any) -> str:
    """Write JSON-like values in the canonical form; `load(dump(x))` gives x again.

    Keys keep their order, lines end at column 100 where they can, lists and mappings of simple
    words stand on one line. Days are written as ISO text. Raises TypeError for other values, and
    ValueError for a key or a number that could not be read again.
    """
    lines = list(_block(data, 0))
    return "\n".join(lines) + "\n"


def _block(data: Any, indent: int) -> Iterator[str]:
    pad = " " * indent
    if isinstance(data, Mapping) and data:
        for key, value in data.items():
            yield from _entry(f"{pad}{_key(key)}:", value, indent)
    elif _is_list(data) and data:
        for value in data:
            yield from _item(value, indent)
    else:
        first, *rest = [_flow(data) or ""] if _is_nested(data) else _scalar(data, indent)
        yield pad + first
        yield from rest


def _entry(head: str, value: Any, indent: int) -> Iterator[str]:
    if (flow := _flow(value)) and len(line := f"{head} {flow}") <= WIDTH:
        yield line
    elif _is_nested(value):
        yield head
        yield from _block(value, indent + 2)
    else:
        first, *rest = _scalar(value, indent)
        yield f"{head} {first}"
        yield from rest


def _item(value: Any, indent: int) -> Iterator[str]:
    """Write a list's item: what it holds, two columns in, with the dash put before it."""
    first, *rest = _block(value, indent + 2)
    yield f"{' ' * indent}- {first[indent + 2 :]}"
    yield from rest


def _is_list(data: Any) -> bool:
    return isinstance(data, Sequence) and not isinstance(data, str | bytes)


def _is_nested(data: Any) -> bool:
    return isinstance(data, Mapping) or _is_list(data)


def _flow(value: Any) -> str | None:
    """Return a list or a mapping of simple words on one line, or None."""
    if isinstance(value, Mapping):
        parts = [(f"{_key(key)}: ", one) for key, one in value.items()]
        return f"{{{inner}}}" if (inner := _joined(parts)) is not None else None
    if _is_list(value):
        return (
            f"[{inner}]" if (inner := _joined([("", one) for one in value])) is not None else None
        )
    return None


def _joined(parts: list[tuple[str, Any]]) -> str | None:
    words = [(head, _word(value)) for head, value in parts]
    simple = all(word and _SIMPLE.fullmatch(head[:-2] or "x") for head, word in words)
    return ", ".join(f"{head}{word}" for head, word in words) if simple else None


def _word(value: Any) -> str | None:
    if _is_nested(value):
        return None
    text = _one_line(value)
    return text if _SIMPLE.fullmatch(text) else None


def _key(key: Any) -> str:
    if not isinstance(key, str) or len(key) > LONG:
        raise ValueError(f"a key must be text of at most {LONG} characters")
    return _line(key)


def _scalar(value: Any, indent: int) -> list[str]:
    if not isinstance(value, str) or _ESCAPED.search(value.replace("\n", "")):
        return [_one_line(value)]
    pad = " " * (indent + 2)
    lines = value.split("\n")
    if any(line != line.strip() for line in lines) or not lines[0] or not lines[-1]:
        return [_one_line(value)]
    if len(lines) > 1:
        return ["|-", *(pad + line if line else "" for line in lines)]
    if len(value) > LONG:
        return [">-", *(pad + line for line in _folded(value, WIDTH - len(pad)))]
    return [_one_line(value)]


def _folded(text: str, width: int) -> Iterator[str]:
    """Break at single spaces only: other white space is the text's own."""
    line = ""
    for word in re.split(r"(?<=\S) (?=\S)", text):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _one_line(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return _line(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, int | Decimal):
        return _number(value)
    raise TypeError(f"{type(value).__name__} has no place in a file")


def _number(value: int | Decimal) -> str:
    text = str(value)
    if isinstance(value, Decimal) and INTEGER.fullmatch(text):
        text += ".0"
    if not DECIMAL.fullmatch(text) or len(text) > MAX_NUMBER:
        raise ValueError(f"{text[:MAX_NUMBER]} is no number for a file")
    return text


def _line(text: str) -> str:
    if _ESCAPED.search(text):
        return f'"{_ESCAPED.sub(_escape, _quoted(text))}"'
    if text not in WORDS and not DECIMAL.fullmatch(text) and not _NOT_PLAIN.search(text):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _escape(found: re.Match[str]) -> str:
    short = {"\n": "\\n", "\t": "\\t"}
    return short.get(found[0], f"\\u{ord(found[0]):04X}")
