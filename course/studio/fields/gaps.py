"""The gaps of a cloze: nested in the sheet, one row for each answer in the form."""

from collections.abc import Iterator, Sequence
from typing import Any

from wtforms import Form

from course.studio.fields.rows import block, line
from course.yamlfile import Location


def flat(gaps: Sequence[Any]) -> list[dict[str, Any]]:
    """Return the rows of a form for the gaps of a sheet; what is no gap is left out."""
    return [row for gap in gaps if isinstance(gap, dict) for row in _rows(gap)]


def _rows(gap: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in ("options", "accept", "tempting"):
        found = gap.get(name)
        for one in found if isinstance(found, list) else []:
            if isinstance(one, dict):
                yield {**one, "gap": gap.get("id", ""), "use": _use(name, one)}


def _use(name: str, one: dict[str, Any]) -> str:
    if name == "options":
        return "pick-right" if one.get("correct") is True else "pick-wrong"
    return "type-right" if name == "accept" else "type-wrong"


def nested(rows: Sequence[Form]) -> tuple[list[dict[str, Any]], dict[Location, Form]]:
    """Return the gaps that rows say, and which row stands where in them.

    A gap is where its first row is; a row without a gap's name belongs to the one above.
    """
    gaps: dict[str, dict[str, Any]] = {}
    places: dict[Location, Form] = {}
    name = ""
    for row in rows:
        name = line(row["gap"].data) or name
        gap = gaps.setdefault(name, {"id": name})
        kind = _list_of(row)
        answers = gap.setdefault(kind, [])
        at = list(gaps).index(name)
        places.setdefault(("gaps", at), row)
        places[("gaps", at, kind, len(answers))] = row
        answers.append(_answer(row))
    return list(gaps.values()), places


def _list_of(row: Form) -> str:
    if str(row["use"].data).startswith("pick"):
        return "options"
    return "tempting" if row["use"].data == "type-wrong" else "accept"


def _answer(row: Form) -> dict[str, Any]:
    correct = {"correct": True} if row["use"].data == "pick-right" else {}
    said = {"text": block(row["text"].data), **correct, "why": block(row["why"].data)}
    return {"id": line(row["id"].data), **said}
