"""Commands of the database: `flask database upgrade`, `flask backup`, `flask restore`."""

from pathlib import Path

import click
from alembic import command
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from course import clock, db
from course.db import backup as backups
from course.db import migrate
from course.db.engine import Store
from course.errors import PracticumError


def _folder() -> Path:
    return Path(current_app.extensions["practicum.settings"].instance_path) / "backups"


database = AppGroup("database", help="The schema of the database.")


@database.command("upgrade")
def upgrade() -> None:
    """Bring the schema up to this program, after a backup of what is there."""
    try:
        click.echo(_upgraded(db.store()))
    except PracticumError as error:
        raise click.ClickException(str(error)) from error


def _upgraded(store: Store) -> str:
    state = migrate.state(store)
    if state == "current":
        return "The database is up to date."
    if state == "older":
        made = backups.backup(store, _folder(), clock.now())
        click.echo(f"Backup made: {made.name}")
    migrate.migrate(store)
    return "The database was brought up to date." if state == "older" else "The database was made."


@database.command("state")
def state() -> None:
    """Say how the schema stands to this program: current, empty, older or newer."""
    click.echo(migrate.state(db.store()))


@database.command("revision")
@click.argument("message")
def revision(message: str) -> None:
    """Write a new migration from the difference between the tables and the database."""
    store = db.store()
    with store.engine.connect().execution_options(**store.write_options) as connection:
        command.revision(migrate.config(connection), message=message, autogenerate=True)


@click.command("backup")
@with_appcontext
def backup() -> None:
    """Make a verified backup of the running site, in the instance's folder `backups`."""
    try:
        click.echo(backups.backup(db.store(), _folder(), clock.now()))
    except PracticumError as error:
        raise click.ClickException(str(error)) from error


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
def restore(file: Path) -> None:
    """Put a backup in the place of the database; what is there is backed up before."""
    try:
        before = backups.backup(db.store(), _folder(), clock.now())
        backups.restore(db.store(), file)
        migrate.migrate(db.store())
    except PracticumError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Restored {file.name}. What was there before is in {before.name}.")
