"""The shape of what authors send: a sheet as text, or a question field by field."""

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length

_LEVELS = {level: level for level in ("recall", "understand", "apply", "analyze")}
_POOLS = {
    "practice": "Practice",
    "mock": "Mock: reserved for mock exams",
    "diagnostic": "Diagnostic",
}

#: Rows for options: the most that a question has.
ROWS = 5


class OptionForm(Form):
    """One option. A row with nothing in it is no option."""

    id = StringField("Id", description="Short and for ever: a, b, c.")
    text = TextAreaField("Text")
    correct = BooleanField("This is right")
    why = TextAreaField("Why", description="Why it tempts, and why it is right or wrong.")


class FieldsForm(FlaskForm):
    """A choice, several or true-false question, field by field. Its sheet is what is checked."""

    id = StringField("Id", description="Unique in the whole course, and for ever.")
    stem = TextAreaField("Stem", description="What is asked, in Markdown.")
    options = FieldList(FormField(OptionForm, "Option"), min_entries=ROWS, max_entries=ROWS)
    explanation = TextAreaField("Explanation", description="Shown to everybody afterwards.")
    objective = SelectField("Objective", choices={}, validate_choice=False)
    level = SelectField("Level", choices=_LEVELS, validate_choice=False)
    difficulty = StringField(
        "Difficulty",
        description="Your guess: the share of just-qualified trainees who get it right, "
        "such as 0.65.",
    )
    safety = BooleanField("A safety item: ethics, boundaries or risk")
    pool = SelectField("Pool", choices=_POOLS, validate_choice=False)
    references = StringField("References", description="Keys, with spaces between them.")
    more = TextAreaField(
        "More, as YAML", description="vignette and allow, as in the sheet; empty otherwise."
    )


class RetireForm(FlaskForm):
    """Why a question goes out of use."""

    why = StringField(
        "Why",
        [DataRequired("Say why."), Length(max=200, message="At most 200 characters.")],
        filters=[lambda text: (text or "").strip()],
        description="Kept in the log.",
    )
