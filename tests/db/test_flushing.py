"""What reaches the disk, counted from outside: a killed process cannot tell, a power cut can."""

import re
import shutil
import subprocess
import sys

import pytest

COMMITS = 50

_PROGRAM = """
import sys
from pathlib import Path
from course.db import engine
from course.db.lock import WriterLock
from tests.db import helpers
folder, journal, weak = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "weak"
if journal == "delete":
    WriterLock.excludes = lambda _: False
if weak:
    plain = engine.pragmas
    engine.pragmas = lambda *, wal: [
        "synchronous=NORMAL" if "synchronous" in p else p for p in plain(wal=wal)
    ]
from sqlalchemy import text
from course import db
with helpers.small_app(helpers.settings(folder), pooled=True) as app, app.app_context():
    for number in range(int(sys.argv[4])):
        with db.writing() as session:
            session.execute(text("INSERT INTO asset VALUES (:n, 'text/plain', 'x')"), {"n": str(number)})
"""


@pytest.fixture
def syncs(tmp_path, made_file):
    """A function that counts the flushes of some commits."""
    if not shutil.which("strace") or not _may_trace():
        pytest.skip("flushes at each commit: strace is not installed or not allowed")

    def count(journal, strength="as it is", commits=COMMITS):
        folder = tmp_path / f"{journal}-{strength}-{commits}"
        folder.mkdir()
        shutil.copy(made_file, folder / "practicum.sqlite")
        program = [sys.executable, "-c", _PROGRAM, folder, journal, strength, str(commits)]
        trace = folder / "trace"
        line = ["strace", "-f", "-o", trace, "-e", "trace=fsync,fdatasync", *program]
        subprocess.run([str(word) for word in line], check=True, timeout=120)
        return len(re.findall(r"(?:fsync|fdatasync)\(", trace.read_text()))

    return count


def _may_trace():
    return subprocess.run(["strace", "true"], capture_output=True, check=False).returncode == 0


def test_every_commit_is_flushed(syncs):
    assert syncs("wal") - syncs("wal", commits=0) >= COMMITS


def test_a_weaker_setting_would_be_seen(syncs):
    assert syncs("wal", "weak") < COMMITS


def test_the_rollback_journal_is_flushed_with_its_folder(syncs):
    # SQLite flushes the journal twice or more, the database, and for EXTRA the folder.
    assert syncs("delete") - syncs("delete", commits=0) >= 4 * COMMITS
