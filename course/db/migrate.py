"""Migrations that lose nothing: one transaction, triggers kept, rows counted before and after.

A batch migration on SQLite copies a table and drops the old one. With foreign keys on that
deletes cascading children, and the table's triggers go with it, all without an error. So
foreign keys are off (asserted) before BEGIN, triggers and views are dropped and made again,
and before COMMIT the foreign keys are checked and every table's rows are counted.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import make_url

from course.db.engine import Store
from course.db.protect import protect
from course.errors import PracticumError

FOLDER = Path(__file__).parent / "migrations"


class MigrationError(PracticumError):
    """The migration would lose something, or the database is newer than this program."""


def config(connection: Connection | None = None, folder: Path = FOLDER) -> Config:
    """Return Alembic's configuration for our folder, on an open connection."""
    made = Config()
    made.set_main_option("script_location", str(folder).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def head(folder: Path = FOLDER) -> str | None:
    """Return the revision that this program needs."""
    return ScriptDirectory.from_config(config(folder=folder)).get_current_head()


def revision(connection: Connection) -> str | None:
    """Return the revision of the database, None when it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def is_known(name: str | None, folder: Path = FOLDER) -> bool:
    """Return whether this program knows the revision; a newer one is unknown."""
    script = ScriptDirectory.from_config(config(folder=folder))
    return name is None or name in {found.revision for found in script.walk_revisions()}


def migrate(
    store: Store, target: str = "head", *, down: bool = False, folder: Path = FOLDER
) -> bool:
    """Bring the database to a revision and return whether anything was done.

    Raises MigrationError when the database is newer than this program, when a table would lose
    rows, or when a foreign key would hang; the database is then as it was. A migration that means
    to drop a table that holds rows names it in its own `drops = ("name",)`.
    """
    with _alone(store) as connection:
        before = revision(connection)
        if not is_known(before, folder):
            raise MigrationError(
                f"The database is of a newer Practicum (revision {before}). Update the program."
            )
        rows = _row_counts(connection)
        triggers = _take_triggers(connection)
        (command.downgrade if down else command.upgrade)(config(connection, folder), target)
        _put_back(connection, triggers)
        protect(connection)
        after = revision(connection)
        _nothing_lost(connection, rows, set(rows) if down else _drops(before, after, folder))
        return after != before


@contextlib.contextmanager
def _alone(store: Store) -> Iterator[Connection]:
    """Yield a connection in one write transaction that nobody else can be in."""
    if store.lock is None:
        options = store.write_options
        with store.engine.connect().execution_options(**options) as connection, connection.begin():
            connection.execute(text("SELECT pg_advisory_xact_lock(20261123)"))
            yield connection
        return
    with store.lock.held(), store.engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.execute("PRAGMA foreign_keys=OFF")
        if raw.execute("PRAGMA foreign_keys").fetchone()[0] != 0:
            raise MigrationError("Foreign keys could not be turned off for the migration.")
        try:
            with connection.execution_options(**store.write_options).begin():
                yield connection
        finally:
            raw.execute("PRAGMA foreign_keys=ON")
            raw.execute("PRAGMA query_only=ON")


class _Taken(NamedTuple):
    kind: str
    name: str
    table: str
    sql: str


def _take_triggers(connection: Connection) -> list[_Taken]:
    if connection.dialect.name != "sqlite":
        return []
    query = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
    taken = [_Taken(*row) for row in connection.execute(text(query))]
    for kind, name, _, _ in taken:
        connection.exec_driver_sql(f'DROP {kind} "{name}"')
    return taken


def _put_back(connection: Connection, taken: list[_Taken]) -> None:
    existing = set(inspect(connection).get_table_names())
    for kind, _, table, sql in taken:
        # A trigger of a table that the migration removed goes with it.
        if kind == "view" or table in existing:
            connection.exec_driver_sql(sql)


def _drops(before: str | None, after: str | None, folder: Path) -> set[str]:
    script = ScriptDirectory.from_config(config(folder=folder))
    passed = script.iterate_revisions(after or "base", before or "base")
    return {table for found in passed for table in getattr(found.module, "drops", ())}


def _row_counts(connection: Connection) -> dict[str, int]:
    names = [n for n in inspect(connection).get_table_names() if n != "alembic_version"]
    return {name: _rows(connection, name) for name in names}


def _rows(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one())  # noqa: S608


def _nothing_lost(connection: Connection, before: dict[str, int], drops: set[str]) -> None:
    after = _row_counts(connection)
    gone = {name for name in drops if name not in after}
    lost = [name for name, rows in before.items() if after.get(name, 0) < rows and name not in gone]
    if lost:
        raise MigrationError(f"The migration would lose rows of {', '.join(sorted(lost))}.")
    if connection.dialect.name == "sqlite":
        hanging = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if hanging:
            raise MigrationError(f"The migration would leave {len(hanging)} rows without a parent.")


def state(store: Store) -> str:
    """Return `current`, `empty`, `older` or `newer`: how the database stands to this program."""
    with store.engine.connect() as connection:
        found = revision(connection)
    if found is None:
        return "empty"
    if found == head():
        return "current"
    return "older" if is_known(found) else "newer"


def is_here(url: str) -> bool:
    """Return whether a SQLite file exists; PostgreSQL answers for itself."""
    parsed = make_url(url)
    return parsed.get_backend_name() != "sqlite" or Path(parsed.database or "").exists()
