"""The tamper-evident log of what people with power did."""

import datetime as dt

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from course.db import Base


class Audit(Base):
    """One act. Each row's seal covers the row before it, so a change or a gap shows."""

    __tablename__ = "audit"
    append_only = True

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    #: What was done, such as `role.granted`.
    act: Mapped[str] = mapped_column(String(64))
    #: Who did it; None when the system or the command line did.
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    #: The public id or slug of what it was done to.
    subject: Mapped[str] = mapped_column(String(64))
    #: Canonical JSON of what else matters; no trainee's words and no addresses.
    detail: Mapped[str] = mapped_column(Text)
    #: HMAC over the previous seal and this row's canonical text, in hexadecimal.
    seal: Mapped[str] = mapped_column(String(64))
