import threading

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from course import db
from course.db import engine
from course.errors import Busy
from course.people.models import Cohort
from tests.db.helpers import AT


def cohort(name):
    return Cohort(name=name, created_at=AT)


def names():
    return sorted(db.session().scalars(select(Cohort.name)))


def add(name):
    with db.writing() as session:
        session.add(cohort(name))


def test_what_was_written_is_there(site):
    add("Fall")
    assert names() == ["Fall"]


def test_an_orm_write_outside_fails(site):
    db.session().add(cohort("Fall"))
    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        db.session().commit()
    db.session().rollback()
    assert names() == []


def test_a_raw_write_outside_fails(site):
    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        db.session().execute(text("DELETE FROM cohort"))


def test_a_write_on_a_connection_of_the_engine_fails(site):
    with db.store().engine.connect() as connection:
        with pytest.raises(DBAPIError, match=r"readonly|read-only"):
            connection.execute(text("DELETE FROM cohort"))


def test_after_writing_the_same_connection_is_read_only_again(site):
    add("Fall")
    for _ in range(3):
        with pytest.raises(DBAPIError, match=r"readonly|read-only"):
            db.session().execute(text("DELETE FROM cohort"))
        db.session().rollback()
    assert names() == ["Fall"]


def test_after_a_failed_write_the_connection_is_read_only_again(site):
    with pytest.raises(ZeroDivisionError), db.writing():
        1 / 0  # noqa: B018
    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        db.session().execute(text("DELETE FROM cohort"))


def test_nesting_raises(site):
    with db.writing(), pytest.raises(RuntimeError, match="nested"), db.writing():
        pass


def test_changes_made_before_raise(site):
    db.session().add(cohort("Fall"))
    with pytest.raises(RuntimeError, match="before"), db.writing():
        pass


def test_an_exception_rolls_back_whole(site):
    with pytest.raises(ZeroDivisionError), db.writing() as session:
        session.add(cohort("Fall"))
        session.flush()
        session.add(cohort("Spring"))
        session.flush()
        1 / 0  # noqa: B018
    assert names() == []
    add("Winter")
    assert names() == ["Winter"]


def test_writing_sees_what_others_committed_since_the_read(site):
    assert names() == []
    other = threading.Thread(target=_in_context, args=(site, lambda: add("Fall")))
    other.start()
    other.join()
    with db.writing() as session:
        assert session.scalars(select(Cohort.name)).all() == ["Fall"]


def _in_context(app, act):
    with app.app_context():
        act()


def test_writers_of_many_threads_lose_nothing(site):
    def write(number):
        for turn in range(10):
            _in_context(site, lambda: add(f"{number}-{turn}"))  # noqa: B023

    threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names()) == 60


def test_the_end_of_the_context_closes_the_session(ready):
    from tests.db.helpers import small_app

    with small_app(ready, pooled=True) as app:
        with app.app_context():
            names()
            pool = db.store().engine.pool
            if db.store().is_sqlite:
                assert pool.checkedout() == 1
        assert pool.checkedout() == 0


def test_a_request_starts_no_thread(app):
    client = app.test_client()
    client.get("/sign-in")
    started = []
    start = threading.Thread.start

    def counted(thread):
        started.append(thread)
        start(thread)

    threading.Thread.start = counted
    try:
        for _ in range(5):
            assert client.get("/sign-in").status_code == 200
    finally:
        threading.Thread.start = start
    assert started == []


def test_a_writer_that_waits_too_long_is_told_so(sqlite_site):
    lock = db.store().lock
    lock.wait = 0.05
    with lock.held(), pytest.raises(Busy), db.writing():
        pass


def test_a_database_locked_by_another_program_is_busy(sqlite_site):
    import sqlite3

    other = sqlite3.connect(db.store().engine.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with db.store().engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    try:
        with pytest.raises(Busy), db.writing():
            pass
    finally:
        other.close()
    add("Fall")
    assert names() == ["Fall"]


def test_a_checkpoint_that_fails_does_not_undo_the_commit(sqlite_site, monkeypatch, caplog):
    import sqlite3

    def fails(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(engine, "CHECKPOINT_EVERY", 1)
    monkeypatch.setattr(engine, "_checkpoint", fails)
    add("Fall")
    assert names() == ["Fall"]
    assert "checkpoint failed" in caplog.text


def test_a_checkpoint_comes_every_so_many_commits(sqlite_site, monkeypatch):
    modes = []
    monkeypatch.setattr(engine, "CHECKPOINT_EVERY", 3)
    monkeypatch.setattr(engine, "_checkpoint", lambda _, mode: modes.append(mode))
    for number in range(7):
        add(str(number))
    assert modes == ["PASSIVE", "PASSIVE"]


def test_a_checkpoint_does_not_wait_for_a_reader(sqlite_site):
    import time

    with db.store().engine.connect() as reader:
        reader.execute(text("SELECT count(*) FROM cohort"))
        add("Fall")
        began = time.monotonic()
        engine.truncate_wal(db.store())
        assert time.monotonic() - began < 2
