"""Between the form with fields and the sheet: both say the same."""

from decimal import Decimal, InvalidOperation
from typing import Any

from course import items, yamlfile
from course.studio.forms import FieldsForm
from course.studio.sheets import Fault

#: The kinds that have such a form.
KINDS = ("choice", "several", "true-false")
_MORE = ("vignette", "allow")
_SIDES = ("true", "false")


def values(source: items.Source) -> dict[str, Any]:
    """Return what the form shows of a question."""
    data = items.to_yaml_data(source)
    more = {name: data[name] for name in _MORE if name in data}
    return {
        **data,
        "difficulty": format(data["difficulty"], "f"),
        "references": " ".join(data["references"]),
        "more": yamlfile.dump(more) if more else "",
    }


def empty(kind: str) -> dict[str, Any]:
    """Return what the form shows of a new question."""
    ids = _SIDES if kind == "true-false" else ("a", "b", "c", "d")
    return {"options": [{"id": one} for one in ids], "level": "apply", "pool": "practice"}


def sheet_of(form: FieldsForm, kind: str) -> str:
    """Return the sheet of what was filled in, whether it is valid or not."""
    data = {
        "id": _line(form.id.data),
        "type": kind,
        "stem": _block(form.stem.data),
        "options": [_option(form, row, kind) for row in rows(form, kind)],
        "explanation": _block(form.explanation.data),
        "objective": _line(form.objective.data),
        "level": _line(form.level.data),
        "difficulty": _number(_line(form.difficulty.data)),
        "safety": form.safety.data,
        "pool": _line(form.pool.data),
        "references": _line(form.references.data).replace(",", " ").split(),
    }
    return yamlfile.dump(data) + _block(form.more.data)


def rows(form: FieldsForm, kind: str) -> list[int]:
    """Return the rows of the form that are options."""
    if kind == "true-false":
        return [0, 1]
    entries = enumerate(form.options.entries)
    return [row for row, one in entries if _line(one.form.text.data) or _line(one.form.why.data)]


def _option(form: FieldsForm, row: int, kind: str) -> dict[str, Any]:
    one = form.options.entries[row].form
    fixed = kind == "true-false"
    text = {} if fixed else {"text": _block(one.text.data)}
    correct = {"correct": True} if one.correct.data else {}
    name = _SIDES[row] if fixed else _line(one.id.data)
    return {"id": name, **text, **correct, "why": _block(one.why.data)}


def _line(text: str | None) -> str:
    return (text or "").replace("\0", "").strip()


def _block(text: str | None) -> str:
    return _line(text).replace("\r\n", "\n").replace("\r", "\n")


def _number(text: str) -> Decimal | str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    # What a file would not read as a number is left for the check to name.
    return number if number.is_finite() and abs(number.adjusted()) < 10 else text  # noqa: PLR2004


def tell(form: FieldsForm, faults: tuple[Fault, ...], kind: str) -> None:
    """Put every fault at its field, and at the form's head what belongs to none."""
    for fault in faults:
        field = _field(form, fault.loc, kind)
        if field is None:
            form.form_errors = [*form.form_errors, str(fault)]
        else:
            field.errors = [*field.errors, f"{fault.words}."]
    # A list of forms knows only what its own validation found.
    form.options.errors = [entry.errors for entry in form.options.entries if entry.errors]


def _field(form: FieldsForm, loc: tuple[str | int, ...], kind: str) -> Any:
    match loc:
        case ("options", int(place), str(name)) if name in {"id", "text", "correct", "why"}:
            return form.options.entries[rows(form, kind)[place]].form[name]
        case ("vignette" | "allow", *_):
            return form.more
        case (str(name), *_) if name in form and name != "options":
            return form[name]
    return None
