"""People, what they may do, to whom they belong, and how they sign in.

Identifying data stands here and in the outbox only; every other table carries ids.
"""

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column

from course.db import Base, PublicId, enum_column
from course.permissions import Role


class Person(Base):
    """Someone who may sign in. `roles` and `disabled` follow from events and can be rebuilt."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[PublicId]
    #: In lower case: one address is one person.
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    #: Argon2id; None until the invitation is taken up.
    password_hash: Mapped[str | None] = mapped_column(String(200))
    #: An IANA name such as `America/New_York`.
    zone: Mapped[str] = mapped_column(String(64), default="UTC")
    #: Whether a mail a day may say that something waits.
    wants_digest: Mapped[bool] = mapped_column(default=True, server_default=true())
    #: `system`, `light` or `dark`.
    theme: Mapped[str] = mapped_column(String(8), default="system")
    #: Derived from role_grant: the names of the roles held, parted by spaces.
    roles: Mapped[str] = mapped_column(String(64), default="")
    #: Derived from person_event.
    disabled: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[dt.datetime]


class PersonEventKind(StrEnum):
    """What can happen to a person's access."""

    INVITED = "invited"
    JOINED = "joined"
    DISABLED = "disabled"
    ENABLED = "enabled"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - an event's name


class PersonEvent(Base):
    """One thing that happened to a person's access."""

    __tablename__ = "person_event"
    __table_args__ = (Index("ix_person_event_person", "person_id", "id"),)
    append_only = True

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[PersonEventKind] = mapped_column(enum_column(PersonEventKind, "kind"))
    at: Mapped[dt.datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str] = mapped_column(String(200), default="")


class GrantKind(StrEnum):
    """A role comes or goes."""

    GRANTED = "granted"
    REVOKED = "revoked"


class RoleGrant(Base):
    """A role granted or revoked, by whom and why."""

    __tablename__ = "role_grant"
    __table_args__ = (Index("ix_role_grant_person", "person_id", "id"),)
    append_only = True

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[Role] = mapped_column(enum_column(Role, "role"))
    kind: Mapped[GrantKind] = mapped_column(enum_column(GrantKind, "kind"))
    at: Mapped[dt.datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str] = mapped_column(String(200), default="")


class SignIn(Base):
    """One sign-in of one browser. The cookie holds its token; here is only the digest."""

    __tablename__ = "sign_in"
    __table_args__ = (Index("ix_sign_in_person", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]


class LinkPurpose(StrEnum):
    """What a mailed link is for."""

    INVITE = "invite"
    RESET = "reset"


class AccessLink(Base):
    """A link that opens an account once: an invitation or a password reset."""

    __tablename__ = "access_link"
    __table_args__ = (Index("ix_access_link_person", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    purpose: Mapped[LinkPurpose] = mapped_column(enum_column(LinkPurpose, "purpose"))
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]


class Cohort(Base):
    """A group of trainees who learn together."""

    __tablename__ = "cohort"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[PublicId]
    name: Mapped[str] = mapped_column(String(120), unique=True)
    created_at: Mapped[dt.datetime]


class Enrollment(Base):
    """A trainee's time in a cohort. `until_day` is the last day, None while it goes on."""

    __tablename__ = "enrollment"
    __table_args__ = (
        CheckConstraint("until_day IS NULL OR until_day >= from_day", name="days_in_order"),
        Index("ix_enrollment_trainee", "trainee_id"),
        Index("ix_enrollment_cohort", "cohort_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    from_day: Mapped[dt.date]
    until_day: Mapped[dt.date | None]


class Assignment(Base):
    """A supervisor's charge of a trainee, from a day to a day, under a dated contract."""

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("until_day IS NULL OR until_day >= from_day", name="days_in_order"),
        CheckConstraint("trainee_id <> supervisor_id", name="two_people"),
        UniqueConstraint("trainee_id", "supervisor_id", "from_day"),
        Index("ix_assignment_supervisor", "supervisor_id", "from_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[PublicId]
    trainee_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    supervisor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    from_day: Mapped[dt.date]
    #: The last day, None while it goes on.
    until_day: Mapped[dt.date | None]
    #: The day on which the supervision contract was signed; requirements pin to it.
    contract_day: Mapped[dt.date | None]


class Throttle(Base):
    """A bucket of tries that refills with time. The key is a digest: no address is kept."""

    __tablename__ = "throttle"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    #: Thousandths of a try that are left.
    left: Mapped[int]
    at: Mapped[dt.datetime]
