import os
import signal
import sqlite3
import time

import pytest
from sqlalchemy import text

from course.config import SettingsError
from course.db.engine import UnsafeDatabaseError, open_store
from course.db.lock import WriterLock
from course.errors import Busy
from tests.db import helpers


def _pragmas(store):
    names = ("journal_mode", "synchronous", "foreign_keys", "query_only", "busy_timeout")
    more = ("wal_autocheckpoint", "recursive_triggers", "journal_size_limit", "mmap_size")
    with store.engine.connect() as connection:
        return {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in (*names, *more)
        }


def test_sqlite_is_opened_with_a_wal_that_is_flushed_at_every_commit(tmp_path):
    with helpers.opened(helpers.settings(tmp_path)) as store:
        found = _pragmas(store)
    # SQLite's numbers: synchronous 2 is FULL.
    wanted = {"journal_mode": "wal", "synchronous": 2, "wal_autocheckpoint": 0}
    shared = {"foreign_keys": 1, "query_only": 1, "busy_timeout": 10000, "recursive_triggers": 1}
    assert {**wanted, **shared}.items() <= found.items()
    # None where SQLite was built without it. It must never be used: it spread a real corruption.
    assert not found["mmap_size"]


def test_without_a_lock_that_excludes_the_rollback_journal_is_used(tmp_path, monkeypatch):
    monkeypatch.setattr(WriterLock, "excludes", lambda _: False)
    with helpers.opened(helpers.settings(tmp_path)) as store:
        found = _pragmas(store)
    # synchronous 3 is EXTRA.
    assert (store.wal, found["journal_mode"], found["synchronous"]) == (False, "delete", 3)


def test_two_descriptors_exclude_each_other_here(tmp_path):
    assert WriterLock(tmp_path / "lock").excludes()


@pytest.mark.parametrize("answer", ["both", "refused"])
def test_a_mount_that_does_not_lock_is_noticed(tmp_path, monkeypatch, answer):
    import fcntl

    def flock(*_):
        if answer == "refused":
            raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", flock)
    assert not WriterLock(tmp_path / "lock").excludes()


def _in_child(act):
    """Run `act` in a forked child and return its exit code."""
    child = os.fork()
    if child == 0:
        code = 99
        try:
            code = act()
        finally:
            os._exit(code)
    return child


def _code(child, within=10.0):
    end = time.monotonic() + within
    while time.monotonic() < end:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def test_after_fork_the_lock_of_a_child_waits_for_its_parent(tmp_path):
    lock = WriterLock(tmp_path / "lock")
    mark = tmp_path / "mark"

    def take():
        with lock.held():
            mark.touch()
        return 0

    with lock.held():
        child = _in_child(take)
        time.sleep(0.3)
        assert not mark.exists()
    assert _code(child) == 0
    assert mark.exists()


def test_a_lock_held_by_a_killed_process_is_free(tmp_path):
    lock = WriterLock(tmp_path / "lock")
    mark = tmp_path / "mark"

    def hold():
        with lock.held():
            mark.touch()
            time.sleep(60)
        return 0

    child = _in_child(hold)
    while not mark.exists():
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    began = time.monotonic()
    with lock.held():
        assert time.monotonic() - began < 5


def test_a_forked_child_has_connections_of_its_own(tmp_path):
    store = open_store(helpers.settings(tmp_path), pooled=True)
    with store.engine.connect() as connection:
        mine = connection.connection.dbapi_connection
    with store.engine.connect() as connection:
        assert connection.connection.dbapi_connection is mine

    def other():
        with store.engine.connect() as connection:
            return int(connection.connection.dbapi_connection is mine)

    assert _code(_in_child(other)) == 0
    store.engine.dispose()
    store.lock.close()


def test_a_lock_whose_folder_is_gone_is_busy(tmp_path):
    lock = WriterLock(tmp_path / "gone" / "lock")
    with pytest.raises(Busy), lock.held():
        pass
    (tmp_path / "gone").mkdir()
    with lock.held():
        pass
    lock.close()


def test_the_lock_is_never_the_database_itself(tmp_path):
    with helpers.opened(helpers.settings(tmp_path)) as store:
        assert store.lock.path.name == "practicum.sqlite.writer"


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("no folder")
    settings = helpers.settings(tmp_path, f"sqlite:///{tmp_path / 'file' / 'x.sqlite'}")
    with pytest.raises(SettingsError, match="INSTANCE_PATH"):
        open_store(settings)


def test_a_folder_with_odd_signs_works(tmp_path):
    odd = tmp_path / "100% ünd #1"
    with helpers.opened(helpers.settings(odd)) as store, helpers.write(store) as connection:
        connection.execute(text("CREATE TABLE t (a)"))
    assert (odd / "practicum.sqlite").exists()


def test_postgresql_that_does_not_flush_is_refused(tmp_path, new_pg):
    url = new_pg()
    with helpers.opened(helpers.settings(tmp_path, url)) as store, store.engine.connect() as link:
        if link.exec_driver_sql("SHOW fsync").scalar() != "off":
            pytest.skip("the refusal of an unsafe PostgreSQL: this server flushes")
    strict = helpers.settings(tmp_path, url, allow_unsafe_durability=False)
    with helpers.opened(strict) as store, pytest.raises(UnsafeDatabaseError, match="fsync"):
        store.engine.connect()


def test_a_damaged_file_says_so_and_is_left_alone(tmp_path):
    (tmp_path / "practicum.sqlite").write_bytes(b"no database at all " * 500)
    with helpers.opened(helpers.settings(tmp_path)) as store:
        with pytest.raises(Exception, match="not a database") as caught:
            store.engine.connect()
    assert isinstance(caught.value.__cause__ or caught.value, sqlite3.DatabaseError)
    assert (tmp_path / "practicum.sqlite").read_bytes().startswith(b"no database")


def test_a_connection_that_the_server_closed_in_the_pool_is_replaced(tmp_path, new_pg):
    settings = helpers.settings(tmp_path, new_pg())
    with helpers.opened(settings, pooled=True) as store:
        with store.engine.connect() as connection:
            left = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with open_store(settings, pooled=False).engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": left})
        with store.engine.connect() as connection:
            assert connection.execute(text("SELECT pg_backend_pid()")).scalar_one() != left
