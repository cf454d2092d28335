"""Buckets of tries in the database, so that several workers count together."""

import datetime as dt
import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from course.people import rules
from course.people.models import Throttle
from course.people.rules import Limit

#: After this time every bucket is full again, and a full bucket needs no row.
_FORGOTTEN_AFTER = dt.timedelta(days=1)


@dataclass(frozen=True)
class Bucket:
    """A bucket by its key: a digest from which no address can be read."""

    key: str
    limit: Limit


def bucket(secret: str, limit: Limit, action: str, *about: str) -> Bucket:
    """Return the bucket of an action about an account, an address, or both."""
    words = "\0".join((action, *about)).encode()
    return Bucket(hmac.new(secret.encode(), words, hashlib.sha256).hexdigest(), limit)


def network(address: str | None) -> str:
    """Return what counts as one address: of IPv6 the first 64 bits, which one customer has."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((int(parsed), 64), strict=False))
    return str(parsed)


def take(session: Session, buckets: list[Bucket], now: dt.datetime) -> dt.timedelta:
    """Take one try from each bucket and return the longest pause; zero means: go on.

    A refused try counts as well, so commit it: who hammers on waits longer.
    """
    # In one order everywhere, so that two requests never wait for each other.
    return max(_take(session, one, now) for one in sorted(buckets, key=lambda b: b.key))


def _take(session: Session, one: Bucket, now: dt.datetime) -> dt.timedelta:
    row = _row(session, one, now)
    row.left, pause = rules.take(one.limit, row.left, now - row.at)
    row.at = max(row.at, now)
    session.flush()
    return pause


def _row(session: Session, one: Bucket, now: dt.datetime) -> Throttle:
    full = {"key": one.key, "left": one.limit.tries * rules.ONE_TRY, "at": now}
    _insert_missing(session, full)
    _sweep(session, one.key, now)
    return session.get_one(Throttle, one.key, with_for_update=True, populate_existing=True)


def _insert_missing(session: Session, values: dict[str, Any]) -> None:
    postgres = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if postgres else sqlite.insert
    session.execute(insert(Throttle).values(**values).on_conflict_do_nothing())


def _sweep(session: Session, key: str, now: dt.datetime) -> None:
    # Keys are random: about one try in 256 sweeps, and no job is needed for it.
    if key.startswith("00"):
        old = Throttle.at < now - _FORGOTTEN_AFTER
        session.execute(delete(Throttle).where(old, Throttle.key != key))


def refill(session: Session, one: Bucket) -> None:
    """Fill a bucket: the tries were those of the person who got in."""
    session.execute(delete(Throttle).where(Throttle.key == one.key))


def give_back(session: Session, one: Bucket) -> None:
    """Put one try back into a bucket."""
    row = session.get(Throttle, one.key, with_for_update=True, populate_existing=True)
    if row is not None:
        row.left = min(row.left + rules.ONE_TRY, one.limit.tries * rules.ONE_TRY)
