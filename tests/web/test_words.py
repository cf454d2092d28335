"""What is wrong with a box is said in this product's words, whichever validator found it."""

import re
from pathlib import Path

import pytest
import wtforms
from werkzeug.datastructures import MultiDict
from wtforms import DateField, DateTimeLocalField, DecimalField, IntegerField, SelectField
from wtforms.validators import InputRequired, Length, NumberRange

from course.web.forms import WORDS, FormPart, PageForm

WORDED = [
    (DateField(), "2026-02-30", "Enter a day that the calendar has."),
    (DateTimeLocalField(), "soon", "Enter a day and a time."),
    (IntegerField(), "1.5", "Enter a whole number."),
    (DecimalField(), "much", "Enter a number, such as 1.5."),
    (IntegerField(validators=[NumberRange(1, 10)]), "11", "Enter a number from 1 to 10."),
    (SelectField(choices=["one"]), "two", "Choose one of the list."),
    (wtforms.StringField(validators=[Length(max=3)]), "four", "Use at most 3 characters."),
    (wtforms.StringField(validators=[Length(3, 4)]), "ab", "Use 3 to 4 characters."),
    (wtforms.StringField(validators=[InputRequired()]), "", "Fill this in."),
]


@pytest.mark.parametrize(("box", "sent", "words"), WORDED)
@pytest.mark.parametrize("base", [PageForm, FormPart])
def test_a_mistake_is_told_in_our_words(app, base, box, sent, words):
    one = type("One", (base,), {"box": box})
    with app.test_request_context(method="POST"):
        form = one(MultiDict({"box": sent}))
        form.validate()
        assert form.box.errors[0] == words


def test_each_text_that_is_put_in_other_words_is_still_one_of_the_library():
    """Who renames a message there finds it out here, and not on a page."""
    folder = Path(wtforms.__file__).parent
    texts = "".join(path.read_text() for path in folder.rglob("*.py"))
    for text in WORDS:
        assert f'"{text}"' in texts, text


def test_every_form_is_one_of_ours():
    others = [
        str(path)
        for path in Path("course").rglob("*.py")
        if path != Path("course/web/forms.py")
        and re.search(r"^class \w+\((FlaskForm|Form)\)", path.read_text(), re.MULTILINE)
    ]
    assert others == []
