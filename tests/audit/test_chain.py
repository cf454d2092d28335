import datetime as dt
import random
import shutil
import sqlite3
import threading

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from course import db
from course.audit import service
from course.audit.models import Audit
from course.people.models import Person
from tests.db.helpers import AT, SECRET, drop_triggers, raw

ROWS = 12


def _record(number):
    with db.writing() as session:
        service.record(
            session,
            SECRET,
            "role.granted",
            subject=f"person-{number}",
            actor_id=1 if number % 2 else None,
            at=AT + dt.timedelta(seconds=number, microseconds=number % 3),
            role="instructor",
            number=number,
        )


@pytest.fixture
def log(site):
    """A log with a few acts, by one director and by the command line."""
    with db.writing() as session:
        session.add(Person(id=1, email="petra@practicum.test", name="Petra Lind", created_at=AT))
    for number in range(1, ROWS + 1):
        _record(number)
    return site


def _broken():
    return list(service.broken(db.session(), SECRET))


def test_a_log_that_nobody_touched_is_whole(log):
    assert _broken() == []
    assert db.session().scalars(select(Audit.id).order_by(Audit.id)).all() == [*range(1, ROWS + 1)]


def test_with_another_secret_every_row_is_foreign(log):
    assert list(service.broken(db.session(), "x" * 40)) == [*range(1, ROWS + 1)]


def test_writers_at_once_make_one_chain(log):
    def act(start):
        for number in range(start, start + 5):
            with log.app_context():
                _record(number)

    threads = [threading.Thread(target=act, args=(start,)) for start in (100, 200, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _broken() == []
    assert db.session().scalar(select(Audit.id).order_by(Audit.id.desc()).limit(1)) == ROWS + 15


def test_an_act_that_is_rolled_back_leaves_no_gap(log):
    def fails():
        with db.writing() as session:
            service.record(session, SECRET, "x", subject="y", actor_id=None, at=AT)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    _record(50)
    assert _broken() == []


ON_SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

#: What a column may be changed to: another value that fits, and damage.
_OTHERS = {
    "at": ["2026-11-24 12:00:01.000009", "yesterday", ""],
    "act": ["role.revoked", "", b"\x00"],
    "actor_id": [1, None, "one"],
    "subject": ["person-99", ""],
    "detail": ['{"number":99,"role":"director"}', "{}", b"\xff\xfe"],
    "seal": ["0" * 64, "ü" * 64, b"\x00"],
}


def _edit(link, pick):
    column = pick.choice(sorted(_OTHERS))
    row, value = pick.randint(1, ROWS), pick.choice(_OTHERS[column])
    before = link.execute(f"SELECT {column} FROM audit WHERE id = ?", (row,)).fetchone()[0]
    if before == value:
        value = None if value == 1 else 1
    link.execute(f"UPDATE audit SET {column} = ? WHERE id = ?", (value, row))


def _delete(link, pick):
    # The last row is not among them: a cut end shows by the head that is kept elsewhere.
    link.execute("DELETE FROM audit WHERE id = ?", (pick.randint(1, ROWS - 1),))


def _swap(link, pick):
    one, other = pick.sample(range(1, ROWS + 1), 2)
    for old, new in ((one, -1), (other, one), (-1, other)):
        link.execute("UPDATE audit SET id = ? WHERE id = ?", (new, old))


def _renumber(link, pick):
    link.execute("UPDATE audit SET id = ? WHERE id = ?", (ROWS + pick.randint(1, 99), ROWS))


def _insert(link, pick):
    place = pick.randint(1, ROWS + 1)
    for row in range(ROWS, place - 1, -1):
        link.execute("UPDATE audit SET id = id + 1 WHERE id = ?", (row,))
    copied = pick.choice([row for row in range(1, ROWS + 2) if row != place])
    columns = "at, act, actor_id, subject, detail, seal"
    link.execute(
        f"INSERT INTO audit (id, {columns}) SELECT ?, {columns} FROM audit WHERE id = ?",
        (place, copied),
    )


def _blank(link, pick):
    link.execute("UPDATE audit SET detail = '{}' WHERE id >= ?", (pick.randint(1, ROWS),))


@ON_SQLITE
@pytest.mark.parametrize("harm", [_edit, _delete, _swap, _renumber, _insert, _blank])
def test_any_change_is_found(log, tmp_path, harm):
    db.session().rollback()
    whole = tmp_path / "whole.sqlite"
    with raw(log_path()) as live, raw(whole) as copy:
        live.backup(copy)
        drop_triggers(copy)
    changed = tmp_path / "changed.sqlite"
    engine = create_engine(f"sqlite:///{changed}")
    for seed in range(170):
        shutil.copy(whole, changed)
        with raw(changed) as link:
            harm(link, random.Random(seed))
        with Session(engine) as session:
            assert list(service.broken(session, SECRET)), f"{harm.__name__} with seed {seed}"
        engine.dispose()


def log_path():
    return db.store().engine.url.database


def test_a_cut_end_shows_by_the_head(log):
    head = service.head(db.session())
    _record(60)
    assert service.head(db.session()) != head
    newest = db.session().scalar(select(Audit.seal).where(Audit.id == ROWS))
    assert newest == head


@ON_SQLITE
def test_the_running_site_refuses_the_same_changes(log):
    db.session().rollback()
    with raw(log_path()) as link, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        link.execute("DELETE FROM audit")


def test_an_empty_log_is_whole(site):
    assert _broken() == []
    assert service.head(db.session()) == "0" * 64
