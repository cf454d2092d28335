"""What a trainee read, and when; and what they wrote for themselves."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from course.db import Base, enum_column


class StudyEventKind(StrEnum):
    """What a trainee says about a lesson."""

    READ = "read"
    UNREAD = "unread"


class StudyEvent(Base):
    """A lesson marked as read, or the mark taken back. The newest one stands."""

    __tablename__ = "study_event"
    __table_args__ = (Index("ix_study_event_trainee_lesson", "trainee_id", "lesson_id", "id"),)
    append_only = True

    id: Mapped[int] = mapped_column(primary_key=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"))
    #: The version that was read.
    lesson_version_id: Mapped[int] = mapped_column(ForeignKey("lesson_version.id"))
    kind: Mapped[StudyEventKind] = mapped_column(enum_column(StudyEventKind, "kind"))
    at: Mapped[dt.datetime]


class Worksheet(Base):
    """A worksheet as its owner filled it in: private, changed and deleted as they like.

    Its text stands nowhere else: not in the log, the audit, an event or an export.
    """

    __tablename__ = "worksheet"
    __table_args__ = (UniqueConstraint("trainee_id", "sheet"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    #: The worksheet's id in its lesson, unique in the course.
    sheet: Mapped[str] = mapped_column(String(64))
    #: The slug of the lesson and the title, as they were at the last save.
    lesson: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(200))
    #: Canonical JSON: a list of [field id, prompt as it was, text].
    body: Mapped[str] = mapped_column(Text)
    #: 1, 2, 3 … for each save; a stale page sends one that is taken.
    seq: Mapped[int]
    #: Of the last save: sent again, it has no second effect.
    op_id: Mapped[str] = mapped_column(String(36))
    saved_at: Mapped[dt.datetime]
    #: Since when the supervisors in charge then and today may read it; None when nobody may.
    shared_at: Mapped[dt.datetime | None]
