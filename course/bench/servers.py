"""Servers under measurement: gunicorn on loopback, the same class and numbers for both."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from course.config import ROOT

#: Threads above the cores lengthen the tail and add nothing.
THREADS = 2
_START_SECONDS = 30.0
_STOP_SECONDS = 10.0


class ServerError(Exception):
    """A server did not start. The message ends with what it wrote."""


def environment(extra: dict[str, str]) -> dict[str, str]:
    """Return a bare environment with these settings: the user's own must not change a figure."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, **extra}


@contextlib.contextmanager
def gunicorn(target: str, settings: dict[str, str], log: Path) -> Iterator[int]:
    """Serve a WSGI application and yield its port; stopped on the way out.

    Raises ServerError when it does not answer in time.
    """
    port = _free_port()
    with log.open("w") as file:
        process = subprocess.Popen(
            _command(target, port),
            cwd=ROOT,
            env=environment(settings),
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(process, port, log)
        yield port
    finally:
        _stop(process)


def _command(target: str, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", target, "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--workers", str(os.cpu_count() or 1)),
        *("--threads", str(THREADS), "--keep-alive", "30", "--log-level", "warning"),
        *("--no-control-socket", "--graceful-timeout", "2"),
    ]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise ServerError(f"a server did not start:\n{log.read_text()[-2000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
