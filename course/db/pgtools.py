"""PostgreSQL's own programs: pg_dump and pg_restore."""

import os
import subprocess
from pathlib import Path

from sqlalchemy import URL


class ToolError(Exception):
    """A program is missing or failed. The message says what it said."""


def dump(url: URL, target: Path) -> None:
    """Write the whole database in pg_dump's own format, and read its table of contents back.

    Raises ToolError.
    """
    _run("pg_dump", *_database(url), "--format=custom", f"--file={target}", url=url)
    _run("pg_restore", "--list", target)


def restore(url: URL, file: Path) -> None:
    """Replace every table of the backup in one transaction. Raises ToolError; all is kept then."""
    words = ("--clean", "--if-exists", "--no-owner", "--single-transaction", file)
    _run("pg_restore", *_database(url), *words, url=url)


def revision_of(file: Path) -> str | None:
    """Return the schema's revision in a dump, None when it has none. Raises ToolError."""
    words = ("--data-only", "--table=alembic_version", "--file=-", file)
    lines = _run("pg_restore", *words).splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("COPY ")]
    row = lines[starts[0] + 1] if starts else "\\."
    return None if row == "\\." else row


def _database(url: URL) -> tuple[str]:
    # Made anew without the password: `URL.set(password=None)` would keep it.
    plain = URL.create(
        "postgresql", url.username, None, url.host, url.port, url.database, url.query
    )
    return (f"--dbname={plain.render_as_string(hide_password=False)}",)


def _environment(url: URL | None) -> dict[str, str]:
    # The password goes by the environment: arguments are visible to every user of the machine.
    made = {**os.environ, "PGOPTIONS": "-c default_transaction_read_only=off"}
    if url is not None and url.password:
        made["PGPASSWORD"] = str(url.password)
    return made


def _run(program: str, *arguments: str | Path, url: URL | None = None) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program with our own words
            [program, *map(str, arguments)],
            env=_environment(url),
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except FileNotFoundError:
        text = f"{program} is not installed; install PostgreSQL's client programs."
        raise ToolError(text) from None
    if done.returncode:
        raise ToolError(f"{program} failed: {done.stderr.strip()[-400:]}")
    return done.stdout
