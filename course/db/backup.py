"""Backups of a running site, verified before they are called backups, and their way back.

Copying the file of a running SQLite database is not a backup: it may be torn, or miss what
still stands in the WAL. SQLite's own backup call reads one consistent moment.
"""

import contextlib
import os
import sqlite3
import subprocess
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL

from course.db import migrate
from course.db.engine import Store
from course.errors import PracticumError


class BackupError(PracticumError):
    """The backup could not be made or read; the database is as it was."""


def backup(store: Store, folder: Path, at: datetime) -> Path:
    """Write a verified backup into the folder and return its path.

    Raises BackupError; a backup that cannot be verified is removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ending = "sqlite" if store.is_sqlite else "pgdump"
    final = folder / f"practicum-{at:%Y%m%dT%H%M%S}.{ending}"
    partial = final.with_suffix(".partial")
    try:
        (_copy_sqlite if store.is_sqlite else _dump_postgresql)(store, partial)
    except (OSError, sqlite3.Error) as error:
        partial.unlink(missing_ok=True)
        raise BackupError(f"No backup was made: {error}") from error
    _flush(partial)
    partial.replace(final)
    return final


def _copy_sqlite(store: Store, target: Path) -> None:
    source = f"file:{store.engine.url.database}?mode=ro"
    with (
        contextlib.closing(sqlite3.connect(source, uri=True)) as live,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy)
        # The copy is a single file: it needs no WAL beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
    verify_sqlite(target)


def verify_sqlite(path: Path) -> None:
    """Read the whole file as SQLite checks it. Raises BackupError when anything is wrong."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
            hanging = copy.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{path.name} is not a whole SQLite database: {error}") from error
    if found != "ok" or hanging:
        raise BackupError(f"{path.name} is damaged: {found}, {len(hanging)} rows without a parent")


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def restore(store: Store, file: Path) -> None:
    """Put the backup in the place of the database, also while the site runs.

    Raises BackupError when the file is damaged, empty, or of a newer Practicum; nothing is
    changed then. The caller makes a backup of what is there before.
    """
    if not file.is_file():
        raise BackupError(f"There is no file {file}.")
    if store.is_sqlite:
        _restore_sqlite(store, file)
    else:
        _run("pg_restore", store.engine.url, "--clean", "--if-exists", "--single-transaction", file)


def _restore_sqlite(store: Store, file: Path) -> None:
    verify_sqlite(file)
    _refuse_foreign(file)
    lock = store.lock
    if lock is None:
        raise BackupError("This backup is of SQLite, and the site uses PostgreSQL.")
    store.engine.dispose()
    # SQLite writes the pages as one transaction, so that open readers keep their moment.
    with (
        lock.held(),
        contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as saved,
        contextlib.closing(sqlite3.connect(str(store.engine.url.database))) as live,
    ):
        live.execute("PRAGMA busy_timeout=10000")
        live.execute("PRAGMA synchronous=FULL")
        live.execute("PRAGMA wal_autocheckpoint=0")
        saved.backup(live)


def _refuse_foreign(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as saved:
        try:
            row = saved.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError:
            raise BackupError(f"{file.name} is not a backup of Practicum.") from None
    if row is None or not migrate.is_known(row[0]):
        raise BackupError(f"{file.name} is of a newer Practicum. Update the program first.")


def _dump_postgresql(store: Store, target: Path) -> None:
    _run("pg_dump", store.engine.url, "--format=custom", f"--file={target}")
    listing = subprocess.run(  # noqa: S603 - our own words and a path of ours
        ["pg_restore", "--list", str(target)],  # noqa: S607 - the client beside the server
        capture_output=True,
        check=False,
    )
    if listing.returncode:
        raise BackupError("pg_restore cannot read what pg_dump wrote.")


def _run(program: str, url: URL, *arguments: str | Path) -> None:
    # The password goes by the environment: arguments are visible to every user of the machine.
    environment = {**os.environ, "PGOPTIONS": "-c default_transaction_read_only=off"}
    open_url = url.set(drivername="postgresql", password=None).render_as_string()
    target = [f"--dbname={open_url}"]
    if url.password:
        environment["PGPASSWORD"] = str(url.password)
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program with our own words
            [program, *target, *map(str, arguments)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        text = f"{program} is not installed; install PostgreSQL's client programs."
        raise BackupError(text) from None
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip()[-400:]}")
