"""Mail that leaves after the commit that decided it."""

import datetime as dt

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from course.db import Base, PublicId


class OutboxMail(Base):
    """One mail: written with the change that causes it, sent later by `flask work`."""

    __tablename__ = "outbox_mail"
    __table_args__ = (Index("ix_outbox_mail_waiting", "sent_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[PublicId]
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    #: Emptied once sent: links in it open accounts.
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[dt.datetime]
    #: After this instant the links in it are dead, so it is not sent any more.
    useless_at: Mapped[dt.datetime]
    sent_at: Mapped[dt.datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(String(200), default="")
