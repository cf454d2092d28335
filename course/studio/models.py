"""Drafts: what their authors have not published. They may change and delete them."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from course.db import Base, enum_column


class DraftKind(StrEnum):
    """What a draft becomes when it is published."""

    QUESTION = "question"
    LESSON = "lesson"
    QUIZ = "quiz"


class Draft(Base):
    """One author's text for one thing; it need not be valid yet."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("author_id", "kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[DraftKind] = mapped_column(enum_column(DraftKind, "kind"))
    #: The slug of the question, lesson or quiz.
    key: Mapped[str] = mapped_column(String(64))
    #: The bank that a question goes to; empty for the rest.
    bank: Mapped[str] = mapped_column(String(64), default="")
    text: Mapped[str] = mapped_column(Text)
    #: The number of the version it began from; 0 where there was none.
    base: Mapped[int]
    at: Mapped[dt.datetime]


class DraftPicture(Base):
    """A picture that an author uploaded for a lesson and has not published yet."""

    __tablename__ = "draft_picture"
    __table_args__ = (UniqueConstraint("author_id", "lesson", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    #: The slug of the lesson.
    lesson: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(100))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[dt.datetime]


class QuizLook(Base):
    """How many questions of a quiz stood out when its answers were last counted: a summary."""

    __tablename__ = "quiz_look"

    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id"), primary_key=True)
    at: Mapped[dt.datetime]
    questions: Mapped[int]
