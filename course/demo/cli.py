"""`flask demo`: fictional people with plausible work, on this machine only."""

import json
from dataclasses import asdict

import click
from flask import current_app
from flask.cli import with_appcontext

from course import db
from course.config import Settings
from course.demo import service
from course.demo.service import SignInLine
from course.errors import PracticumError


@click.command("demo")
@click.option("--trainees", default=12, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--seed", default="practicum", show_default=True, help="Same seed, same people.")
@click.option("--if-empty", is_flag=True, help="Only when nobody is here; print them anyway.")
@click.option("--json", "as_json", is_flag=True, help="Print the sign-ins as JSON.")
@with_appcontext
def demo(*, trainees: int, seed: str, if_empty: bool, as_json: bool) -> None:
    """Make fictional people with plausible work, and print how to sign in as them."""
    settings: Settings = current_app.extensions["practicum.settings"]
    if settings.is_public:
        if if_empty:
            return
        raise click.ClickException("Demo people are refused on a site with PUBLIC_BASE_URL.")
    if not service.has_people(db.session()):
        _make(trainees, seed)
    elif not if_empty:
        raise click.ClickException("There are people here already; the demo wants an empty site.")
    lines = service.sign_ins(db.session())
    click.echo(json.dumps([asdict(line) for line in lines]) if as_json else _table(lines))


def _make(trainees: int, seed: str) -> None:
    def progress(done: int) -> None:
        if done % 10 == 0 or done == trainees:
            click.echo(f"\rDemo people: {done} of {trainees}", nl=done == trainees, err=True)

    try:
        # Lessons are rendered on the way, and their figures' addresses need a request.
        with current_app.test_request_context():
            service.make(trainees, seed, progress)
    except PracticumError as error:
        raise click.ClickException(str(error)) from error


def _table(found: list[SignInLine]) -> str:
    if not found:
        return ""
    rows = [("role", "e-mail", "password"), *[(one.role, one.email, one.password) for one in found]]
    widths = [max(len(row[at]) for row in rows) for at in range(3)]
    lines = ["Demo sign-ins (this machine only)", *[_row(row, widths) for row in rows]]
    return "\n".join(lines)


def _row(row: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
