"""The one clock. Everything that asks for the time asks here."""

import contextlib
import datetime as dt
from collections.abc import Iterator
from contextvars import ContextVar

_held: ContextVar[dt.datetime | None] = ContextVar("held_time", default=None)


def now() -> dt.datetime:
    """Return this instant as aware UTC, or the held instant inside `held`."""
    return _held.get() or dt.datetime.now(dt.UTC)


@contextlib.contextmanager
def held(instant: dt.datetime) -> Iterator[None]:
    """Hold the clock at an aware instant: for the demo's history and for tests."""
    token = _held.set(instant.astimezone(dt.UTC))
    try:
        yield
    finally:
        _held.reset(token)
