"""Summary rows per trainee: all that home, progress and rosters read. Derived, rebuildable."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from course.db import Base, Mark


class TraineeSummary(Base):
    """A trainee's work in one row."""

    __tablename__ = "trainee_summary"

    trainee_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    lessons_read: Mapped[int] = mapped_column(default=0)
    checks_answered: Mapped[int] = mapped_column(default=0)
    quizzes_taken: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[dt.datetime | None]


class TraineeModule(Base):
    """A trainee's work in one module."""

    __tablename__ = "trainee_module"

    trainee_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    #: The module's slug.
    module: Mapped[str] = mapped_column(String(64), primary_key=True)
    lessons_read: Mapped[int] = mapped_column(default=0)
    #: Attempts at the module's quiz that were graded.
    attempts: Mapped[int] = mapped_column(default=0)
    #: In 0 to 1; None before the first graded attempt.
    best: Mapped[Decimal | None] = mapped_column(Mark)
    last: Mapped[Decimal | None] = mapped_column(Mark)
    last_at: Mapped[dt.datetime | None]


class TraineeObjective(Base):
    """A trainee's answers on the questions of one objective, in checks and quizzes."""

    __tablename__ = "trainee_objective"

    trainee_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    #: The objective's slug, as the question's version named it.
    objective: Mapped[str] = mapped_column(String(64), primary_key=True)
    answered: Mapped[int] = mapped_column(default=0)
    #: The sum of the fractions earned.
    earned: Mapped[Decimal] = mapped_column(Mark, default=Decimal(0))


class TraineeArea(Base):
    """A trainee's study of one knowledge area: lessons read and answers graded."""

    __tablename__ = "trainee_area"

    trainee_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    #: A letter a to q.
    area: Mapped[str] = mapped_column(String(1), primary_key=True)
    lessons_read: Mapped[int] = mapped_column(default=0)
    #: Graded answers on questions of this area, each question's latest grade.
    answered: Mapped[int] = mapped_column(default=0)
    #: The sum of those fractions.
    earned: Mapped[Decimal] = mapped_column(Mark, default=Decimal(0))


class TraineeSafety(Base):
    """A safety item that a trainee missed and that nothing right has followed yet.

    It is there to be talked about. It goes when a later answer to a question of the same
    objective is right.
    """

    __tablename__ = "trainee_safety"

    trainee_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    #: The question's slug.
    question: Mapped[str] = mapped_column(String(64), primary_key=True)
    #: The slug of the objective that it assesses.
    objective: Mapped[str] = mapped_column(String(64))
    #: When it was missed last.
    missed_at: Mapped[dt.datetime]
