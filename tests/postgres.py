"""A PostgreSQL for the tests: the one named in TEST_DATABASE_URL, or one that they start."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from course.bench.postgres import binaries


class Server:
    """A throw-away server on a socket. It refuses to run as root, so root lends it to nobody."""

    def __init__(self, *, durable: bool = False):
        self.folder = Path(tempfile.mkdtemp(prefix="practicum-pg-"))
        self.bin = self._reachable(binaries())
        self.options = {} if durable else {"fsync": "off", "synchronous_commit": "on"}
        self._as = {}
        if os.geteuid() == 0:
            self._as = {"user": "nobody", "extra_groups": []}
            os.chown(self.folder, pwd.getpwnam("nobody").pw_uid, -1)
        self.folder.chmod(0o755)

    def _reachable(self, folder):
        # A virtual environment under a closed folder cannot be run by nobody: copy it out.
        if folder is None or os.geteuid() != 0 or "site-packages" not in str(folder):
            return folder
        copy = self.folder / "pg"
        shutil.copytree(folder.parent, copy, symlinks=True)
        return copy / "bin"

    def _run(self, *words, check=True):
        line = [str(word) for word in words]
        done = subprocess.run(
            line, cwd="/", capture_output=True, text=True, check=False, **self._as
        )
        if check and done.returncode:
            raise RuntimeError(f"{words[0]}: {done.stdout}{done.stderr}")

    def start(self):
        data = self.folder / "data"
        self._run(
            self.bin / "initdb", "-D", data, "-U", "practicum", "-A", "trust", "-E", "UTF8",
            "--no-sync", "--locale=C",
        )  # fmt: skip
        self.up()
        return self

    def up(self):
        flags = " ".join(f"-c {name}={value}" for name, value in self.options.items())
        where = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        socket = f"{where} -c max_connections=200"
        self._run(
            self.bin / "pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log",
            "-o", f"{socket} {flags}", "start",
        )  # fmt: skip

    def down(self, mode="fast"):
        words = ("-D", self.folder / "data", "-w", "-m", mode, "stop")
        self._run(self.bin / "pg_ctl", *words, check=False)

    def url(self, name="postgres"):
        return f"postgresql://practicum@/{name}?host={self.folder}"

    def create(self, name):
        import psycopg

        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def stop(self):
        self.down("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)
