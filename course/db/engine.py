"""How each database is opened: safe, read-only by default, writable only for `writing()`."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from course.config import Settings
from course.db.lock import WriterLock
from course.db.pragmas import pragmas
from course.errors import PracticumError

#: Commits between two checkpoints: about 4 MB of WAL, about 3 ms inside the lock.
CHECKPOINT_EVERY = 200


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
    """Open the database of the settings. Nothing is created or read yet."""
    url = make_url(settings.sqlalchemy_url)
    pool: dict[str, Any] = {} if pooled else {"poolclass": NullPool}
    if url.get_backend_name() == "sqlite":
        return _open_sqlite(url.database, pool)
    if pooled:
        pool = {"pool_pre_ping": True, "pool_size": 4, "max_overflow": 4, "pool_timeout": 10}
    engine = create_engine(url, isolation_level="AUTOCOMMIT", **pool)
    _prepare_postgresql(engine, settings)
    return Store(engine, {"writing": True, "isolation_level": "READ COMMITTED"})


def _open_sqlite(name: str | None, pool: dict[str, Any]) -> Store:
    if not name or name == ":memory:":
        raise UnsafeDatabaseError("DATABASE_URL: SQLite needs a file: sqlite:////path/to/file")
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = WriterLock(path.with_name(path.name + ".writer"))
    wal = lock.excludes()
    engine = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False}, **pool)
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
        _checkpoint(store, "PASSIVE")


def _checkpoint(store: Store, mode: str) -> None:
    raw = store.engine.raw_connection()
    try:
        connection: Any = raw.dbapi_connection
        connection.execute("PRAGMA busy_timeout=0")
        connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
        connection.execute("PRAGMA busy_timeout=10000")
    finally:
        raw.close()


def truncate_wal(store: Store) -> None:
    """Move all of the WAL and empty it if no reader is in the way. For `flask work` and backups."""
    if store.lock is not None and store.wal:
        with store.lock.held():
            _checkpoint(store, "TRUNCATE")
