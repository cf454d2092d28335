"""How each database is opened: safe, read-only by default, writable only for `writing()`."""

import logging
import os
import select
import sqlite3
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from course.config import Settings, SettingsError
from course.db.lock import WriterLock
from course.db.pragmas import pragmas
from course.errors import PracticumError

#: Commits between two checkpoints: about 4 MB of WAL, about 3 ms inside the lock.
CHECKPOINT_EVERY = 200

_log = logging.getLogger(__name__)


class UnsafeDatabaseError(PracticumError):
    """The database would lose what it calls saved."""


@dataclass(frozen=True)
class Store:
    """An engine with what `writing()` must know about it."""

    engine: Engine
    write_options: dict[str, Any]
    lock: WriterLock | None = None
    wal: bool = False

    @property
    def is_sqlite(self) -> bool:
        """True on SQLite, False on PostgreSQL."""
        return self.lock is not None


def open_store(settings: Settings, *, pooled: bool = True) -> Store:
    """Open the database of the settings. No table is created or read yet.

    Raises SettingsError when the folder of a SQLite file cannot be written.
    """
    store = _opened(settings, pooled=pooled)
    _leave_to_the_parent(store.engine)
    return store


def _leave_to_the_parent(engine: Engine) -> None:
    """Give a forked child connections of its own: a shared one corrupts or mixes up answers."""
    found = weakref.ref(engine)
    left: list[Any] = []

    def leave() -> None:
        if (mine := found()) is not None:
            left.append(mine.pool)  # kept, for closing them is the parent's part
            mine.dispose(close=False)

    os.register_at_fork(after_in_child=leave)


def _opened(settings: Settings, *, pooled: bool) -> Store:
    url = make_url(settings.sqlalchemy_url)
    pool: dict[str, Any] = {} if pooled else {"poolclass": NullPool}
    if url.get_backend_name() == "sqlite":
        return _open_sqlite(url.database, pool)
    if pooled:
        pool = {"pool_size": 4, "max_overflow": 4, "pool_timeout": 10}
    engine = create_engine(url, isolation_level="AUTOCOMMIT", **pool)
    _prepare_postgresql(engine, settings)
    return Store(engine, {"writing": True, "isolation_level": "READ COMMITTED"})


def _open_sqlite(name: str | None, pool: dict[str, Any]) -> Store:
    if not name or name == ":memory:":
        raise UnsafeDatabaseError("DATABASE_URL: SQLite needs a file: sqlite:////path/to/file")
    path = Path(name)
    lock = WriterLock(path.with_name(path.name + ".writer"))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        wal = lock.excludes()
    except OSError as error:
        raise SettingsError(
            f"INSTANCE_PATH: the database cannot be kept in {path.parent}: {error.strerror}. "
            "Make the folder writable, or set DATABASE_URL."
        ) from error
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"check_same_thread": False}, **pool)
    _prepare_sqlite(engine, wal=wal)
    return Store(engine, {"writing": True}, lock, wal)


def _prepare_sqlite(engine: Engine, *, wal: bool) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        for pragma in pragmas(wal=wal):
            connection.execute(f"PRAGMA {pragma}").fetchone()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        raw: Any = connection.connection.dbapi_connection
        if connection.get_execution_options().get("writing"):
            connection.info["wrote"] = True
            raw.execute("PRAGMA query_only=OFF")
            raw.execute("BEGIN IMMEDIATE")
            return
        if connection.info.pop("wrote", False):
            raw.execute("PRAGMA query_only=ON")
        raw.execute("BEGIN")


def _prepare_postgresql(engine: Engine, settings: Settings) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _: ConnectionPoolEntry) -> None:
        connection.autocommit = True
        connection.execute("SET default_transaction_read_only = on")
        connection.execute("SET timezone = 'UTC'")
        connection.read_only = False  # so that BEGIN of `writing()` says READ WRITE
        if not settings.allow_unsafe_durability:
            _refuse_unsafe(connection)

    @event.listens_for(engine, "checkout")
    def _checkout(connection: Any, _: ConnectionPoolEntry, __: object) -> None:
        if _was_left(connection.pgconn.socket):
            raise DisconnectionError  # the pool opens another


def _was_left(socket: int) -> bool:
    """Return whether the server closed a connection that rested in the pool.

    Between two requests nothing is due from the server, so anything to read is its farewell: a
    look at the socket, where `pool_pre_ping` would send a statement before every request.
    """
    look = select.poll()
    look.register(socket, select.POLLIN)
    return bool(look.poll(0))


def _refuse_unsafe(connection: Any) -> None:
    for name in ("fsync", "synchronous_commit"):
        row = connection.execute(f"SHOW {name}").fetchone()
        if row and row[0] == "off":
            raise UnsafeDatabaseError(
                f"PostgreSQL has {name} off: a saved answer could be lost. Turn it on, "
                "or set ALLOW_UNSAFE_DURABILITY=1 for a test."
            )


def checkpoint_if_due(store: Store) -> None:
    """Move the WAL into the file every 200 commits: inside the lock, never waiting for readers."""
    if store.lock is None or not store.wal:
        return
    store.lock.commits += 1
    if store.lock.commits % CHECKPOINT_EVERY == 0:
        try:
            _checkpoint(store, "PASSIVE")
        except (sqlite3.Error, SQLAlchemyError):
            # The commit stands: nobody may be told that it failed. The next one tries again.
            _log.warning("checkpoint failed", exc_info=True)


def _checkpoint(store: Store, mode: str) -> None:
    raw = store.engine.raw_connection()
    connection: Any = raw.dbapi_connection
    try:
        connection.execute("PRAGMA busy_timeout=0")
        connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
    finally:
        connection.execute("PRAGMA busy_timeout=10000")
        raw.close()


def truncate_wal(store: Store) -> None:
    """Move all of the WAL and empty it if no reader is in the way. For `flask work` and backups."""
    if store.lock is not None and store.wal:
        with store.lock.held():
            _checkpoint(store, "TRUNCATE")
