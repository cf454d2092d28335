import shutil
import stat
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from course.db import backup as backups
from course.db import migrate
from course.db.backup import BackupError
from tests.db import helpers

ON_SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def client_programs(request):
    """PostgreSQL's own programs, where the database needs them."""
    if "postgresql" in request.node.name and not shutil.which("pg_dump"):
        pytest.skip("backup of PostgreSQL: pg_dump is not installed")


def _write(store, word):
    statement = text("INSERT INTO asset (digest, mime, body) VALUES (:word, 'text/plain', :body)")
    with helpers.write(store) as connection:
        connection.execute(statement, {"word": word, "body": b"x" * 100})


def _words(store):
    with store.engine.connect() as connection:
        return set(connection.scalars(text("SELECT digest FROM asset")))


class Load:
    """Threads that write, and note what was acknowledged."""

    def __init__(self, store):
        self.store, self.acknowledged, self.stop = store, [], threading.Event()
        self.threads = [threading.Thread(target=self._run, args=(n,)) for n in range(3)]

    def _run(self, number):
        turn = 0
        while not self.stop.is_set():
            word = f"{number}-{turn}"
            _write(self.store, word)
            self.acknowledged.append(word)
            turn += 1

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        while len(self.acknowledged) < 20:
            self.threads[0].join(0.01)
        return self

    def __exit__(self, *_):
        self.stop.set()
        for thread in self.threads:
            thread.join()


def test_a_backup_under_load_holds_every_row_acknowledged_before(
    filled, tmp_path, client_programs, request
):
    made = []
    with Load(filled) as load:
        for _ in range(3):
            before = set(load.acknowledged)
            made.append((before, backups.backup(filled, tmp_path / "backups", helpers.AT)))
    url = request.getfixturevalue("new_pg")() if not filled.is_sqlite else ""
    for number, (before, file) in enumerate(made):
        with helpers.opened(helpers.settings(tmp_path / f"new{number}", url)) as other:
            backups.restore(other, file)
            assert migrate.state(other) == "current"
            assert before <= _words(other)
            assert helpers.triggers_of(other) == helpers.triggers_of(filled)
            rows = helpers.rows_of(other)
            assert {rows[name] for name in rows if name != "asset"} == {3}
            with pytest.raises(DBAPIError, match="append-only"), helpers.write(other) as connection:
                connection.execute(text("DELETE FROM audit"))


def test_backups_of_one_second_stay_two_and_only_the_owner_reads_them(
    filled, tmp_path, client_programs
):
    folder = tmp_path / "backups"
    first = backups.backup(filled, folder, helpers.AT)
    second = backups.backup(filled, folder, helpers.AT)
    assert first != second
    assert {first.stem, second.stem} == {"practicum-20261124T120000", "practicum-20261124T120000-2"}
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not list(folder.glob("*partial*"))


def test_a_restore_brings_back_what_was_and_drops_what_came_after(
    filled, tmp_path, client_programs
):
    file = backups.backup(filled, tmp_path / "backups", helpers.AT)
    before = helpers.rows_of(filled)
    _write(filled, "later")
    backups.restore(filled, file)
    assert helpers.rows_of(filled) == before
    _write(filled, "and on")
    assert "and on" in _words(filled)


def _truncated(file):
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _bit_flipped(file):
    data = bytearray(file.read_bytes())
    # In the middle of a text of ours, where SQLite itself sees nothing wrong.
    place = data.find(b"fictional") if b"fictional" in data else len(data) // 2
    data[place] ^= 1
    file.write_bytes(bytes(data))


def _emptied(file):
    file.write_bytes(b"")


@pytest.mark.parametrize(
    ("harm", "with_sum"),
    # A letter changed for another can be told by the sum only: so both files are kept together.
    [(_truncated, True), (_truncated, False), (_emptied, False), (_bit_flipped, True)],
)
def test_a_damaged_backup_is_refused_and_the_database_stays(
    filled, tmp_path, harm, with_sum, client_programs
):
    file = backups.backup(filled, tmp_path / "backups", helpers.AT)
    harm(file)
    if not with_sum:
        file.with_name(file.name + ".sha256").unlink()
    _write(filled, "kept")
    rows = helpers.rows_of(filled)
    with pytest.raises(BackupError, match=file.name):
        backups.restore(filled, file)
    assert helpers.rows_of(filled) == rows
    assert "kept" in _words(filled)


