"""The shape of what a trainee enters. There is no field for a client, and none is to be added."""

import datetime as dt
import re
from enum import StrEnum
from typing import Any, TypeVar

from wtforms import (
    DateField,
    Field,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from course.curriculum.areas import AREAS
from course.db import new_public_id
from course.hours import rules, words
from course.hours.kinds import Category, Degree, Document, Mode
from course.hours.rules import Draft
from course.hours.service.documents import Paper
from course.web.care import CareForm
from course.web.posting import say

_ID = re.compile(r"[0-9a-f]{32}")
_NO_CLIENT = "No client's name, initials, contact or date of birth: nothing that identifies anyone."
Kind = TypeVar("Kind", bound=StrEnum)


def _stripped(text: str | None) -> str:
    return (text or "").strip()


def _choices(names: dict[Kind, str]) -> dict[str, str]:
    return {"": "Choose", **{key.value: name for key, name in names.items()}}


def _chosen(label: str, names: dict[Kind, str], description: str = "") -> SelectField:
    need = [InputRequired(f"Choose one of the list: {label.lower()}.")]
    return SelectField(label, need, choices=_choices(names), description=description)


def _fits_a_century(_: Any, field: Field) -> None:
    if isinstance(field.data, dt.date) and not 1940 <= field.data.year <= 2100:  # noqa: PLR2004
        raise ValidationError("Enter a year between 1940 and 2100.")


def _note(description: str = _NO_CLIENT) -> TextAreaField:
    checks = [Length(max=500, message="Keep the note under 500 characters.")]
    return TextAreaField("Note", checks, filters=[_stripped], description=description)


def _short(label: str, description: str) -> StringField:
    checks = [Length(max=120, message="Keep this under 120 characters.")]
    return StringField(label, checks, filters=[_stripped], description=description)


class SeenForm(CareForm):
    """A change of something as it was seen."""

    number = HiddenField()

    @property
    def seen(self) -> int:
        """The version that the page showed; 0, which is none, when the field was bent."""
        text = self.number.data or ""
        return int(text) if text.isdecimal() and len(text) < 9 else 0  # noqa: PLR2004


class WhyForm(SeenForm):
    """Why something that was entered is changed."""

    why = StringField(
        "Why",
        [
            InputRequired("Say why in a few words: the history keeps it."),
            Length(max=200, message="Keep this under 200 characters."),
        ],
        filters=[_stripped],
        description="Kept in the history, for you and your supervisor.",
    )


class NewForm(CareForm):
    """What is entered for the first time: its id is made with the page, so that twice is once."""

    entry = HiddenField(default=new_public_id)

    def validate_entry(self, field: Field) -> None:
        """Refuse an id that no page of ours made."""
        if not _ID.fullmatch(field.data or ""):
            field.data = new_public_id()
            raise ValidationError("This page was not complete. Please send it again.")


class HoursFields(CareForm):
    """Hours of one day."""

    category = _chosen("What you did", words.CATEGORIES)
    mode = _chosen(
        "How",
        words.MODE_NAMES,
        "Learning: in person, live online or self-paced. With clients: in person, or by video or "
        "telephone. Supervision and personal work: one to one, or in a group.",
    )
    area = SelectField(
        "Knowledge area",
        [Optional()],
        choices={"": "None", **{letter: f"{letter} · {name}" for letter, name in AREAS.items()}},
        description="For core knowledge, training and continuing education.",
    )
    day = DateField("Day", [InputRequired("Enter the day on which it was done.")])
    hours = IntegerField(
        "Hours",
        [Optional(), NumberRange(0, 24, "Enter whole hours from 0 to 24.")],
        description="A part of an hour goes into the next field.",
    )
    minutes = IntegerField(
        "Minutes", [Optional(), NumberRange(0, 59, "Enter minutes from 0 to 59.")]
    )
    starts = TimeField(
        "Began at", [Optional()], description="If you say it, hours told twice can be found."
    )
    provider = _short(
        "With whom or where",
        "A teacher, a supervisor, an institution. Never a client.",
    )
    note = _note()

    def draft(self) -> Draft:
        """Return the hours as they are written in the form."""
        starts: dt.time | None = self.starts.data
        return Draft(
            category=Category(self.category.data),
            mode=Mode(self.mode.data),
            area=self.area.data or None,
            day=self.day.data or dt.date.min,
            minutes=60 * (self.hours.data or 0) + (self.minutes.data or 0),
            starts_minute=None if starts is None else 60 * starts.hour + starts.minute,
            provider=self.provider.data or "",
            note=self.note.data or "",
        )

    def tell_rules(self, today: dt.date) -> None:
        """Put what the rules say beside boxes that are right by themselves: all at once."""
        if self.category.errors or self.mode.errors or self.day.errors:
            return
        for fault in rules.faults(self.draft(), today):
            if not self[fault.partition(":")[0]].errors:
                say(self, fault)


class NewHoursForm(NewForm, HoursFields):
    """New hours."""


class CorrectHoursForm(HoursFields, WhyForm):
    """Hours as they should have been."""


class DocumentFields(CareForm):
    """A document and its days."""

    kind = _chosen("What it is", words.DOCUMENTS)
    degree = SelectField(
        "Level of the degree",
        [Optional()],
        choices={"": "None", **{key.value: name for key, name in words.DEGREES.items()}},
        description="For a degree only.",
    )
    from_day = DateField(
        "First day",
        [InputRequired("Enter the day from which it holds."), _fits_a_century],
        description="The day from which it holds, or on which it was given or signed.",
    )
    until_day = DateField(
        "Last day", [Optional(), _fits_a_century], description="Empty while it goes on."
    )
    issuer = _short("Issued by", "An institution or a body.")
    note = _note()

    def paper(self) -> Paper:
        """Return the document as it is written in the form."""
        return Paper(
            kind=Document(self.kind.data),
            degree=Degree(self.degree.data) if self.degree.data else None,
            from_day=self.from_day.data or dt.date.min,
            until_day=self.until_day.data,
            issuer=self.issuer.data or "",
            note=self.note.data or "",
        )


class NewDocumentForm(NewForm, DocumentFields):
    """A new document."""


class CorrectDocumentForm(DocumentFields, WhyForm):
    """A document as it should have been entered."""
