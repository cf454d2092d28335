"""The item bank: questions and their immutable versions."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from course.db import Base


class Bank(Base):
    """A bank of questions; one file under quizzes/."""

    __tablename__ = "bank"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    retired_at: Mapped[dt.datetime | None]


class Question(Base):
    """A question's place. The columns that draws filter by follow its current version."""

    __tablename__ = "question"
    __table_args__ = (Index("ix_question_draw", "bank_id", "pool", "objective"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id"))
    position: Mapped[int]
    #: The id of the version that new attempts pin; None only while the first one is written.
    current_version_id: Mapped[int | None]
    kind: Mapped[str] = mapped_column(String(32))
    #: `practice`, `mock` or `diagnostic`.
    pool: Mapped[str] = mapped_column(String(16))
    #: The slug of the objective it assesses.
    objective: Mapped[str] = mapped_column(String(64))
    level: Mapped[str] = mapped_column(String(16))
    safety: Mapped[bool]
    retired_at: Mapped[dt.datetime | None]


class QuestionVersion(Base):
    """A question as it was shown and keyed from a day on."""

    __tablename__ = "question_version"
    __table_args__ = (UniqueConstraint("question_id", "number"),)
    append_only = True

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    number: Mapped[int]
    #: Canonical text of the neutral item: what is shown, the key, the reasons.
    item: Mapped[str] = mapped_column(Text)
    #: Canonical JSON of what describes it: the authoring form as in the file.
    source: Mapped[str] = mapped_column(Text)
    #: Letters of the knowledge areas that its objective's lesson teaches, pinned with it.
    areas: Mapped[str] = mapped_column(String(17), default="")
    shown_digest: Mapped[str] = mapped_column(String(64), index=True)
    about_digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[dt.datetime]
