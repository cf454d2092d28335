"""Quizzes, attempts, answers and grades. What counts is appended; the rest is derived."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from course.db import Base, Mark, enum_column
from course.quizzes.states import (
    AttemptEventKind,
    AttemptKind,
    AttemptState,
    GradeKind,
)


class Quiz(Base):
    """A quiz's place; what it asks is in its versions."""

    __tablename__ = "quiz"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    #: The slug of the module it closes, if any.
    module: Mapped[str | None] = mapped_column(String(64), index=True)
    title: Mapped[str] = mapped_column(String(200))
    current_version_id: Mapped[int | None]
    retired_at: Mapped[dt.datetime | None]


class QuizVersion(Base):
    """What a quiz asks and how, from a day on: canonical JSON of its file."""

    __tablename__ = "quiz_version"
    __table_args__ = (UniqueConstraint("quiz_id", "number"),)
    append_only = True

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id"))
    number: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[dt.datetime]


_OPEN = text("state = 'open'")
_SUBMITTED = text("state = 'submitted'")


class Attempt(Base):
    """One try. Pins its versions and the order shown; `state` follows from its events."""

    __tablename__ = "attempt"
    __table_args__ = (
        CheckConstraint("(kind = 'quiz') = (quiz_id IS NOT NULL)", name="quiz_of_quiz"),
        CheckConstraint("(kind = 'check') = (question_id IS NOT NULL)", name="question_of_check"),
        Index("ix_attempt_trainee_quiz", "trainee_id", "quiz_id", "id"),
        Index("ix_attempt_trainee_lesson", "trainee_id", "lesson", "id"),
        Index(
            "uq_attempt_one_open_quiz",
            "trainee_id",
            "quiz_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(
            "uq_attempt_one_open_check",
            "trainee_id",
            "question_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        # What the sweeper looks for: it costs by what waits, not by all attempts there were.
        Index("ix_attempt_overdue", "deadline", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_attempt_ungraded", "id", sqlite_where=_SUBMITTED, postgresql_where=_SUBMITTED),
        # The attempts of a quiz, for those who correct its questions.
        Index("ix_attempt_of_quiz", "quiz_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: 128 random bits; option ids on the page are made from it.
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[AttemptKind] = mapped_column(enum_column(AttemptKind, "kind"))
    quiz_id: Mapped[int | None] = mapped_column(ForeignKey("quiz.id"))
    quiz_version_id: Mapped[int | None] = mapped_column(ForeignKey("quiz_version.id"))
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"))
    #: The lesson that held the check.
    lesson: Mapped[str | None] = mapped_column(String(64))
    #: 1, 2, 3 … among this trainee's tries at the same quiz or check.
    number: Mapped[int]
    #: The draw can be made again from it.
    seed: Mapped[str] = mapped_column(String(32))
    state: Mapped[AttemptState] = mapped_column(enum_column(AttemptState, "state"))
    started_at: Mapped[dt.datetime]
    #: What `rules.effective_deadline` gives by the accommodations of now; None without an end.
    deadline: Mapped[dt.datetime | None]
    #: Where questions are answered in their order: the one it has come to, from its events.
    reached: Mapped[int | None]
    submitted_at: Mapped[dt.datetime | None]


class AttemptSlot(Base):
    """One question of an attempt: the version it pins and the order shown. Never changed."""

    __tablename__ = "attempt_slot"
    __table_args__ = (Index("ix_attempt_slot_version", "question_version_id", "attempt_id"),)
    append_only = True

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    #: 1, 2, 3 … as shown.
    number: Mapped[int] = mapped_column(primary_key=True)
    question_version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id"))
    #: Canonical JSON: canonical option ids in shown order, by interaction.
    shown_order: Mapped[str] = mapped_column(Text)
    points: Mapped[Decimal] = mapped_column(Mark)
    #: Its place among the cells of the quiz's version, from 0; None for checks, and before 0009.
    cell: Mapped[int | None]


class AnswerEvent(Base):
    """One save of one answer. The same operation id has one effect."""

    __tablename__ = "answer_event"
    __table_args__ = (
        UniqueConstraint("attempt_id", "op_id"),
        UniqueConstraint("attempt_id", "slot", "seq"),
    )
    append_only = True

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    #: Made by the page, kept when it sends again.
    op_id: Mapped[str] = mapped_column(String(36))
    slot: Mapped[int]
    #: 1, 2, 3 … within the slot; a stale page sends one that is taken.
    seq: Mapped[int]
    #: Canonical JSON with canonical option ids.
    response: Mapped[str] = mapped_column(Text)
    #: 1, 2 or 3, or None when not asked or not said.
    certainty: Mapped[int | None]
    at: Mapped[dt.datetime]


class AnswerCurrent(Base):
    """The newest answer of a slot, derived from answer_event in the same transaction."""

    __tablename__ = "answer_current"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int]
    response: Mapped[str] = mapped_column(Text)
    certainty: Mapped[int | None]
    at: Mapped[dt.datetime]


class AttemptEvent(Base):
    """A transition of an attempt: two at once collide on their number."""

    __tablename__ = "attempt_event"
    append_only = True

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[AttemptEventKind] = mapped_column(enum_column(AttemptEventKind, "kind"))
    at: Mapped[dt.datetime]
    #: None when the clock or the system did it.
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str] = mapped_column(String(200), default="")
    #: The question that it went on to, for `moved`.
    slot: Mapped[int | None]


class GradeEvent(Base):
    """A grade given to one slot, by the scorer or a person; a later one replaces it."""

    __tablename__ = "grade_event"
    __table_args__ = (UniqueConstraint("attempt_id", "slot", "number"),)
    append_only = True

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    slot: Mapped[int]
    #: 1, 2, 3 … within the slot.
    number: Mapped[int]
    #: The version of the question that it was graded by.
    question_version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id"))
    kind: Mapped[GradeKind] = mapped_column(
        enum_column(GradeKind, "kind"), server_default=GradeKind.SCORED.value
    )
    #: In 0 to 1.
    fraction: Mapped[Decimal] = mapped_column(Mark)
    at: Mapped[dt.datetime]
    #: None when the scorer did it.
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str] = mapped_column(String(200))


class GradeCurrent(Base):
    """The grade that stands for a slot, derived from grade_event."""

    __tablename__ = "grade_current"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True)
    fraction: Mapped[Decimal] = mapped_column(Mark)
    #: Points times fraction.
    mark: Mapped[Decimal] = mapped_column(Mark)
