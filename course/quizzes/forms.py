"""The shape of what people send about quizzes and attempts."""

from decimal import Decimal
from typing import Any

from wtforms import DateTimeLocalField, DecimalField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from course.web.forms import PageForm

_PRIVATE = "Kept for good. Write no diagnosis and nothing private."


def _stripped(text: str | None) -> str:
    return (text or "").strip()


def why_field() -> Any:
    """Return the field of a reason that must be given."""
    checks = [InputRequired("Say why."), Length(3, 200, "Say why in 3 to 200 characters.")]
    return StringField("Why", checks, filters=[_stripped], description=_PRIVATE)


def _more(label: str, most: int, description: str) -> IntegerField:
    whole = f"Enter a whole number from 0 to {most}."
    checks = [InputRequired(whole), NumberRange(0, most, whole)]
    return IntegerField(label, checks, default=0, description=description)


class WhyForm(PageForm):
    """A reason."""

    why = why_field()


class MarkForm(PageForm):
    """A mark by hand."""

    slot = IntegerField("Question", [InputRequired("Enter its number."), NumberRange(1, 1000)])
    percent = DecimalField(
        "Per cent of its points",
        [InputRequired("Enter a number from 0 to 100."), NumberRange(0, 100)],
        places=2,
    )
    why = why_field()


class GiveForm(PageForm):
    """What a person is given at a quiz."""

    quiz = SelectField("Quiz", [InputRequired("Choose a quiz.")])
    time_factor = DecimalField(
        "Time factor",
        [InputRequired("Enter a number from 1 to 10."), NumberRange(1, 10)],
        default=Decimal(1),
        places=2,
        description="1.5 makes 30 minutes 45. 1 changes nothing.",
    )
    extra_minutes = _more("Extra minutes", 600, "After the factor, breaks included.")
    extra_attempts = _more("Extra attempts", 20, "Where the quiz limits them.")
    extra_days = _more("Days by which the quiz closes later", 120, "At the same time of day.")
    opens_at = DateTimeLocalField("Opens for them", [Optional()], format="%Y-%m-%dT%H:%M")
    closes_at = DateTimeLocalField("Closes for them", [Optional()], format="%Y-%m-%dT%H:%M")
    why = why_field()
