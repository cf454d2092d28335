"""Commands of the database: `flask database upgrade`, `flask backup`, `flask restore`."""

from pathlib import Path

import click
from alembic import command
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy.exc import DBAPIError

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
    with db.store().engine.connect() as connection:
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
        backups.check(db.store(), file)
        before = _kept(db.store())
        backups.restore(db.store(), file)
        migrate.migrate(db.store())
    except PracticumError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Restored {file.name}. {before}")


def _kept(store: Store) -> str:
    """Back up what a restore replaces, and say where it is."""
    try:
        if migrate.state(store) == "empty":
            return "There was no database before."
    except DBAPIError as error:
        raise backups.BackupError(
            "The database here cannot be read, so no backup of it can be made. Move "
            f"{store.engine.url.database} and the files beginning with its name away, then restore."
        ) from error
    made = backups.backup(store, _folder(), clock.now())
    return f"What was there before is in {made.name}."
