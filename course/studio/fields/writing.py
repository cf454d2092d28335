"""From a form to its sheet, and from the faults of the sheet back to the boxes."""

import itertools
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms import BooleanField, Form, FormField

from course import yamlfile
from course.studio.fields import gaps
from course.studio.fields.faults import put
from course.studio.fields.rows import Rows, block, line
from course.studio.fields.shapes import ClozeForm, QuestionForm
from course.studio.sheets import Fault
from course.yamlfile import Location

#: Boxes that are left out of the sheet when nothing is in them.
_MAY_MISS = {"low", "high", "unit"}


@dataclass(frozen=True)
class Written:
    """What a form says, and which group of boxes says what stands where in it."""

    data: dict[str, Any]
    places: dict[Location, Form]


def sheet_of(form: QuestionForm, kind: str) -> str:
    """Return the sheet of what was filled in, whether it is valid or not."""
    return yamlfile.dump(_written(form, kind).data)


def _written(form: QuestionForm, kind: str) -> Written:
    places: dict[Location, Form] = {}
    head = {"id": line(form.id.data), "type": kind, "stem": block(form.stem.data)}
    own = {name: _own(form, name, places) for name in form.OWN}
    if isinstance(form, ClozeForm):
        own["gaps"], places = gaps.nested(form.gaps.filled)
        for gap in own["gaps"]:
            _name([gap])
    else:
        _name([own])
    tail = {
        "explanation": block(form.explanation.data),
        "objective": line(form.objective.data),
        "level": line(form.level.data),
        "difficulty": number(line(form.difficulty.data)),
        "safety": bool(form.safety.data),
        "pool": line(form.pool.data),
        "references": [key for one in form.references if (key := line(one.data))],
    }
    said = {name: value for name, value in own.items() if value not in ("", [])}
    return Written({**head, **said, **tail, **_vignette(form), **_allow(form, places)}, places)


def _own(form: QuestionForm, name: str, places: dict[Location, Form]) -> Any:
    """Return what a kind's own box, group or table says; note where its boxes went."""
    field = form[name]
    if isinstance(field, Rows):
        for at, row in enumerate(field.filled):
            places[(name, at)] = row
        return [_row(row, field, at) for at, row in enumerate(field.filled)]
    if isinstance(field, FormField):
        places[(name,)] = field.form
        return _boxes(field.form)
    return block(field.data)


def _row(row: Form, table: Rows, at: int) -> dict[str, Any]:
    name = table.names[at] if table.names else line(row["id"].data)
    return {"id": name, **_boxes(row)}


def _boxes(form: Form) -> dict[str, Any]:
    return dict(_said(form))


def _said(form: Form) -> Iterator[tuple[str, Any]]:
    """Yield what the boxes of a group say, but its id; what may miss and is empty is left out."""
    of_range = "low" in form and bool(line(form["low"].data))
    for field in form:
        if isinstance(field, BooleanField):
            if field.data:
                yield field.short_name, True
        elif field.short_name != "id":
            text = block(field.data)
            misses = field.short_name in _MAY_MISS or (field.short_name == "value" and of_range)
            if text or not misses:
                yield field.short_name, text


def _name(groups: Sequence[dict[str, Any]]) -> None:
    """Give rows without an id the next letter that no other row of theirs has."""
    rows = [row for group in groups for table in group.values() for row in _rows_of(table)]
    taken = {row["id"] for row in rows}
    free = (name for name in _letters() if name not in taken)
    for row in rows:
        row["id"] = row["id"] or next(free)


def _rows_of(table: Any) -> list[dict[str, Any]]:
    return [row for row in table if "id" in row] if isinstance(table, list) else []


def _letters() -> Iterator[str]:
    yield from string.ascii_lowercase
    yield from (f"{letter}{at}" for at in itertools.count(2) for letter in string.ascii_lowercase)


def number(text: str) -> Decimal | str:
    """Return the number that a text is; the text where a file would read no number in it."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return text
    return found if found.is_finite() and abs(found.adjusted()) < 10 else text  # noqa: PLR2004


def _vignette(form: QuestionForm) -> dict[str, Any]:
    age = line(form.age.data)
    said = {
        "age": int(age) if age.isdecimal() and len(age) < 4 else age,  # noqa: PLR2004
        "gender": line(form.gender.data),
        "couple": line(form.couple.data),
    }
    return {"vignette": said} if any(value != "" for value in said.values()) else {}


def _allow(form: QuestionForm, places: dict[Location, Form]) -> dict[str, Any]:
    rows = {line(row["finding"].data): row for row in form.allow.filled}
    for name, row in rows.items():
        places[("allow", name)] = row
    said = {name: line(row["why"].data) for name, row in rows.items()}
    return {"allow": said} if said else {}


def tell(form: QuestionForm, faults: Sequence[Fault], kind: str) -> None:
    """Put every fault at its box, and at the form's head what belongs to none."""
    put(form, _written(form, kind).places, faults)
