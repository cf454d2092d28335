"""From a sheet to its form. A sheet with mistakes is shown too, as far as it goes."""

from collections.abc import Mapping
from typing import Any

from course import yamlfile
from course.studio.fields.gaps import flat
from course.studio.fields.shapes import FORMS, QuestionForm


def opened(kind: str, text: str) -> QuestionForm | None:
    """Return the form that shows a sheet; None where the text is no list of fields at all."""
    try:
        data = yamlfile.load(text, "sheet").data
    except yamlfile.YamlProblem:
        return None
    if not isinstance(data, dict) or data.get("type") != kind:
        return None
    form = FORMS[kind](formdata=None, data=_values(data))
    form.grow()
    return form


def empty(kind: str) -> QuestionForm:
    """Return the form of a new question."""
    return FORMS[kind](formdata=None, data={"level": "apply", "pool": "practice"})


def _values(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the boxes hold, by their names."""
    allow, vignette, tables = data.get("allow"), data.get("vignette"), dict(data)
    if isinstance(data.get("gaps"), list):
        tables["gaps"] = flat(data["gaps"])
    return {
        **{name: _shown(value) for name, value in tables.items()},
        **(_shown(vignette) if isinstance(vignette, dict) else {}),
        "allow": [{"finding": key, "why": why} for key, why in allow.items()]
        if isinstance(allow, dict)
        else [],
    }


def _shown(value: Any) -> Any:
    """Return a value as boxes take it: rows and groups of texts, texts, or yes and no."""
    if isinstance(value, list):
        return [_shown(one) for one in value if not isinstance(one, list)]
    if isinstance(value, dict):
        return {str(name): _shown(one) for name, one in value.items()}
    return value if isinstance(value, bool) else "" if value is None else str(value)
