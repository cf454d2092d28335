"""Writing and checking the tamper-evident log."""

import datetime as dt
import hashlib
import hmac
from collections.abc import Iterator
from typing import Any

from sqlalchemy import String, select, text, type_coerce
from sqlalchemy.orm import Session

from course.audit.models import Audit
from course.digest import canonical

_START = "0" * 64
#: One advisory lock for the chain: on PostgreSQL two writers would fork it otherwise.
_CHAIN_LOCK = 20261124


def record(
    session: Session,
    key: str,
    act: str,
    *,
    subject: str,
    actor_id: int | None,
    at: dt.datetime,
    **detail: Any,
) -> None:
    """Append an act to the log, sealed with the site's secret `key`."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _CHAIN_LOCK})
    session.flush()
    number, previous = _last(session)
    detail_text = canonical(detail)
    fact = [number + 1, _utc(at), act, actor_id, subject, detail_text]
    # The number is ours and in the seal, so that the log has neither gaps nor another order.
    row = Audit(id=number + 1, at=at, act=act, actor_id=actor_id, subject=subject)
    row.detail, row.seal = detail_text, _seal(key, previous, fact)
    session.add(row)
    session.flush()


def _last(session: Session) -> tuple[int, str]:
    newest = select(Audit.id, Audit.seal).order_by(Audit.id.desc()).limit(1)
    row = session.execute(newest).first()
    return (row.id, row.seal) if row else (0, _START)


def head(session: Session) -> str:
    """Return the newest seal. Kept elsewhere, it shows a log whose end was cut off."""
    return _last(session)[1]


def _utc(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat()


def _seal(key: str, previous: str, fact: list[Any]) -> str:
    content = canonical([previous, *fact])
    return hmac.new(key.encode(), content.encode(), hashlib.sha256).hexdigest()


def broken(session: Session, key: str) -> Iterator[int]:
    """Yield the ids of rows whose seal does not follow from the row before.

    A cut at the end cannot be seen from inside: compare `head` with one kept elsewhere.
    """
    previous, expected = _START, 1
    for row in session.execute(_FACTS):
        if row.id != expected or not _follows(key, previous, row):
            yield row.id
        previous, expected = str(row.seal), row.id + 1


#: The instant as the database keeps it, for a damaged one could not be read as an instant.
_FACTS = select(
    Audit.id,
    type_coerce(Audit.at, String).label("at"),
    Audit.act,
    Audit.actor_id,
    Audit.subject,
    Audit.detail,
    Audit.seal,
).order_by(Audit.id)


def _follows(key: str, previous: str, row: Any) -> bool:
    try:
        fact = [row.id, _utc(_instant(row.at)), row.act, row.actor_id, row.subject, row.detail]
        expected = _seal(key, previous, fact)
    except (TypeError, ValueError):
        return False
    return hmac.compare_digest(str(row.seal).encode(), expected.encode())


def _instant(kept: Any) -> dt.datetime:
    found = kept if isinstance(kept, dt.datetime) else dt.datetime.fromisoformat(kept)
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
