"""A full or read-only disk: nothing half-written, a clear answer, and back without a restart."""

import os
import shutil
import subprocess

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from course import config, db
from course.config import SettingsError
from course.db import backup as backups
from course.db.engine import open_store
from course.errors import Busy
from tests.db import helpers


@pytest.fixture
def small_disk(tmp_path):
    """A disk of three megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    line = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(line, capture_output=True, check=False).returncode:
        pytest.skip("a full and a read-only disk: this user may not mount a small one")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _fill(folder):
    with (folder / "ballast").open("wb", buffering=0) as file:
        for size in (65536, 512, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue


def _add(word):
    statement = text("INSERT INTO asset VALUES (:word, 'text/plain', :body)")
    with db.writing() as session:
        session.execute(statement, {"word": f"{word}-a", "body": b"x" * 20000})
        session.execute(statement, {"word": f"{word}-b", "body": b"x" * 20000})


def _words():
    return set(db.session().scalars(text("SELECT digest FROM asset")))


def test_a_full_disk_is_busy_and_loses_nothing(small_disk, made_file):
    shutil.copy(made_file, small_disk / "practicum.sqlite")
    with helpers.small_app(helpers.settings(small_disk), pooled=True) as app, app.app_context():
        _add("before")
        _fill(small_disk)
        refused = 0
        for number in range(5):
            try:
                _add(f"full-{number}")
            except Busy:
                refused += 1
        assert refused >= 4
        kept = _words()
        assert {"before-a", "before-b"} <= kept
        assert all({f"{word[:-1]}a", f"{word[:-1]}b"} <= kept for word in kept)
        (small_disk / "ballast").unlink()
        _add("after")
        assert kept | {"after-a", "after-b"} == _words()
        db.session().rollback()
        backups.verify_sqlite(small_disk / "practicum.sqlite")


def test_a_full_disk_gives_no_half_backup(small_disk, tmp_path, made_file):
    folder = tmp_path / "site"
    folder.mkdir()
    shutil.copy(made_file, folder / "practicum.sqlite")
    (small_disk / "backups").mkdir()
    _fill(small_disk)
    with helpers.opened(helpers.settings(folder)) as store:
        with pytest.raises(backups.BackupError, match="No backup was made"):
            backups.backup(store, small_disk / "backups", helpers.AT)
    assert list((small_disk / "backups").glob("*")) == []


def test_a_read_only_folder_is_named_with_what_to_do(small_disk):
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(SettingsError, match="INSTANCE_PATH: cannot keep the secret") as caught:
        config.from_environment({}, instance_path=small_disk)
    assert "Make the folder writable, or set SECRET_KEY." in str(caught.value)
    with pytest.raises(SettingsError, match="INSTANCE_PATH: the database cannot be kept"):
        open_store(helpers.settings(small_disk))


def test_a_file_grown_to_its_limit_is_busy(sqlite_site):
    import resource

    _add("before")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(Busy):
            _add("full")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    _add("after")
    assert _words() == {"before-a", "before-b", "after-a", "after-b"}


def test_a_mistake_of_ours_is_not_called_busy(site):
    with pytest.raises(DBAPIError), db.writing() as session:
        session.execute(text("INSERT INTO nowhere VALUES (1)"))
