"""Comments, who has not seen them yet, and private notes."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from course.db import Base, PublicId, enum_column

_UNSEEN = text("seen_at IS NULL")


class SubjectKind(StrEnum):
    """What a thread is about: something of one trainee's."""

    ENTRY = "entry"
    ATTEMPT = "attempt"
    LESSON = "lesson"
    TRAINING = "training"


class Comment(Base):
    """One comment of a thread. A thread is a trainee, a kind and the subject's public id."""

    __tablename__ = "comment"
    __table_args__ = (
        Index("ix_comment_thread", "trainee_id", "kind", "subject", "id"),
        UniqueConstraint("op_id"),
    )
    append_only = True

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Made by the form, so that the same form sent twice is one comment.
    op_id: Mapped[str] = mapped_column(String(32))
    #: Whose work it is about.
    trainee_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[SubjectKind] = mapped_column(enum_column(SubjectKind, "kind"))
    #: The public id or slug of the subject.
    subject: Mapped[str] = mapped_column(String(64))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[dt.datetime]
    #: Markdown.
    text: Mapped[str] = mapped_column(Text)


class CommentMark(Base):
    """A comment for one of its readers: `seen_at` is None until they say that they saw it."""

    __tablename__ = "comment_mark"
    __table_args__ = (
        Index(
            "ix_comment_mark_unseen",
            "person_id",
            "comment_id",
            sqlite_where=_UNSEEN,
            postgresql_where=_UNSEEN,
        ),
    )

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    seen_at: Mapped[dt.datetime | None]


class PrivateNote(Base):
    """What a supervisor notes of a trainee for themselves. Nobody else ever reads it."""

    __tablename__ = "private_note"
    __table_args__ = (Index("ix_private_note_author", "author_id", "trainee_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[PublicId]
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    trainee_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[dt.datetime]
