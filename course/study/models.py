"""What a trainee read, and when."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
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
