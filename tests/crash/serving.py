"""The server as `make run` starts it, and the ways in which it is killed."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from tests import conftest as house
from tests.browser.serving import ROOT, free_port

#: The server that says "saved" before it is, for seeing that it is found out.
MUTANT = "tests.crash.mutant:app"
_START_SECONDS = 60


class Serving:
    """gunicorn with its workers, over the database of a place."""

    def __init__(self, place, target="wsgi:app", more=""):
        #: `more` are words that gunicorn gets beside its file.
        self.place, self.target, self.more = place, target, more
        self.port = free_port()
        self.process = None
        self.killed = set()
        # Beside the folder of the site: a full disk must not fill by it, nor empty.
        self.log = place.folder.with_suffix(".log")

    def start(self):
        words = ["-m", "gunicorn", "--config", "course/web/server.py", self.target]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *words],
                cwd=ROOT,
                env=self._environ(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait()
        return self

    def _environ(self):
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return kept | {
            "PORT": str(self.port),
            "GUNICORN_CMD_ARGS": self.more,
            "INSTANCE_PATH": str(self.place.folder),
            "DATABASE_URL": self.place.url,
            "SECRET_KEY": house.SECRET,
            "PASSWORD_HASHING": "light",
            "LOG_LEVEL": "ERROR",
        }

    def _wait(self):
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end:
            if self._is_well():
                return
            time.sleep(0.05)
        raise AssertionError(f"the server did not start:\n{self.log.read_text()[-3000:]}")

    def _is_well(self):
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)) as asked:
            with contextlib.suppress(OSError, http.client.HTTPException):
                asked.request("GET", "/healthz")
                return asked.getresponse().status == http.HTTPStatus.OK
        return False

    def workers(self):
        """The process ids of the workers, the longest there first."""
        master = self.process.pid
        children = Path(f"/proc/{master}/task/{master}/children")
        return [int(word) for word in children.read_text().split()]

    def kill_worker(self):
        """Kill the worker that has served longest: it is surely in the middle of something."""
        # One that was killed stays in the list until its master has noticed.
        while not (living := [one for one in self.workers() if one not in self.killed]):
            time.sleep(0.01)
        self.killed.add(living[0])
        os.kill(living[0], signal.SIGKILL)

    def kill(self):
        """Kill the master and every worker at once; nobody can finish anything."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        with contextlib.suppress(ProcessLookupError):
            self.kill()
