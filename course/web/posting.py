"""What pages with forms share: one write, and what a rule says put beside its field."""

from collections.abc import Callable
from typing import TypeVar

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session

from course import db
from course.errors import PracticumError

_OURS = 500
#: Where a form keeps the status of the rule that refused it.
_REFUSED = "refused_with"

SomeForm = TypeVar("SomeForm", bound=FlaskForm)


def tell(done: str, url: str) -> ResponseReturnValue:
    """Say what was done, and go on by GET."""
    flash(done)
    return redirect(url, code=303)


def tried(form: FlaskForm, act: Callable[[Session], object], field: str = "") -> bool:
    """Do an act in one write and return whether it was done; else put what a rule says on the form.

    A message `field: words` goes to that field, another one to `field`, or to the head of the form.
    Raises what is not the form's fault.
    """
    try:
        with db.writing() as session:
            act(session)
    except PracticumError as error:
        if error.status >= _OURS:
            raise
        say(form, str(error), field)
        setattr(form, _REFUSED, error.status)
        return False
    return True


def say(form: FlaskForm, message: str, field: str = "") -> None:
    """Put a rule's message beside the field it names, else beside `field`, else at the head."""
    name, _, text = message.partition(": ")
    if text and name in form:
        field, message = name, text[:1].upper() + text[1:]
    # A tuple after validation without an error, a list otherwise.
    if field:
        form[field].errors = [*form[field].errors, message]
    else:
        form.form_errors = [*form.form_errors, message]


def code_of(form: FlaskForm) -> int:
    """Return the status of a page with this form: of the rule that refused it, or 422, or 200."""
    return int(getattr(form, _REFUSED, 422)) if form.is_submitted() else 200


def with_ids(form: SomeForm, prefix: str) -> SomeForm:
    """Return the form with ids of its own, for pages with several forms of the same names."""
    for field in form:
        field.id = f"{prefix}-{field.id}"
        field.label.field_id = field.id
    return form
