"""From the sheet of a quiz to its form. A sheet with mistakes is shown too, as far as it goes."""

import datetime as dt
from decimal import Decimal
from typing import Any

from course import yamlfile
from course.studio.fields.quiz import TOLD, QuizForm, instant


def opened(text: str) -> QuizForm | None:
    """Return the form that shows a quiz's sheet; None for an exam, and where it is unreadable.

    None too where boxes could not say the same times, as in an hour that a clock change repeats.
    """
    try:
        data = yamlfile.load(text, "sheet").data
    except yamlfile.YamlProblem:
        return None
    if not isinstance(data, dict) or "exam" in data:
        return None
    form = QuizForm(formdata=None, data=_values(data))
    if not _says_times(form, data.get("window")):
        return None
    form.draw.grow()
    return form


def _says_times(form: QuizForm, window: Any) -> bool:
    said = window if isinstance(window, dict) else {}
    return all(instant(form, name) == (said.get(name) or "") for name in ("opens", "closes"))


def _values(data: dict[str, Any]) -> dict[str, Any]:
    plain = {name: "" if data[name] is None else data[name] for name in data}
    said = {name: _text(one) for name, one in plain.items() if not isinstance(one, dict | list)}
    draw = plain.get("draw")
    parts = draw if isinstance(draw, list) else [draw]
    mark = data.get("practice_mark")
    return {
        **said,
        **({"practice_mark": _percent(mark)} if isinstance(mark, Decimal | int) else {}),
        **_window(plain.get("window")),
        **_review(plain.get("review")),
        "draw": [_part(one) for one in parts if isinstance(one, dict)],
    }


def _percent(share: Decimal | int) -> str:
    return format((Decimal(100) * share).normalize(), "f")


def _text(value: Any) -> Any:
    return value if isinstance(value, bool) else str(value)


def _part(part: dict[str, Any]) -> dict[str, Any]:
    said = {name: "" if value is None else str(value) for name, value in part.items()}
    safety = part.get("safety")
    return {**said, **({"safety": "yes" if safety else "no"} if isinstance(safety, bool) else {})}


def _window(window: Any) -> dict[str, Any]:
    if not isinstance(window, dict):
        return {}
    local = {name: _local(window.get(name)) for name in ("opens", "closes")}
    return {**local, "zone": window.get("zone")}


def _local(instant: Any) -> dt.datetime | None:
    """Return the wall time of an instant as a sheet has it: without its offset."""
    try:
        return dt.datetime.fromisoformat(str(instant)).replace(tzinfo=None)
    except ValueError:
        return None


def _review(review: Any) -> dict[str, Any]:
    known = review.items() if isinstance(review, dict) else ()
    return {name: value for name, value in known if name in TOLD and isinstance(value, list)}
