"""What pages with forms share: one write, and what a rule says put beside its field."""

from collections.abc import Callable

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session

from course import db
from course.errors import PracticumError

_OURS = 500


def tell(done: str, url: str) -> ResponseReturnValue:
    """Say what was done, and go on by GET."""
    flash(done)
    return redirect(url, code=303)


def tried(form: FlaskForm, act: Callable[[Session], object]) -> int | None:
    """Do an act in one write and return None; or put what a rule says on the form.

    A message `field: words` goes to that field, another one to the head of the form. Returns the
    status of the page that shows the form again. Raises what is not the form's fault.
    """
    try:
        with db.writing() as session:
            act(session)
    except PracticumError as error:
        if error.status >= _OURS:
            raise
        say(form, str(error))
        return error.status
    return None


def say(form: FlaskForm, message: str) -> None:
    """Put a rule's message beside the field it names, or at the head of the form."""
    name, _, text = message.partition(": ")
    if text and name in form:
        form[name].errors = [*form[name].errors, text[:1].upper() + text[1:]]
    else:
        form.form_errors = [*form.form_errors, message]


def code_of(form: FlaskForm) -> int:
    """Return the status of a page with this form: 422 when it came back with mistakes."""
    return 422 if form.is_submitted() else 200
