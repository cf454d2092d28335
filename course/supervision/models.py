"""Leave of absence, and when a supervisor last looked at a trainee."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from course.db import Base, PublicId


class Leave(Base):
    """Days on which a trainee is away. No reason is asked, and none is kept."""

    __tablename__ = "leave_of_absence"
    __table_args__ = (
        CheckConstraint("until_day >= from_day", name="days_in_order"),
        Index("ix_leave_of_absence_trainee", "trainee_id", "until_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[PublicId]
    trainee_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    from_day: Mapped[dt.date]
    #: The last day.
    until_day: Mapped[dt.date]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[dt.datetime]
    #: Taken back: it counts no more.
    withdrawn_at: Mapped[dt.datetime | None]


class Reviewed(Base):
    """When a supervisor last marked a trainee's work as reviewed."""

    __tablename__ = "reviewed"

    supervisor_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[dt.datetime]


class Digest(Base):
    """When a person's last daily digest was queued."""

    __tablename__ = "digest"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    #: The day it was where the person is.
    day: Mapped[dt.date]
    at: Mapped[dt.datetime]
