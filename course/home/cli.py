"""`flask doctor` says how the site is; `flask docs` writes the reference pages from the program."""

import sqlite3
from collections.abc import Iterator

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from course import config, db
from course.audit import service as audit
from course.config import Settings
from course.db import migrate
from course.permissions.guard import policy_of
from course.permissions.policies import POLICIES


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Say how the site is, and exit 1 when something needs a hand."""
    findings = list(_findings())
    for fine, text in findings:
        click.echo(f"{'ok  ' if fine else 'LOOK'} {text}")
    if not all(fine for fine, _ in findings):
        raise SystemExit(1)


def _findings() -> Iterator[tuple[bool, str]]:
    settings: Settings = current_app.extensions["practicum.settings"]
    store = db.store()
    kind = "SQLite" if store.is_sqlite else "PostgreSQL"
    state = migrate.state(store)
    yield state == "current", f"database: {kind}, schema {state}"
    if store.is_sqlite:
        safe = "WAL behind the writer lock" if store.wal else "DELETE + EXTRA: slower, as safe"
        yield True, f"SQLite {sqlite3.sqlite_version}, {safe}"
    if state == "current":
        broken = list(audit.broken(db.session(), settings.secret_key))
        yield (
            not broken,
            f"audit log: {'unbroken' if not broken else f'broken at rows {broken[:5]}'}",
        )
    mail = "sent by SMTP" if settings.smtp_url else "kept in the outbox for a director"
    yield True, f"mail: {mail}"
    public = settings.public_base_url or "this machine only"
    yield not settings.is_public or settings.has_https, f"address: {public}"


@click.command("docs")
@click.argument("page", type=click.Choice(["settings", "routes", "commands"]))
@with_appcontext
def docs(page: str) -> None:
    """Print a reference page, written from the program itself."""
    click.echo(reference(current_app, page), nl=False)


def reference(app: Flask, page: str) -> str:
    """Return a reference page in Markdown."""
    if page == "settings":
        return config.reference()
    return _routes(app) if page == "routes" else _commands(app)


def _routes(app: Flask) -> str:
    head = "# Routes\n\nEvery address, its policy, and what it does.\n"
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))
    rows = [
        f"| `{'/'.join(sorted((rule.methods or set()) - {'HEAD', 'OPTIONS'}))}` | `{rule.rule}` "
        f"| `{policy_of(app, rule.endpoint)}` | {_first_line(app, rule.endpoint)} |"
        for rule in rules
    ]
    policies = [f"- `{name}`: {policy.why}" for name, policy in POLICIES.items()]
    table = "\n".join(["| method | address | policy | what |", "| --- | --- | --- | --- |", *rows])
    return f"{head}\n{table}\n\n## Policies\n\n" + "\n".join(policies) + "\n"


def _first_line(app: Flask, endpoint: str) -> str:
    text = app.view_functions[endpoint].__doc__ or "Serve a static file under its hashed name."
    return text.strip().split("\n", maxsplit=1)[0]


def _commands(app: Flask) -> str:
    head = "# Commands\n\nEach as `flask --app wsgi …`; `--help` says all options.\n"
    rows = [f"| `{name}` | {text} |" for name, text in sorted(_each(app.cli, ""))]
    return f"{head}\n| command | does |\n| --- | --- |\n" + "\n".join(rows) + "\n"


def _each(group: click.Group, before: str) -> Iterator[tuple[str, str]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _each(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command.get_short_help_str(90)
