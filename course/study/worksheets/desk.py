"""A worksheet before its owner: as its lesson asks it today, and what they keep of it."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session

from course.curriculum import body
from course.curriculum.body.blocks import Worksheet
from course.curriculum.models import Lesson, LessonVersion
from course.db import new_public_id
from course.errors import Invalid
from course.permissions import Viewer
from course.sources.service import edition
from course.study.library import Asked, SheetForm, asked, library
from course.study.worksheets import rules, service
from course.study.worksheets.input import Sent
from course.study.worksheets.rules import Field
from course.study.worksheets.service import Kept, Save


@dataclass(frozen=True)
class Desk:
    """`form` is None when no lesson has it any more, `kept` when nothing was saved yet."""

    id: str
    form: SheetForm | None
    kept: Kept | None

    @property
    def title(self) -> str:
        """Return the title of today, or else that of the last save."""
        return self.form.title if self.form else self.kept.title if self.kept else ""

    @property
    def lesson(self) -> str:
        """Return the slug of the lesson that has it, or had it."""
        return self.form.place.lesson.slug if self.form else self.kept.lesson if self.kept else ""

    @property
    def fields(self) -> list[Field]:
        """Return the fields asked for today, then those that were asked for once and filled in."""
        today = self.form.fields if self.form else ()
        return rules.fields(today, self.kept.entries if self.kept else ())

    @property
    def feedback(self) -> dict[str, Markup]:
        """Return what the lesson tells about the fields whose answer is saved, by their ids."""
        told = self.form.feedback if self.form else {}
        saved = {one.field for one in self.kept.entries} if self.kept else set()
        return {name: html for name, html in told.items() if name in saved}

    @property
    def next_seq(self) -> int:
        """Return the number of the next save."""
        return (self.kept.seq if self.kept else 0) + 1


def desk(session: Session, viewer: Viewer | None, sheet: str) -> Desk | None:
    """Return a worksheet as the viewer has it; None when no lesson has it and they keep none."""
    if viewer is None:
        return None
    form = library(session, edition(session)).sheets.get(sheet)
    kept = service.find(session, viewer.id, sheet)
    return Desk(sheet, form, kept) if form or kept else None


class TooLong(Invalid):
    """Fields are too long; `errors` says for each of them what is wrong."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = errors


def fields_for(session: Session, place: Desk, texts: Mapping[str, str]) -> list[Field]:
    """Return the fields of a worksheet for which texts came in.

    A page that was opened before the lesson was changed may send a field that nobody asks for
    any more: its prompt is looked for in the lesson's earlier versions, so that the text is kept.
    Raises Invalid naming a field that there never was.
    """
    known = place.fields
    unknown = set(texts) - {one.id for one in known}
    if not unknown:
        return known
    once = {one.id: one for one in _once_asked(session, place)}
    if never := unknown - set(once):
        raise Invalid(f"{min(never)[:80]}: this worksheet has no such field.")
    return known + [Field(name, once[name].prompt, asked=False) for name in sorted(unknown)]


def _once_asked(session: Session, place: Desk) -> list[Asked]:
    """Return every field that a version of the lesson had; the newest prompt of each comes last."""
    query = select(LessonVersion.body).join(Lesson, Lesson.id == LessonVersion.lesson_id)
    versions = session.scalars(
        query.where(Lesson.slug == place.lesson).order_by(LessonVersion.number)
    )
    blocks = [block for text in versions for block in body.parse(json.loads(text)["body"])]
    sheets = [one for one in blocks if isinstance(one, Worksheet) and one.id == place.id]
    return [one for sheet in sheets for one in asked(sheet)]


def to_save(place: Desk, shown: list[Field], sent: Sent) -> Save:
    """Return what is to be saved. Raises TooLong."""
    if errors := rules.too_long(shown, sent.texts):
        raise TooLong(errors)
    entries = rules.entries(shown, sent.texts)
    return Save(place.id, place.lesson, place.title, entries, sent.op_id, sent.seq)


@dataclass(frozen=True)
class SheetPage:
    """What the page of a worksheet shows. `texts` is what was typed but could not be saved."""

    desk: Desk
    fields: list[Field]
    may_write: bool
    #: Names of those who may read it, and of those in charge today who may not.
    readers: list[str]
    others: list[str]
    texts: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    op_id: str = field(default_factory=new_public_id)

    def text(self, shown: Field) -> str:
        """Return what stands in a field: what was typed, or else what is kept."""
        return self.texts.get(shown.id, shown.text)

    def feedback(self, shown: Field) -> Markup:
        """Return what is told about a field: to its owner only once an answer is saved.

        Who writes no worksheets (an instructor, say) reads what the lesson tells.
        """
        form = self.desk.form
        told = self.desk.feedback if self.may_write or form is None else form.feedback
        return told.get(shown.id, Markup())

    def warnings(self, shown: Field) -> list[str]:
        """Return what in the kept text may identify a client. A choice is the lesson's own."""
        if shown.text in shown.choices:
            return []
        return [one.text for one in rules.warnings({shown.id: shown.text})]


def audience(
    session: Session, trainee_id: int, shared_at: dt.datetime | None, now: dt.datetime
) -> tuple[list[str], list[str]]:
    """Return the names of those who may read a worksheet, and of the others in charge today."""
    charges = service.charges(session, trainee_id)
    readers = rules.readers(charges, shared_at, now)
    others = rules.in_charge(charges, now).items()
    return list(readers.values()), [name for key, name in others if key not in readers]
