"""Writing and checking the tamper-evident log."""

import datetime as dt
import hashlib
import hmac
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select, text
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
    previous = session.scalar(select(Audit.seal).order_by(Audit.id.desc()).limit(1)) or _START
    row = Audit(at=at, act=act, actor_id=actor_id, subject=subject, detail=canonical(detail))
    row.seal = _seal(key, previous, row)
    session.add(row)
    session.flush()


def _seal(key: str, previous: str, row: Audit) -> str:
    at = row.at.astimezone(dt.UTC).isoformat()
    content = canonical([previous, at, row.act, row.actor_id, row.subject, row.detail])
    return hmac.new(key.encode(), content.encode(), hashlib.sha256).hexdigest()


def broken(session: Session, key: str) -> Iterator[int]:
    """Yield the ids of rows whose seal does not follow from the row before.

    A cut at the end cannot be seen from inside: compare the last seal with an exported one.
    """
    previous = _START
    for row in session.scalars(select(Audit).order_by(Audit.id)):
        if not hmac.compare_digest(row.seal, _seal(key, previous, row)):
            yield row.id
        previous = row.seal
