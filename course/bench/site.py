"""A Practicum to measure: its own folder or database, the delivered content, fictional people."""

import subprocess
import sys
from pathlib import Path

from flask import Flask

from course import clock, config, create_app, db
from course.bench.servers import environment
from course.db import migrate
from course.people import passwords
from course.people import service as people
from course.people.models import Person
from course.permissions import Role

TRAINEES = 12
PASSWORD = "quiet river under stone"  # noqa: S105 - of fictional people in a throw-away database
SUPERVISOR = "supervisor@bench.example"
_LOAD_SECONDS = 90


def email(number: int) -> str:
    """Return the address of a trainee by number, from 0."""
    return f"trainee-{number}@bench.example"


def settings(folder: Path, url: str) -> dict[str, str]:
    """Return the environment of the server under measurement; no address means SQLite."""
    return {
        "INSTANCE_PATH": str(folder),
        "DATABASE_URL": url,
        "PASSWORD_HASHING": "light",
        "LOG_LEVEL": "WARNING",
    }


def make(folder: Path, url: str, content: Path) -> Flask:
    """Make the database, load the content of this folder, add the people; return the application.

    Raises RuntimeError with the loader's words when the content does not load.
    """
    app = create_app(config.from_environment(settings(folder, url)))
    with app.app_context():
        migrate.migrate(db.store())
        _load_content(settings(folder, url), content)
        _add_people()
    return app


def _load_content(given: dict[str, str], content: Path) -> None:
    # By its command: the loader stands on the same floor, and the command is its contract.
    done = subprocess.run(
        [
            *(sys.executable, "-m", "flask", "--app", "wsgi"),
            "content",
            "load",
            "--root",
            str(content),
        ],
        cwd=config.ROOT,
        env=environment(given),
        capture_output=True,
        text=True,
        check=False,
        timeout=_LOAD_SECONDS,
    )
    if done.returncode:
        raise RuntimeError(f"the content does not load:\n{(done.stdout + done.stderr)[-2000:]}")


def _add_people() -> None:
    kept = passwords.hash_password(PASSWORD)
    with db.writing():
        supervisor = _person(SUPERVISOR, "Sam Bench", Role.SUPERVISOR, kept)
        for number in range(TRAINEES):
            trainee = _person(email(number), f"Trainee {number + 1}", Role.TRAINEE, kept)
            day = clock.now().date()
            people.assign(
                db.session(), trainee=trainee, supervisor=supervisor, from_day=day.replace(day=1)
            )


def _person(address: str, name: str, role: Role, kept: str) -> Person:
    return people.create_person(
        db.session(),
        email=address,
        name=name,
        roles=[role],
        zone="America/New_York",
        password_hash=kept,
        now=clock.now(),
        actor_id=None,
    )
