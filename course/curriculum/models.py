"""Modules, lessons, objectives, references and figures, as loaded from the files.

What was shown stays as it was: a lesson's text lives in immutable versions.
"""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from course.db import Base, enum_column


class Module(Base):
    """A module of the curriculum; `body` is the canonical text of its file."""

    __tablename__ = "module"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    #: A retired slug stays reserved for ever.
    retired_at: Mapped[dt.datetime | None]


class Lesson(Base):
    """A lesson's place; its text is in its versions."""

    __tablename__ = "lesson"
    __table_args__ = (Index("ix_lesson_module", "module_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id"))
    #: 1, 2, 3 … within the module.
    position: Mapped[int]
    #: The number of the version that is shown.
    current_number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    #: Computed from words, checks and worksheets of the current version.
    minutes: Mapped[int]
    retired_at: Mapped[dt.datetime | None]


class LessonVersion(Base):
    """A lesson as it was shown from a day on: canonical JSON of front matter and body."""

    __tablename__ = "lesson_version"
    __table_args__ = (UniqueConstraint("lesson_id", "number"),)
    append_only = True

    id: Mapped[int] = mapped_column(primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"))
    #: 1, 2, 3 … within the lesson.
    number: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    #: Letters of the knowledge areas it teaches.
    areas: Mapped[str] = mapped_column(String(17))
    #: Of what the reader sees, and of what describes it (review, tiers).
    shown_digest: Mapped[str] = mapped_column(String(64), index=True)
    about_digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[dt.datetime]


class Objective(Base):
    """What a trainee can do after a lesson; questions name it."""

    __tablename__ = "objective"
    __table_args__ = (Index("ix_objective_lesson", "lesson_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"))
    position: Mapped[int]
    tier: Mapped[str] = mapped_column(String(2))
    assessed_by: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(String(400))
    retired_at: Mapped[dt.datetime | None]


class Reference(Base):
    """A source, as canonical JSON of its CSL entry."""

    __tablename__ = "reference"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    body: Mapped[str] = mapped_column(Text)
    retired_at: Mapped[dt.datetime | None]


class PartKind(StrEnum):
    """What can belong to a cohort's program."""

    MODULE = "module"
    QUIZ = "quiz"
    REQUIREMENT_SET = "requirement-set"


class ProgramPart(Base):
    """Something that belongs to a cohort's program, from a day on."""

    __tablename__ = "program_part"
    __table_args__ = (UniqueConstraint("cohort_id", "kind", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    kind: Mapped[PartKind] = mapped_column(enum_column(PartKind, "kind"))
    #: Of a module, a quiz or a requirement set.
    slug: Mapped[str] = mapped_column(String(64))
    from_day: Mapped[dt.date]


class Asset(Base):
    """A figure's bytes under their digest. Immutable: another picture is another row."""

    __tablename__ = "asset"
    append_only = True

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    mime: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)