def test_a_backup_of_a_newer_program_is_refused(filled, tmp_path, client_programs):
    with helpers.write(filled) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '7777'"))
    file = backups.backup(filled, tmp_path / "backups", helpers.AT)
    with helpers.write(filled) as connection:
        connection.execute(
            text("UPDATE alembic_version SET version_num = :head"), {"head": migrate.head()}
        )
    _write(filled, "kept")
    with pytest.raises(BackupError, match="newer Practicum .revision 7777"):
        backups.restore(filled, file)
    assert "kept" in _words(filled)


def test_something_else_is_refused(filled, tmp_path, client_programs):
    other = tmp_path / "other.sqlite"
    with helpers.raw(other) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    with pytest.raises(BackupError, match=r"other\.sqlite"):
        backups.restore(filled, other)
    with pytest.raises(BackupError, match="no file"):
        backups.restore(filled, tmp_path / "nowhere")
    assert set(helpers.rows_of(filled).values()) == {3}


@ON_SQLITE
def test_a_reader_reads_on_through_a_restore(filled, tmp_path):
    file = backups.backup(filled, tmp_path / "backups", helpers.AT)
    for number in range(20):
        _write(filled, f"later {number}")
    stop, seen, failed = threading.Event(), set(), []

    def read():
        while not stop.is_set():
            try:
                seen.add(len(_words(filled)))
            except Exception as error:  # noqa: BLE001 - any failure counts
                failed.append(error)

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    with filled.engine.connect() as slow:
        assert len(set(slow.scalars(text("SELECT digest FROM asset")))) == 23
        backups.restore(filled, file)
        # This reader keeps its moment to its end.
        assert len(set(slow.scalars(text("SELECT digest FROM asset")))) == 23
    while 3 not in seen and not failed:
        threads[0].join(0.01)
    stop.set()
    for thread in threads:
        thread.join()
    assert failed == []
    assert seen <= {23, 3}
    assert len(_words(filled)) == 3


@ON_SQLITE
def test_what_a_killed_server_left_beside_the_file_does_no_harm(filled, tmp_path):
    file = backups.backup(filled, tmp_path / "backups", helpers.AT)
    folder = tmp_path / "site"
    live = folder / "practicum.sqlite"
    with filled.engine.connect() as reader:
        reader.execute(text("SELECT 1 FROM person"))
        _write(filled, "later")
        left = {end: (folder / f"practicum.sqlite{end}").read_bytes() for end in ("-wal", "-shm")}
    assert left["-wal"]
    for kept in ("nothing", "the database"):
        new = tmp_path / f"new {kept}"
        new.mkdir()
        if kept == "the database":
            shutil.copy(live, new / live.name)
        for end, data in left.items():
            (new / f"practicum.sqlite{end}").write_bytes(data)
        with helpers.opened(helpers.settings(new)) as store:
            backups.restore(store, file)
            assert set(helpers.rows_of(store).values()) == {3}
        backups.verify_sqlite(new / live.name)


@ON_SQLITE
def test_a_damaged_database_gives_no_backup(filled, tmp_path):
    path = tmp_path / "site" / "practicum.sqlite"
    filled.engine.dispose()
    data = bytearray(path.read_bytes())
    data[4096 * 5 : 4096 * 40] = bytes(4096 * 35)
    path.write_bytes(bytes(data))
    with pytest.raises(BackupError, match="No backup was made"):
        backups.backup(filled, tmp_path / "backups", helpers.AT)
    assert list((tmp_path / "backups").glob("*")) == []


@ON_SQLITE
def test_before_there_is_a_database_there_is_no_backup(fresh, tmp_path):
    with helpers.opened(fresh) as store, pytest.raises(BackupError, match="no database yet"):
        backups.backup(store, tmp_path / "backups", helpers.AT)
