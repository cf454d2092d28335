"""The two databases that are crashed, each in a folder of its own, looked at from outside."""

import contextlib
import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

import psycopg

from tests import postgres
from tests.not_run import not_run

#: Of the small disks: more than twice what a WAL grows to, and little enough to be full soon.
MEGABYTES = {"sqlite": 48, "postgresql": 256}


class OnSqlite:
    """A folder with a file; the server is its only writer."""

    name = "sqlite"
    url = ""

    def __init__(self, folder):
        self.folder = folder
        #: What a full disk fills.
        self.disk = folder

    def start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        return self

    def rows(self, query):
        with closing(sqlite3.connect(self.folder / "practicum.sqlite", timeout=30)) as link:
            link.execute("PRAGMA query_only = 1")
            return link.execute(query).fetchall()

    def damage(self):
        """What SQLite finds wrong with its own file."""
        found = self.rows("PRAGMA integrity_check") + self.rows("PRAGMA foreign_key_check")
        return [row for row in found if row != ("ok",)]

    def revive(self):
        """Nothing: there is no server to be down."""

    def stop(self):
        """Nothing, for the same reason."""


class OnPostgres:
    """A server of its own, durable as it comes (fsync on)."""

    name = "postgresql"

    def __init__(self, folder):
        self.folder = folder
        self.server = postgres.Server(durable=True)
        self.disk = self.server.folder / "data"

    def start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.server.start()
        self.url = self.server.create("crash")
        return self

    def rows(self, query):
        with psycopg.connect(self.url, autocommit=True) as link:
            return link.execute(query).fetchall()

    def damage(self):
        """What PostgreSQL finds wrong with tables and indexes; its checker may not be there."""
        checker = self.server.bin / "pg_amcheck"
        if not checker.exists():
            print("NOT RUN: pg_amcheck was not found")
            return []
        words = ("-h", self.server.folder, "-U", "practicum", "--install-missing")
        try:
            self.server._run(checker, *words, "--heapallindexed", "crash")
        except RuntimeError as error:
            if "is not available" not in str(error):
                return [str(error)]
            print("NOT RUN: pg_amcheck found no extension to check with")
        return []

    def revive(self):
        """Start it again if the fault made it stop, as its service manager would."""
        try:
            self.rows("SELECT 1")
        except psycopg.OperationalError:
            self.server.down("immediate")
            self.server.up()

    def stop(self):
        self.server.stop()


PLACES = {"sqlite": OnSqlite, "postgresql": OnPostgres}


@contextlib.contextmanager
def place(name, *, small=False):
    """A place that is running, on a small disk if wanted; nothing is left of it."""
    if name == "postgresql" and postgres.binaries() is None:
        not_run("crashes on PostgreSQL: no server was found")
    folder = Path(tempfile.mkdtemp(prefix="practicum-crash-"))
    made = PLACES[name](folder / "site")
    try:
        with _small_disk(made.disk, MEGABYTES[name]) if small else contextlib.nullcontext():
            yield from _running(made)
    finally:
        for left in (folder, made.disk.parent):
            shutil.rmtree(left, ignore_errors=True)


def _running(made):
    try:
        yield made.start()
    finally:
        made.stop()


@contextlib.contextmanager
def _small_disk(folder, megabytes):
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0 or _mount(folder, megabytes).returncode:
        not_run("a full disk under the server: this user may not mount a small one")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _mount(folder, megabytes):
    # PostgreSQL runs as nobody, see `postgres.Server`; root, who runs the site, may enter as well.
    size = f"size={megabytes}m,mode=0700,uid={pwd.getpwnam('nobody').pw_uid}"
    words = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)]
    return subprocess.run(words, capture_output=True, check=False)


def fill(disk):
    """Take the last byte of a disk. Return the file that takes it."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(bytes(size))
    return ballast
