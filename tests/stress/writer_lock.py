"""Three processes write, checkpoint and are killed; nothing that was acknowledged may be missing.

Run it as `python -m tests.stress.writer_lock --seconds 60 --processes 3 --threads 4`. It uses a
folder of its own, no network, and ends by itself. With `--mutant` the rows are acknowledged before
they are committed, and the run must find rows missing: this shows that it would notice.
"""

import argparse
import dataclasses
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from course import db
from course.db import Base, engine, migrate
from course.errors import Busy
from tests.db import helpers

#: Far more often than the site does, because the fault that the lock excludes needs checkpoints.
CHECKPOINT_EVERY = 5
#: Numbers of one process stay apart from those of every other.
SPAN = 10_000_000


@dataclasses.dataclass
class Result:
    """What a run found."""

    acknowledged: int = 0
    missing: int = 0
    rows: int = 0
    kills: int = 0
    failures: int = 0
    integrity: str = ""
    orphans: int = 0
    halves: int = 0
    seconds: float = 0.0

    @property
    def fine(self):
        broken = (self.missing, self.failures, self.orphans, self.halves)
        return self.integrity == "ok" and not any(broken) and self.acknowledged > 0

    def __str__(self):
        speed = self.rows / self.seconds if self.seconds else 0
        return (
            f"{'fine' if self.fine else 'NOT FINE'}: {self.acknowledged} acknowledged, "
            f"{self.missing} missing, {self.kills} kills, {speed:.0f} commits/s, integrity "
            f"{self.integrity}, {self.orphans} orphans, {self.halves} halves, "
            f"{self.failures} failures"
        )


def _insert(number):
    """Two rows that belong together, so that half a transaction would show."""
    with db.writing() as session:
        for name in ("bank", "question"):
            table = Base.metadata.tables[name]
            session.execute(table.insert().values(helpers.values_for(table, number)))


def _writer(app, numbers, acknowledge, end, *, mutant):
    for number in numbers:
        if time.time() > end:
            return
        with app.app_context():
            if mutant:
                acknowledge(number)
                time.sleep(0.02)
            try:
                _insert(number)
            except Busy:
                continue
            if not mutant:
                acknowledge(number)


def work(folder, index, threads, end, *, mutant):
    """Write until the end: one process of the run."""
    engine.CHECKPOINT_EVERY = CHECKPOINT_EVERY
    # One append is one system call: a killed process leaves whole lines.
    notes = os.open(folder / f"acknowledged-{index}", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    with helpers.small_app(helpers.settings(folder), pooled=True) as app:
        started = [
            threading.Thread(
                target=_writer,
                args=(
                    app,
                    range(index * SPAN + thread + 1, (index + 1) * SPAN, threads),
                    lambda number: os.write(notes, f"{number}\n".encode()),
                    end,
                ),
                kwargs={"mutant": mutant},
            )
            for thread in range(threads)
        ]
        for thread in started:
            thread.start()
        for thread in started:
            thread.join()


class Run:
    """The processes, their killer, and the count at the end."""

    def __init__(self, folder, seconds, processes, threads, kill_every, *, mutant):
        self.folder, self.seconds, self.threads = folder, seconds, threads
        self.kill_every, self.mutant = kill_every, mutant
        self.result = Result()
        self.end = time.time() + seconds
        self.next = 0
        self.errors = (folder / "errors").open("ab")
        self.notes = {}
        self.living = [self._start() for _ in range(processes)]

    def _start(self):
        line = [sys.executable, "-m", "tests.stress.writer_lock", "--worker", str(self.next)]
        more = ["--folder", str(self.folder), "--threads", str(self.threads)]
        mutant = ["--mutant"] if self.mutant else []
        made = subprocess.Popen([*line, *more, "--end", str(self.end), *mutant], stderr=self.errors)
        self.notes[made] = self.folder / f"acknowledged-{self.next}"
        self.next += 1
        return made

    def _writes(self, process):
        notes = self.notes[process]
        return notes.exists() and notes.stat().st_size > 0

    def _kill_one(self):
        """Kill one that writes; to kill those that are still starting would prove nothing."""
        writing = [n for n, one in enumerate(self.living) if self._writes(one)]
        if not writing:
            return
        index = random.choice(writing)
        process = self.living[index]
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            self.result.kills += 1
        self._note(process)
        self.living[index] = self._start()

    def _note(self, process):
        code = process.wait(timeout=60)
        if code not in {0, -signal.SIGKILL}:
            self.result.failures += 1

    def go(self):
        began = time.time()
        while True:
            pause = random.uniform(*self.kill_every)
            if time.time() + pause > self.end:
                break
            time.sleep(pause)
            self._kill_one()
        for process in self.living:
            self._note(process)
        self.errors.close()
        self.result.seconds = time.time() - began
        self._count()
        return self.result

    def _count(self):
        found = self.result
        noted = [int(n) for f in self.folder.glob("acknowledged-*") for n in f.read_text().split()]
        with helpers.raw(self.folder / "practicum.sqlite") as link:
            banks = {row[0] for row in link.execute("SELECT id FROM bank")}
            questions = {row[0] for row in link.execute("SELECT id FROM question")}
            found.integrity = link.execute("PRAGMA integrity_check").fetchone()[0]
            found.orphans = len(link.execute("PRAGMA foreign_key_check").fetchall())
        found.acknowledged, found.rows = len(noted), len(banks)
        found.missing = len(set(noted) - banks)
        found.halves = len(banks ^ questions)


def run(seconds, processes=3, threads=4, kill_every=(1.0, 3.0), *, mutant=False):
    """Run it in a folder of its own and return what was found."""
    with tempfile.TemporaryDirectory(prefix="practicum-stress-") as name:
        folder = Path(name)
        with helpers.opened(helpers.settings(folder)) as store:
            migrate.migrate(store)
        found = Run(folder, seconds, processes, threads, kill_every, mutant=mutant).go()
        if found.failures:
            print((folder / "errors").read_text()[-3000:], file=sys.stderr)
        return found


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--processes", type=int, default=3)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--mutant", action="store_true")
    for inner in ("--worker", "--folder", "--end"):
        parser.add_argument(inner, help=argparse.SUPPRESS)
    return parser.parse_args()


def main():
    given = _arguments()
    if given.worker is not None:
        folder, end = Path(given.folder), float(given.end)
        work(folder, int(given.worker), given.threads, end, mutant=given.mutant)
        return 0
    found = run(given.seconds, given.processes, given.threads, mutant=given.mutant)
    print(found)
    return int(found.fine == given.mutant)


if __name__ == "__main__":
    sys.exit(main())
