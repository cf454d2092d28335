"""Writing mail into the outbox, and what waits in it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from course.outbox.models import OutboxMail
from course.outbox.rules import due_at

#: A worker looks at this many waiting mails a round.
BATCH = 100
#: The outbox page shows this many.
SHOWN = 100


def queue(
    session: Session,
    *,
    recipient: str,
    subject: str,
    body: str,
    now: dt.datetime,
    useless_at: dt.datetime,
) -> OutboxMail:
    """Put a mail into the outbox, in the transaction of what causes it; `flask work` sends it."""
    mail = OutboxMail(
        recipient=recipient, subject=subject, body=body, created_at=now, useless_at=useless_at
    )
    session.add(mail)
    return mail


@dataclass(frozen=True)
class Waiting:
    """A mail that is due to be tried."""

    id: int
    recipient: str
    subject: str
    body: str
    tries: int


def due(session: Session, now: dt.datetime) -> list[Waiting]:
    """Return the mails to be tried now, the oldest first, at most one batch."""
    rows = session.execute(
        select(OutboxMail)
        .where(OutboxMail.sent_at.is_(None), OutboxMail.useless_at > now)
        # Few tries first: mails that fail for ever never keep new ones from their turn.
        .order_by(OutboxMail.tries, OutboxMail.id)
        .limit(BATCH)
    ).scalars()
    return [
        Waiting(mail.id, mail.recipient, mail.subject, mail.body, mail.tries)
        for mail in rows
        if due_at(mail.created_at, mail.tries) <= now
    ]


def claim(session: Session, mail: Waiting) -> bool:
    """Count one more try, and return whether it is ours: of two workers one gets it."""
    ours = session.scalar(
        update(OutboxMail)
        .where(
            OutboxMail.id == mail.id,
            OutboxMail.tries == mail.tries,
            OutboxMail.sent_at.is_(None),
        )
        .values(tries=mail.tries + 1)
        .returning(OutboxMail.id)
        .execution_options(synchronize_session=False)
    )
    return ours is not None


def mark_sent(session: Session, mail_id: int, now: dt.datetime) -> None:
    """Keep that the mail left, and forget its text: links in it open accounts."""
    _set(session, mail_id, sent_at=now, body="", last_error="")


def mark_failed(session: Session, mail_id: int, error: str) -> None:
    """Keep why the mail did not leave: the kind of error, without addresses."""
    _set(session, mail_id, last_error=error[:200])


def _set(session: Session, mail_id: int, **values: object) -> None:
    session.execute(
        update(OutboxMail)
        .where(OutboxMail.id == mail_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def has_useless(session: Session, now: dt.datetime) -> bool:
    """Return whether texts stand in the outbox whose links are dead."""
    return session.scalar(select(OutboxMail.id).where(*_useless(now)).limit(1)) is not None


def forget_useless(session: Session, now: dt.datetime) -> None:
    """Empty the texts of mails that came too late; they are not sent any more."""
    session.execute(
        update(OutboxMail)
        .where(*_useless(now))
        .values(body="")
        .execution_options(synchronize_session=False)
    )


def _useless(now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    return (OutboxMail.sent_at.is_(None), OutboxMail.useless_at <= now, OutboxMail.body != "")


def waiting(session: Session, now: dt.datetime, *, with_text: bool) -> list[Any]:
    """Return what waits and is not yet too late, the newest first.

    Without `with_text` the texts are not even read: they hold links that open accounts.
    """
    columns: list[Any] = [
        OutboxMail.public_id,
        OutboxMail.recipient,
        OutboxMail.subject,
        OutboxMail.created_at,
        OutboxMail.useless_at,
        OutboxMail.tries,
        OutboxMail.last_error,
        *([OutboxMail.body] if with_text else []),
    ]
    query = select(*columns).where(OutboxMail.sent_at.is_(None), OutboxMail.useless_at > now)
    return list(session.execute(query.order_by(OutboxMail.id.desc()).limit(SHOWN)).all())


def failed(session: Session, now: dt.datetime) -> int:
    """Return how many mails were tried in vain and are not yet too late."""
    query = select(func.count(OutboxMail.id)).where(
        OutboxMail.sent_at.is_(None), OutboxMail.useless_at > now, OutboxMail.last_error != ""
    )
    return session.scalar(query) or 0
