"""Hashing passwords: Argon2id, two at a time, never inside `db.writing()`."""

import contextlib
import functools
import secrets
import threading
from collections.abc import Iterator

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from course.config import Settings
from course.errors import Busy
from course.people.rules import normal_password

#: Each strong hash takes 64 MiB and four threads: more at once would starve the pages.
_AT_ONCE = threading.BoundedSemaphore(2)
_WAIT_SECONDS = 10.0


@contextlib.contextmanager
def _turn() -> Iterator[None]:
    if not _AT_ONCE.acquire(timeout=_WAIT_SECONDS):
        raise Busy("Many people are signing in at this moment.")
    try:
        yield
    finally:
        _AT_ONCE.release()


@functools.cache
def _hasher(cost: str) -> PasswordHasher:
    if cost == "light":
        return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    return PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4)


@functools.cache
def _nobodys(cost: str) -> str:
    return _hasher(cost).hash(secrets.token_urlsafe(32))


def _cost() -> str:
    settings: Settings = current_app.extensions["practicum.settings"]
    return settings.password_hashing


def hash_password(password: str) -> str:
    """Return the hash to keep. Takes its time; raises Busy when too many wait for theirs."""
    with _turn():
        return _hasher(_cost()).hash(normal_password(password))


def fits(kept: str | None, password: str) -> bool:
    """Return whether the password belongs to the kept hash.

    With None (nobody has this address, or they have no password) the work is the same and the
    answer is no, so that the time says nothing about who is known here.
    """
    with _turn():
        nobodys = _nobodys(_cost())
        try:
            fitting = _hasher(_cost()).verify(kept or nobodys, normal_password(password))
        except (VerificationError, InvalidHashError):
            return False
    return fitting and kept is not None


def renewed(kept: str, password: str) -> str | None:
    """Return a new hash when the kept one has another cost than this site's, else None."""
    return hash_password(password) if _hasher(_cost()).check_needs_rehash(kept) else None
