"""The session of a request, and the one place that commits."""

import contextlib
import sqlite3
from collections.abc import Iterator
from typing import Any, cast

from flask import Flask, current_app, g
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from course.config import Settings
from course.db.engine import Store, checkpoint_if_due, open_store
from course.errors import Busy

_KEY = "practicum.store"


def init_app(app: Flask, settings: Settings, *, pooled: bool = True) -> None:
    """Give the app its database; the session of a request is closed at its end."""
    app.extensions[_KEY] = open_store(settings, pooled=pooled)
    app.teardown_appcontext(_close)


def _close(_: BaseException | None) -> None:
    session = g.pop("db_session", None)
    if session is not None:
        session.close()


def store() -> Store:
    """Return the database of the current app."""
    return cast("Store", current_app.extensions[_KEY])


def session() -> Session:
    """Return this request's session. Outside `writing()` it can only read."""
    if "db_session" not in g:
        g.db_session = Session(store().engine, autoflush=False, expire_on_commit=False)
    return cast("Session", g.db_session)


@contextlib.contextmanager
def writing() -> Iterator[Session]:
    """Yield the session inside one write transaction; commit, and only then return.

    Ends the read transaction, takes the writer lock (SQLite), begins, yields, commits. Any
    exception rolls back whole. No hashing, parsing, rendering or network belongs inside.

    Raises RuntimeError when nested or when changes were made before it, and Busy when the
    database cannot take the write now.
    """
    current, here = session(), store()
    if current.info.get("writing") or current.new or current.dirty or current.deleted:
        raise RuntimeError("writing() is nested, or changes were made before it")
    current.rollback()
    try:
        with here.lock.held() if here.lock else contextlib.nullcontext():
            yield from _transaction(current, here)
            checkpoint_if_due(here)
    except (DBAPIError, PoolTimeout, sqlite3.OperationalError) as error:
        if cannot_write_now(error):
            raise Busy("The database could not take this just now.") from error
        raise


def _transaction(current: Session, here: Store) -> Iterator[Session]:
    current.info["writing"] = True
    try:
        current.connection(execution_options=here.write_options)
        yield current
        current.commit()
    except BaseException:
        current.rollback()
        raise
    finally:
        current.info["writing"] = False


_SQLITE_WORDS = ("locked", "disk is full", "disk i/o error", "readonly", "unable to open", "busy")
#: Classes of SQLSTATE that pass: connection lost, no resources, shutdown, system error, rollback.
_PG_CLASSES = ("08", "53", "57", "58", "40")


def cannot_write_now(error: Exception) -> bool:
    """Return whether the error says that the database is away, full, locked or read-only."""
    if isinstance(error, PoolTimeout):
        return True
    # BEGIN IMMEDIATE runs in an event, whose errors SQLAlchemy does not wrap.
    original: Any = getattr(error, "orig", error)
    if isinstance(original, sqlite3.OperationalError):
        return any(word in str(original).lower() for word in _SQLITE_WORDS)
    if getattr(error, "connection_invalidated", False):
        return True
    state = getattr(original, "sqlstate", None)
    if state is None:
        lost = type(original).__name__ == "OperationalError"
        return lost and type(original).__module__ != "sqlite3"
    return str(state).startswith(_PG_CLASSES)
