"""The base of every form: what is wrong is told in this product's words, not in a library's."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Form
from wtforms.meta import DefaultMeta

#: What WTForms would say, and what is said instead.
WORDS = {
    "This field is required.": "Fill this in.",
    "Not a valid choice.": "Choose one of the list.",
    "Not a valid date value.": "Enter a day that the calendar has.",
    "Not a valid datetime value.": "Enter a day and a time.",
    "Not a valid time value.": "Enter a time of day, such as 14:30.",
    "Not a valid integer value.": "Enter a whole number.",
    "Not a valid decimal value.": "Enter a number, such as 1.5.",
    "Number must be at least %(min)s.": "Enter a number of at least %(min)s.",
    "Number must be at most %(max)s.": "Enter a number of at most %(max)s.",
    "Number must be between %(min)s and %(max)s.": "Enter a number from %(min)s to %(max)s.",
    "Field cannot be longer than %(max)d character.": "Use one character at most.",
    "Field cannot be longer than %(max)d characters.": "Use at most %(max)d characters.",
    "Field must be at least %(min)d character long.": "Use at least one character.",
    "Field must be at least %(min)d characters long.": "Use at least %(min)d characters.",
    "Field must be between %(min)d and %(max)d characters long.": (
        "Use %(min)d to %(max)d characters."
    ),
}


class _Told:
    """What WTForms asks for a text in another language; here, in plainer words."""

    def gettext(self, text: str) -> str:
        return WORDS.get(text, text)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.gettext(singular if n == 1 else plural)


def _told(_: Any, form: Any) -> _Told:
    del form
    return _Told()


class PageForm(FlaskForm):
    """A form of a page."""

    class Meta(FlaskForm.Meta):
        """How WTForms works for it."""

        get_translations = _told


class FormPart(Form):
    """A part of a form, that a form can have several times."""

    class Meta(DefaultMeta):
        """How WTForms works for it."""

        get_translations = _told
