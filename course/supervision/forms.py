"""The shape of what supervisors, directors and trainees send here."""

from wtforms import (
    DateField,
    Field,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from course.comments.rules import LONGEST_TEXT
from course.web.care import CareForm
from course.web.forms import PageForm

_LONGEST_COMMENT = 1000


def _stripped(text: str | None) -> str:
    return (text or "").strip()


class WordForm(CareForm):
    """A supervisor's word on one entry, with the version that the page showed."""

    number = IntegerField(
        "Version", [InputRequired(), NumberRange(1, 1_000_000)], widget=HiddenInput()
    )
    comment = StringField(
        "What is to be corrected",
        [Optional(), Length(max=_LONGEST_COMMENT, message="Use at most 1000 characters.")],
        filters=[_stripped],
    )


class TextForm(CareForm):
    """A comment or a note."""

    op_id = HiddenField("Form", [Optional(), Length(max=32)])
    text = TextAreaField(
        "Text",
        [
            InputRequired("Write something first."),
            Length(max=LONGEST_TEXT, message=f"Use at most {LONGEST_TEXT} characters."),
        ],
        filters=[_stripped],
    )

    def validate_text(self, field: Field) -> None:
        """Say that spaces are no text."""
        if not field.data:
            raise ValidationError("Write something first.")


class PartForm(PageForm):
    """Something for a cohort's program."""

    part = SelectField("What", [InputRequired("Choose something.")])
    from_day = DateField("From", [InputRequired("Enter a day.")])


class PartOutForm(PageForm):
    """Something to take out of a program."""

    part = HiddenField("What", [InputRequired(), Length(max=96)])


class LeaveForm(PageForm):
    """Days away. No reason is asked."""

    from_day = DateField("First day", [InputRequired("Enter a day.")])
    until_day = DateField("Last day", [InputRequired("Enter a day.")])
