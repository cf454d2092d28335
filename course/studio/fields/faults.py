"""From the faults of a sheet back to the boxes that they came from."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, FieldList, Form

from course.studio.fields.rows import Rows, line
from course.studio.sheets import Fault
from course.yamlfile import Location

#: Groups of the sheet whose boxes stand in the form by themselves, and the first box of each.
_GROUPS = {"vignette": ["age"], "window": ["opens"], "review": ["attempt", "status"]}


def put(form: FlaskForm, places: Mapping[Location, Form], faults: Sequence[Fault]) -> None:
    """Put every fault at its box, and at the form's head what belongs to none.

    `places` says which group of boxes holds what stands at a location of the sheet.
    """
    for fault in faults:
        field = _row_box(places, fault.loc) or _box(form, fault.loc)
        if field is None:
            form.form_errors = [*form.form_errors, str(fault)]
        else:
            field.errors = [*field.errors, f"{fault.words}."]
    for one in form:
        if isinstance(one, FieldList):
            # A list of forms knows only what its own validation found.
            one.errors = [entry.errors for entry in one.entries if entry.errors]


def _row_box(places: Mapping[Location, Form], loc: Location) -> Field | None:
    """Return the box within the nearest group around a location, its first one if none fits."""
    for end in range(len(loc), 0, -1):
        if row := places.get(loc[:end]):
            boxes = {one.short_name: one for one in _seen(row)}
            named = boxes.get(str(loc[end])) if loc[end:] else None
            return named or next(iter(boxes.values()))
    return None


def _box(form: FlaskForm, loc: Location) -> Field | None:
    """Return the box of a location; None where it is the whole, or a whole table."""
    lists = {one.short_name: one for one in form if isinstance(one, FieldList)}
    match loc:
        case (str(group), str(name), *_) if group in _GROUPS and name in form:
            return form[name]
        case (str(group), *_) if group in _GROUPS:
            return next((form[name] for name in _GROUPS[group] if name in form), None)
        case (str(name), int(at)) if name in lists:
            said: list[Field] = [one for one in lists[name].entries if line(one.data)]
            return said[at]
        case (str(name),) if name in lists:
            return _first(lists[name])
        case (str(name), *_) if name in form and name not in lists:
            return form[name]
    return None


def _first(table: Any) -> Field | None:
    """Return the first box of a table in which nothing is filled; None of any other."""
    empty = isinstance(table, Rows) and not table.filled and table.entries
    return _seen(table.entries[0].form)[0] if empty else None


def _seen(form: Form) -> list[Field]:
    """Return the boxes that somebody can see."""
    return [one for one in form if one.type != "HiddenField"]
