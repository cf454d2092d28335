"""What people decided on a person's terms and on a question's grades. Appended, never changed."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from course.db import Base, Mark, enum_column
from course.quizzes.states import CorrectionKind


class Accommodation(Base):
    """What one person is given at one quiz or at all: the newest row of each scope stands."""

    __tablename__ = "accommodation"
    __table_args__ = (Index("ix_accommodation_trainee", "trainee_id", "quiz_id", "id"),)
    append_only = True

    id: Mapped[int] = mapped_column(primary_key=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    #: None: at every quiz.
    quiz_id: Mapped[int | None] = mapped_column(ForeignKey("quiz.id"))
    #: The time limit is multiplied by it.
    time_factor: Mapped[Decimal] = mapped_column(Mark)
    extra_minutes: Mapped[int]
    extra_attempts: Mapped[int]
    #: The quiz closes so many days later, in the wall time of its own zone.
    extra_days: Mapped[int]
    #: A window of their own in the place of the quiz's, each end by itself.
    opens_at: Mapped[dt.datetime | None]
    closes_at: Mapped[dt.datetime | None]
    #: The IANA name of the zone in which that window was said.
    zone: Mapped[str] = mapped_column(String(64))
    at: Mapped[dt.datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str] = mapped_column(String(200))


class Correction(Base):
    """A decision on one question of one quiz: the newest holds, also for what is graded later."""

    __tablename__ = "correction"
    __table_args__ = (
        CheckConstraint(
            "(kind = 'regrade') = (question_version_id IS NOT NULL)", name="version_of_regrade"
        ),
        Index("ix_correction_of_question", "quiz_id", "question_id", "id"),
    )
    append_only = True

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    kind: Mapped[CorrectionKind] = mapped_column(enum_column(CorrectionKind, "kind"))
    #: The version by which answers are replayed.
    question_version_id: Mapped[int | None] = mapped_column(ForeignKey("question_version.id"))
    at: Mapped[dt.datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str] = mapped_column(String(200))
