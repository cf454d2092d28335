"""A quiz box by box: its settings, when it is open, and what it draws; and its sheet."""

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import (
    BooleanField,
    DateTimeLocalField,
    Form,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)

from course import yamlfile
from course.curriculum.areas import AREAS
from course.people.forms import zone_choices
from course.studio.fields.faults import put
from course.studio.fields.rows import Rows, block, line
from course.studio.fields.shapes import LEVELS, POOLS
from course.studio.fields.writing import number
from course.studio.sheets import Fault
from course.web.forms import FormPart, PageForm
from course.yamlfile import Location

_ALL = {"": "All"}
_SAFETY = {"": "All", "yes": "safety items", "no": "all but safety items"}
_WHEN = {
    "directly": "directly after it",
    "while-open": "later, while the quiz is open",
    "after-close": "when it has closed",
}
#: Kinds of information of a review, and what they are called.
TOLD = {
    "attempt": "The questions and what was answered",
    "correctness": "Whether each answer is right",
    "marks": "Marks",
    "answer": "The right answers",
    "reasons": "The reasons of all options",
}
#: The widest limits of a number in a box; the schema says the real ones.
_DIGITS = 6


class DrawRow(FormPart):
    """A part of the draw: questions of a bank by a filter, or one question by its id."""

    bank = SelectField("Bank", choices={}, validate_choice=False)
    questions = StringField("How many questions")
    pool = SelectField("Pool", choices=POOLS, validate_choice=False)
    objective = SelectField("Of the objective", choices={}, validate_choice=False)
    area = SelectField(
        "Of the knowledge area",
        choices={**_ALL, **{letter: f"{letter} · {name}" for letter, name in AREAS.items()}},
        validate_choice=False,
    )
    level = SelectField("Of the level", choices={**_ALL, **LEVELS}, validate_choice=False)
    safety = SelectField("Of safety", choices=_SAFETY, validate_choice=False)
    pin = StringField("Or one question, by its id", description="Then the rest says nothing.")


def _told(label: str) -> SelectMultipleField:
    return SelectMultipleField(
        label,
        choices=_WHEN,
        validate_choice=False,
        default=list(_WHEN),
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
    )


class QuizForm(PageForm):
    """A quiz that is drawn from banks. Mock exams have a blueprint, which is a sheet."""

    quiz = StringField("Id", description="Short, of no other quiz, and for ever: ethics-quiz.")
    title = StringField("Title", description="What trainees see in lists; names no diagnosis.")
    module = SelectField("Module it closes", choices={}, validate_choice=False)
    intro = TextAreaField("Introduction", description="Read before it is started. Markdown.")
    draw = Rows(
        DrawRow,
        "Part",
        least=1,
        show=1,
        most=200,
        description="Parts keep their order; what a trainee has not met comes first.",
    )
    minutes = StringField("Minutes", description="Empty: no time limit.")
    attempts = StringField("Attempts", description="How many a trainee has. Empty: no limit.")
    practice_mark = StringField(
        "Practice mark in percent",
        default="70",
        description="From which the result is called reached. A mark for practice, no pass.",
    )
    opens = DateTimeLocalField("Opens", format="%Y-%m-%dT%H:%M")
    closes = DateTimeLocalField("Closes", format="%Y-%m-%dT%H:%M")
    zone = SelectField("Time zone of these", validate_choice=False)
    shuffle = BooleanField("Each attempt shows options in an order of its own", default=True)
    certainty = BooleanField("Each question asks how sure they are", default=True)
    pages = SelectField(
        "Pages",
        choices={"one": "a question a page", "all": "all on one page"},
        validate_choice=False,
    )
    navigation = SelectField(
        "Order",
        choices={"free": "back and forth", "sequential": "each question once, in its order"},
        validate_choice=False,
    )
    attempt = _told(TOLD["attempt"])
    correctness = _told(TOLD["correctness"])
    marks = _told(TOLD["marks"])
    answer = _told(TOLD["answer"])
    reasons = _told(TOLD["reasons"])

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.zone.choices = zone_choices()


def sheet_of(form: QuizForm) -> str:
    """Return the sheet of what was filled in, whether it is valid or not."""
    drawn = [_drawn(row) for row in form.draw.filled]
    said = {
        "quiz": line(form.quiz.data),
        "title": line(form.title.data),
        **({"module": module} if (module := line(form.module.data)) else {}),
        "intro": block(form.intro.data),
        "draw": drawn[0] if len(drawn) == 1 else drawn,
        **_settings(form),
    }
    return yamlfile.dump(said)


def _drawn(row: Form) -> dict[str, Any]:
    if pin := line(row["pin"].data):
        return {"pin": pin}
    names = ("objective", "area", "level")
    filters = {name: line(row[name].data) for name in names if line(row[name].data)}
    safety = line(row["safety"].data)
    return {
        "bank": line(row["bank"].data),
        "pool": line(row["pool"].data),
        "questions": _whole(row["questions"].data),
        **filters,
        **({"safety": safety == "yes"} if safety else {}),
    }


def _whole(text: Any) -> int | str:
    said = line(text)
    return int(said) if said.isdecimal() and len(said) < _DIGITS else said


def _settings(form: QuizForm) -> dict[str, Any]:
    """Return the settings that differ from what a quiz has when nothing is said."""
    said: dict[str, Any] = {
        name: _whole(form[name].data) for name in ("minutes", "attempts") if line(form[name].data)
    }
    if window := _when(form):
        said["window"] = window
    said |= {name: False for name in ("shuffle", "certainty") if not form[name].data}
    usual = {"pages": "one", "navigation": "free"}
    chosen = {name: line(form[name].data) or usual[name] for name in usual}
    said |= {name: one for name, one in chosen.items() if one != usual[name]}
    review = {name: list(form[name].data or ()) for name in TOLD}
    held = {name: when for name, when in review.items() if when != list(_WHEN)}
    mark = number(line(form.practice_mark.data))
    return {
        **said,
        **({"review": held} if held else {}),
        "practice_mark": mark / 100 if isinstance(mark, Decimal) else mark,
    }


def _when(form: QuizForm) -> dict[str, str]:
    times = {name: instant(form, name) for name in ("opens", "closes")}
    said = {name: text for name, text in times.items() if text}
    return {"zone": line(form.zone.data), **said} if said else {}


def instant(form: QuizForm, name: str) -> str:
    """Return a wall time with the offset of its zone; what is no time is left for the check."""
    when, zone = form[name].data, line(form.zone.data)
    if when is None or zone not in zone_choices():
        return line(" ".join(form[name].raw_data or ()))
    local: dt.datetime = when.replace(tzinfo=ZoneInfo(zone))
    return local.isoformat(timespec="minutes")


def tell(form: QuizForm, faults: tuple[Fault, ...]) -> None:
    """Put every fault at its box, and at the form's head what belongs to none."""
    rows = enumerate(form.draw.filled)
    places: dict[Location, Form] = {("draw", at): row for at, row in rows}
    put(form, places, faults)
