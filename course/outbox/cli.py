"""`flask work`: sends mail and keeps the database's log file short."""

import time

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError

from course import db
from course.db.engine import truncate_wal
from course.errors import PracticumError
from course.outbox.sender import Round, send_waiting
from course.web.log import logger

#: Rounds between two times that the write-ahead log is emptied.
_TIDY_EVERY = 20


def work_once(*, tidy: bool = True) -> Round:
    """Do what waits, once. Raises Busy and database errors: the next round tries again."""
    done = send_waiting(current_app.extensions["practicum.settings"])
    if tidy:
        db.session().rollback()
        truncate_wal(db.store())
    return done


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
    """Send the mail that waits in the outbox."""
    if once:
        done = _or_say_why()
        click.echo(f"Mails sent: {done.sent}. Not sent: {done.failed}.")
        return
    click.echo("Working. Stop with Ctrl+C.")
    _loop(interval)


def _or_say_why() -> Round:
    try:
        return work_once()
    except PracticumError as error:
        raise click.ClickException(str(error)) from error


def _loop(interval: float) -> None:
    rounds = 0
    while True:
        rounds += 1
        # A context of its own each round, so that the session ends with it.
        with current_app.app_context():
            _try_round(tidy=rounds % _TIDY_EVERY == 0)
        time.sleep(interval)


def _try_round(*, tidy: bool) -> None:
    try:
        work_once(tidy=tidy)
    except (PracticumError, DBAPIError) as error:
        logger.warning("work round failed", exc_info=error)
