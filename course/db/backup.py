"""Backups of a running site, verified before they are called backups, and their way back.

Copying the file of a running SQLite database is not a backup: it may be torn, or miss what
still stands in the WAL. SQLite's own backup call reads one consistent moment. Beside each
backup stands its SHA-256, because SQLite cannot see a bit that flipped inside a text.
"""

import contextlib
import hashlib
import os
import sqlite3
from datetime import datetime
from pathlib import Path

from course.db import migrate, pgtools
from course.db.engine import Store
from course.errors import PracticumError


class BackupError(PracticumError):
    """The backup could not be made or read; the database is as it was."""


def backup(store: Store, folder: Path, at: datetime) -> Path:
    """Write a verified backup into the folder, readable by its owner only, and return its path.

    Raises BackupError; a backup that cannot be verified is removed.
    """
    final = partial = folder
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        final = _free_name(folder, at, "sqlite" if store.is_sqlite else "pgdump")
        partial = final.with_name(f"{final.name}.{os.getpid()}.partial")
        partial.touch(mode=0o600)
        _write(store, partial)
        _keep(partial, final)
    except (OSError, sqlite3.Error, pgtools.ToolError, BackupError) as error:
        if partial != folder:
            partial.unlink(missing_ok=True)
        raise BackupError(f"No backup was made: {error}") from error
    return final


def _free_name(folder: Path, at: datetime, ending: str) -> Path:
    """Two backups in one second stay two: the one before a restore must not replace its source."""
    stem, number = f"practicum-{at:%Y%m%dT%H%M%S}", 1
    while (free := folder / f"{stem}{f'-{number}' * (number > 1)}.{ending}").exists():
        number += 1
    return free


def _write(store: Store, target: Path) -> None:
    if not store.is_sqlite:
        pgtools.dump(store.engine.url, target)
        return
    if not migrate.is_here(f"sqlite:///{store.engine.url.database}"):
        raise BackupError("there is no database yet")
    _copy_sqlite(Path(str(store.engine.url.database)), target)


def _copy_sqlite(source: Path, target: Path) -> None:
    with (
        contextlib.closing(_read_only(source)) as live,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy)
        # The copy is a single file: it needs no WAL beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
    verify_sqlite(target)


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _keep(partial: Path, final: Path) -> None:
    """Flush the backup, write its digest, and only then give it its name."""
    sum_file = _sum_file(final)
    sum_file.write_text(f"{_digest(partial)}  {final.name}\n")
    for path in (partial, sum_file):
        _flush(path)
    partial.replace(final)
    _flush(final.parent)


def _sum_file(path: Path) -> Path:
    return path.with_name(path.name + ".sha256")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def verify_sqlite(path: Path) -> None:
    """Read the whole file as SQLite checks it. Raises BackupError when anything is wrong."""
    try:
        with contextlib.closing(_read_only(path)) as copy:
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
            hanging = copy.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{path.name} is not a whole SQLite database: {error}") from error
    if found != "ok" or hanging:
        raise BackupError(f"{path.name} is damaged: {found}, {len(hanging)} rows without a parent")


def check(store: Store, file: Path) -> None:
    """Say whether the file can be restored here; nothing is changed.

    Raises BackupError when it is not there, damaged, of another kind or of a newer Practicum.
    """
    if not file.is_file():
        raise BackupError(f"There is no file {file}.")
    _compare_digest(file)
    if store.is_sqlite:
        verify_sqlite(file)
        found = _revision_of_sqlite(file)
    else:
        found = _revision_of_dump(file)
    if found is None:
        raise BackupError(f"{file.name} is not a backup of Practicum.")
    if not migrate.is_known(found):
        raise BackupError(
            f"{file.name} is of a newer Practicum (revision {found}). Update the program first."
        )


def _compare_digest(file: Path) -> None:
    sum_file = _sum_file(file)
    if sum_file.exists() and sum_file.read_text().partition(" ")[0] != _digest(file):
        raise BackupError(f"{file.name} is damaged: it differs from {sum_file.name}.")


def _revision_of_sqlite(file: Path) -> str | None:
    with contextlib.closing(_read_only(file)) as saved:
        try:
            saved.execute("SELECT 1 FROM person LIMIT 1")
            row = saved.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError:
            return None
    return row[0] if row else None


def _revision_of_dump(file: Path) -> str | None:
    try:
        return pgtools.revision_of(file)
    except pgtools.ToolError as error:
        raise BackupError(f"{file.name} cannot be read: {error}") from error


def restore(store: Store, file: Path) -> None:
    """Put the backup in the place of the database, also while the site runs.

    Raises BackupError as `check` does; nothing is changed then. The caller makes a backup of
    what is there before.
    """
    check(store, file)
    if store.lock is None:
        try:
            pgtools.restore(store.engine.url, file)
        except pgtools.ToolError as error:
            raise BackupError(f"Nothing was restored: {error}") from error
        return
    store.engine.dispose()
    try:
        with store.lock.held():
            _restore_sqlite(file, Path(str(store.engine.url.database)))
    except sqlite3.Error as error:
        raise BackupError(f"Nothing was restored: {error}") from error


def _restore_sqlite(file: Path, target: Path) -> None:
    # SQLite writes the pages as one transaction, so that open readers keep their moment.
    with (
        contextlib.closing(_read_only(file)) as saved,
        contextlib.closing(sqlite3.connect(target)) as live,
    ):
        live.execute("PRAGMA busy_timeout=10000")
        live.execute("PRAGMA synchronous=FULL")
        live.execute("PRAGMA wal_autocheckpoint=0")
        saved.backup(live)
