"""`flask work`: sends mail, does what higher floors ask, keeps the database's log file short."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError

from course import db
from course.db.engine import truncate_wal
from course.errors import PracticumError
from course.outbox.sender import Round, send_waiting
from course.web.log import logger

#: What else a round does; each says how many things it did.
Tasks = Mapping[str, Callable[[], int]]

#: Rounds between two times that the write-ahead log is emptied.
_TIDY_EVERY = 20


@dataclass(frozen=True)
class Done:
    """What one round did: mails sent and not sent, and what the other tasks counted."""

    mails: Round
    counts: dict[str, int]

    def __str__(self) -> str:
        mails = f"Mails sent: {self.mails.sent}. Not sent: {self.mails.failed}."
        return " ".join([mails, *(f"{name}: {count}." for name, count in self.counts.items())])


def work_once(tasks: Tasks, *, tidy: bool = True) -> Done:
    """Do what waits, once. Raises Busy and database errors: the next round tries again."""
    counts = {name: task() for name, task in tasks.items()}
    mails = send_waiting(current_app.extensions["practicum.settings"])
    if tidy:
        db.session().rollback()
        truncate_wal(db.store())
    return Done(mails, counts)


def work_command(tasks: Tasks) -> click.Command:
    """Return `flask work` over the tasks of higher floors, each by its name."""

    @click.command("work")
    @click.option("--once", is_flag=True, help="Do what waits and stop: for cron.")
    @click.option(
        "--interval",
        default=15.0,
        show_default=True,
        type=click.FloatRange(min=1),
        help="Seconds between two rounds.",
    )
    @with_appcontext
    def work(*, once: bool, interval: float) -> None:
        """Send the mail that waits, close what is overdue, count questions to look at."""
        if once:
            click.echo(str(_or_say_why(tasks)))
            return
        click.echo("Working. Stop with Ctrl+C.")
        _loop(tasks, interval)

    return work


def _or_say_why(tasks: Tasks) -> Done:
    try:
        return work_once(tasks)
    except PracticumError as error:
        raise click.ClickException(str(error)) from error


def _loop(tasks: Tasks, interval: float) -> None:
    rounds = 0
    while True:
        rounds += 1
        # A context of its own each round, so that the session ends with it.
        with current_app.app_context():
            _try_round(tasks, tidy=rounds % _TIDY_EVERY == 0)
        time.sleep(interval)


def _try_round(tasks: Tasks, *, tidy: bool) -> None:
    try:
        work_once(tasks, tidy=tidy)
    except (PracticumError, DBAPIError) as error:
        logger.warning("work round failed", exc_info=error)
