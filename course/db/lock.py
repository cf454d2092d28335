"""The writer lock: one writer at a time on a SQLite file, over threads and processes.

Why a lock of our own: SQLite before 3.51.3 can lose committed rows when two connections
write or checkpoint a WAL database at the same moment, and its own lock polls with growing
sleeps, so that writers starve. A thread lock and a file lock in front of BEGIN IMMEDIATE
exclude the first and queue the second.
"""

import contextlib
import fcntl
import os
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

from course.errors import Busy

WAIT_SECONDS = 10.0


class WriterLock:
    """An exclusive `flock` on a file of its own, with a thread lock before it."""

    def __init__(self, path: Path, wait: float = WAIT_SECONDS) -> None:
        self.path = path
        self.wait = wait
        self.commits = 0
        self._descriptor: int | None = None
        self._thread = threading.Lock()
        forget = weakref.WeakMethod(self._forget)
        os.register_at_fork(after_in_child=lambda: (method := forget()) and method())

    def _forget(self) -> None:
        # A descriptor that came through fork is the parent's lock: it excludes nobody.
        if self._descriptor is not None:
            os.close(self._descriptor)
        self._descriptor = None
        self._thread = threading.Lock()

    def _open(self) -> int:
        return os.open(self.path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)

    def excludes(self) -> bool:
        """Return whether two descriptors exclude each other here (some network mounts lie)."""
        first, second = self._open(), self._open()
        try:
            fcntl.flock(first, fcntl.LOCK_EX)
            fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        else:
            return False
        finally:
            os.close(first)
            os.close(second)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock. Raises Busy when no thread let go in time, or the file cannot be used."""
        if not self._thread.acquire(timeout=self.wait):
            raise Busy("Many people are saving at this moment.")
        try:
            yield from self._file_held()
        finally:
            self._thread.release()

    def _file_held(self) -> Iterator[None]:
        descriptor = self._locked()
        try:
            yield
        finally:
            fcntl.flock(descriptor, fcntl.LOCK_UN)

    def _locked(self) -> int:
        try:
            descriptor = self._open() if self._descriptor is None else self._descriptor
            self._descriptor = descriptor
            # Blocking, never polled: polling cost a quarter of the throughput, tripled the tail.
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError as error:
            raise Busy("The file of the writer lock cannot be used just now.") from error
        return descriptor

    def close(self) -> None:
        """Close the descriptor; the file stays, for deleting it would split the lock."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
