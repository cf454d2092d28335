"""Hours by the entry, documents, and sign-offs: appended; what stands now is derived.

There is no field for a client, and none is to be added.
"""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from course.db import Base, PublicId, enum_column
from course.hours.kinds import Category, Degree, Document, Mode
from course.hours.states import EntryState, SignOffKind

_WAITING = text("state = 'waiting'")
_RETURNED = text("state = 'returned'")


class HoursEntry(Base):
    """An entry as it stands: derived from its versions and sign-offs in the same transaction."""

    __tablename__ = "hours_entry"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes_of_a_day"),
        CheckConstraint("starts_minute BETWEEN 0 AND 1439", name="starts_within_a_day"),
        Index("ix_hours_entry_trainee_day", "trainee_id", "day", "id"),
        Index(
            "ix_hours_entry_waiting",
            "trainee_id",
            "id",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index(
            "ix_hours_entry_returned",
            "trainee_id",
            sqlite_where=_RETURNED,
            postgresql_where=_RETURNED,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Made by the form, so that the same form sent twice is one entry.
    public_id: Mapped[PublicId]
    trainee_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    #: The number of the version that stands.
    number: Mapped[int]
    category: Mapped[Category] = mapped_column(enum_column(Category, "category"))
    mode: Mapped[Mode] = mapped_column(enum_column(Mode, "mode"))
    #: The letter of a knowledge area, where the category has one.
    area: Mapped[str | None] = mapped_column(String(1))
    day: Mapped[dt.date]
    minutes: Mapped[int]
    #: Minutes after midnight, when the trainee said them: hours that overlap are then told.
    starts_minute: Mapped[int | None]
    state: Mapped[EntryState] = mapped_column(enum_column(EntryState, "state"))
    changed_at: Mapped[dt.datetime]


class HoursVersion(Base):
    """What a trainee wrote of some hours; a correction is the next version."""

    __tablename__ = "hours_version"
    append_only = True

    entry_id: Mapped[int] = mapped_column(ForeignKey("hours_entry.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    category: Mapped[Category] = mapped_column(enum_column(Category, "category"))
    mode: Mapped[Mode] = mapped_column(enum_column(Mode, "mode"))
    area: Mapped[str | None] = mapped_column(String(1))
    day: Mapped[dt.date]
    minutes: Mapped[int]
    starts_minute: Mapped[int | None]
    #: Who taught or supervised, or where: an institution or a professional, never a client.
    provider: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(String(500), default="")
    withdrawn: Mapped[bool]
    at: Mapped[dt.datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    #: Why it was corrected or withdrawn; empty for the first version.
    why: Mapped[str] = mapped_column(String(200), default="")


class SignOff(Base):
    """A supervisor's word on one version of an entry."""

    __tablename__ = "sign_off"
    __table_args__ = (Index("ix_sign_off_signer", "signer_id", "at", "entry_id"),)
    append_only = True

    entry_id: Mapped[int] = mapped_column(ForeignKey("hours_entry.id"), primary_key=True)
    #: 1, 2, 3 … of this entry: two at once collide on it.
    number: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    kind: Mapped[SignOffKind] = mapped_column(enum_column(SignOffKind, "kind"))
    signer_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[dt.datetime]
    comment: Mapped[str] = mapped_column(String(1000), default="")


class HeldDocument(Base):
    """A document as it stands: derived from its versions in the same transaction."""

    __tablename__ = "held_document"
    __table_args__ = (
        CheckConstraint("until_day IS NULL OR until_day >= from_day", name="days_in_order"),
        CheckConstraint("(kind = 'degree') = (degree IS NOT NULL)", name="degree_of_degree"),
        Index("ix_held_document_trainee", "trainee_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[PublicId]
    trainee_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    number: Mapped[int]
    kind: Mapped[Document] = mapped_column(enum_column(Document, "kind"))
    degree: Mapped[Degree | None] = mapped_column(enum_column(Degree, "degree"))
    from_day: Mapped[dt.date]
    until_day: Mapped[dt.date | None]
    withdrawn: Mapped[bool]
    changed_at: Mapped[dt.datetime]


class DocumentVersion(Base):
    """What a trainee wrote of a document; a correction is the next version."""

    __tablename__ = "document_version"
    append_only = True

    document_id: Mapped[int] = mapped_column(ForeignKey("held_document.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Document] = mapped_column(enum_column(Document, "kind"))
    degree: Mapped[Degree | None] = mapped_column(enum_column(Degree, "degree"))
    from_day: Mapped[dt.date]
    until_day: Mapped[dt.date | None]
    #: Who issued it.
    issuer: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(String(500), default="")
    withdrawn: Mapped[bool]
    at: Mapped[dt.datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str] = mapped_column(String(200), default="")
