"""Requirement sets in their versions, and what trainees aim at. What counts is appended."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from course.db import Base, PublicId, enum_column
from course.goals.states import GoalEventKind, GoalState


class RequirementSet(Base):
    """A set's place; what it asks for is in its versions."""

    __tablename__ = "requirement_set"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str] = mapped_column(String(1000))
    #: The newest one, which files are compared with; None only while the first one is written.
    current_version_id: Mapped[int | None]
    retired_at: Mapped[dt.datetime | None]


class RequirementSetVersion(Base):
    """What a body asks for, as it was known here from an instant on."""

    __tablename__ = "requirement_set_version"
    __table_args__ = (UniqueConstraint("set_id", "number"),)
    append_only = True

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("requirement_set.id"))
    #: 1, 2, 3 … as loaded here.
    number: Mapped[int]
    #: The body's own label.
    label: Mapped[str] = mapped_column(String(32))
    #: A year, a month or a day: from then on the body asked so, as far as was seen.
    as_of: Mapped[str] = mapped_column(String(10))
    #: Canonical JSON of its file.
    text: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[dt.datetime]


_OPEN = text("state = 'open'")


class Goal(Base):
    """A goal as it stands: derived from its events in the same transaction."""

    __tablename__ = "goal"
    __table_args__ = (
        Index("ix_goal_trainee", "trainee_id", "id"),
        Index(
            "uq_goal_one_open",
            "trainee_id",
            "set_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Made by the form, so that the same form sent twice is one goal.
    public_id: Mapped[PublicId]
    trainee_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    set_id: Mapped[int] = mapped_column(ForeignKey("requirement_set.id"))
    #: The number of the newest event.
    number: Mapped[int]
    #: The version that applies to this person.
    version_id: Mapped[int] = mapped_column(ForeignKey("requirement_set_version.id"))
    #: The day that chose the version; None while there is no contract or application yet.
    contract_day: Mapped[dt.date | None]
    target_day: Mapped[dt.date | None]
    state: Mapped[GoalState] = mapped_column(enum_column(GoalState, "state"))
    changed_at: Mapped[dt.datetime]


class GoalEvent(Base):
    """What a trainee decided of a goal: all of it as it stood then."""

    __tablename__ = "goal_event"
    __table_args__ = (CheckConstraint("kind <> 'dropped' OR why <> ''", name="why_dropped"),)
    append_only = True

    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id"), primary_key=True)
    #: 1, 2, 3 … of this goal: two at once collide on it.
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[GoalEventKind] = mapped_column(enum_column(GoalEventKind, "kind"))
    version_id: Mapped[int] = mapped_column(ForeignKey("requirement_set_version.id"))
    contract_day: Mapped[dt.date | None]
    target_day: Mapped[dt.date | None]
    at: Mapped[dt.datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str] = mapped_column(String(200), default="")
