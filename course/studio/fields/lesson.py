"""A lesson box by box: what stands before its text, and the text itself."""

from typing import Any

from wtforms import (
    Form,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)

from course import yamlfile
from course.curriculum.areas import AREAS
from course.curriculum.content import split_front
from course.studio.fields.faults import put
from course.studio.fields.rows import Rows, line
from course.studio.sheets import Fault
from course.web.forms import FormPart, PageForm
from course.yamlfile import Location

_TIERS = {"T1": "T1, safety-critical", "T2": "T2, core", "T3": "T3, attitude or skill"}
_SHOWN_BY = {one: one for one in ("item", "worksheet", "rubric", "case")}
_REVIEWED = {"unreviewed": "not reviewed by a clinician", "reviewed": "reviewed by a clinician"}


class ObjectiveRow(FormPart):
    """What readers can do afterwards."""

    text = TextAreaField("After the lesson one can")
    tier = SelectField("Tier", choices=_TIERS, validate_choice=False)
    assessed_by = SelectField("Shown by", choices=_SHOWN_BY, validate_choice=False)
    id = StringField(
        "Id", description="Questions name it, so it stays for ever: judge-valid-consent."
    )


class LessonForm(PageForm):
    """A lesson."""

    title = StringField("Title")
    areas = SelectMultipleField(
        "Knowledge areas",
        choices={letter: f"{letter} · {name}" for letter, name in AREAS.items()},
        validate_choice=False,
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
    )
    objectives = Rows(ObjectiveRow, "Objective", least=1, show=1, most=4)
    content_note = StringField(
        "Note before the lesson", description="What is hard to read in it. Empty: nothing is."
    )
    as_of = StringField(
        "Law as of", description="The day on which the law in it was looked at: 2026-11-01."
    )
    status = SelectField("Review", choices=_REVIEWED, validate_choice=False)
    due = StringField("To be read again by", description="A day: 2027-11-01.")
    by = StringField("Reviewed by")
    on = StringField("Reviewed on", description="A day.")
    body = TextAreaField("Text", description="Markdown with blocks: ::: check some-question")


def opened(text: str) -> LessonForm | None:
    """Return the form that shows a lesson's sheet; None where its head cannot be read."""
    head, body, _ = split_front(text)
    if head is None:
        return None
    try:
        data = yamlfile.load(head, "sheet").data
    except yamlfile.YamlProblem:
        return None
    if not isinstance(data, dict):
        return None
    form = LessonForm(formdata=None, data={**_values(data), "body": body})
    form.objectives.grow()
    return form


def _values(data: dict[str, Any]) -> dict[str, Any]:
    review, rows = data.get("review"), data.get("objectives")
    plain = {**data, **(review if isinstance(review, dict) else {})}
    areas = data.get("areas")
    return {
        **{name: "" if value is None else str(value) for name, value in plain.items()},
        "areas": list(map(str, areas)) if isinstance(areas, list) else [],
        "objectives": [one for one in rows if isinstance(one, dict)]
        if isinstance(rows, list)
        else [],
    }


def sheet_of(form: LessonForm, slug: str) -> str:
    """Return the sheet of what was filled in, whether it is valid or not."""
    front = {
        "id": slug,
        "title": line(form.title.data),
        "areas": list(form.areas.data or ()),
        "objectives": [_objective(row) for row in form.objectives.filled],
        **_said(form, "content_note", "as_of"),
        "review": {
            "status": line(form.status.data),
            "due": line(form.due.data),
            **_said(form, "by", "on"),
        },
    }
    return f"---\n{yamlfile.dump(front)}---\n{_body(form)}"


def _objective(row: Form) -> dict[str, str]:
    said = {name: line(row[name].data) for name in ("id", "tier", "assessed_by")}
    return {**said, "text": " ".join(line(row["text"].data).split())}


def _said(form: LessonForm, *names: str) -> dict[str, str]:
    return {name: text for name in names if (text := line(form[name].data))}


def _body(form: LessonForm) -> str:
    # Its first line may be empty, as in the file; what a browser sends loses no line of it.
    text = str(form.body.data or "").replace("\0", "")
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip() + "\n"


def tell(form: LessonForm, text: str, faults: tuple[Fault, ...]) -> None:
    """Put every fault at its box; one within the text with its line there."""
    first = split_front(text)[2]
    inside = [one for one in faults if not one.loc and one.line >= first]
    told = [f"Line {one.line - first + 1}: {one.words}." for one in inside]
    form.body.errors = [*form.body.errors, *told]
    rows = enumerate(form.objectives.filled)
    places: dict[Location, Form] = {("objectives", at): row for at, row in rows}
    put(form, places, [one for one in faults if one not in inside])
