"""`flask content …`: check, format, load, dump, coverage of the files."""

import json
import sys
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from course import clock, db
from course.config import ROOT
from course.content import checking, dumping, formatting, loading
from course.content.coverage import coverage
from course.content.covered import lines
from course.content.freshness import fingerprint, is_loaded, remember_loaded
from course.content.reading import read
from course.errors import PracticumError
from course.sources.rules import Step, Take

content = AppGroup("content", help="The files of the curriculum and the requirement sets.")

_root = click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=ROOT,
    help="The folder that holds modules/, quizzes/ and course/goals/requirement_sets/.",
)
_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")


@content.command("check", with_appcontext=False)
@_root
@_as_json
def check(*, root: Path, as_json: bool) -> None:
    """Check every file; exit 1 when there are errors. Needs no database."""
    report = checking.check(root)
    found = report.as_json()
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        _print_report(found)
    sys.exit(1 if report.errors else 0)


def _print_report(found: dict[str, Any]) -> None:
    for line in found["errors"]:
        click.echo(f"error: {line}")
    for line in found["warnings"]:
        click.echo(f"warning: {line}")
    counts = ", ".join(f"{found[name]} {name.replace('_', ' ')}" for name in list(found)[:6])
    click.echo(f"{counts}: {len(found['errors'])} errors, {len(found['warnings'])} warnings")


@content.command("format", with_appcontext=False)
@_root
@click.option("--check", "only_check", is_flag=True, help="Name the files; change none.")
def format_files(*, root: Path, only_check: bool) -> None:
    """Rewrite files in canonical form."""
    found = read(root)
    if found.problems:
        raise click.ClickException("\n".join(map(str, found.problems)))
    uneven = formatting.uneven(root, found)
    for path, text in uneven.items():
        click.echo(f"{'not canonical' if only_check else 'formatted'}: {path}")
        if not only_check:
            (root / path).write_text(text, encoding="utf-8")
    sys.exit(1 if only_check and uneven else 0)


@content.command("load")
@_root
@click.option("--take", type=click.Choice([Take.FILE.value, Take.DATABASE.value]))
@click.option("--if-changed", is_flag=True, help="Look at digests first; load only a change.")
def load(*, root: Path, take: str | None, if_changed: bool) -> None:
    """Load the files: all or nothing, and nothing twice."""
    folder = Path(current_app.extensions["practicum.settings"].instance_path)
    mark = fingerprint(root)
    if if_changed and is_loaded(folder, db.session(), mark):
        click.echo("The curriculum is up to date.")
        return
    try:
        steps = loading.load(root, clock.now(), Take(take or Take.NEITHER), click.echo)
    except PracticumError as error:
        raise click.ClickException(str(error)) from error
    remember_loaded(folder, db.session(), mark)
    click.echo(
        f"Loaded {steps[Step.LOAD]}, kept {steps[Step.NOTHING]}, retired {steps[Step.RETIRE]}."
    )


@content.command("dump")
@click.argument("target", type=click.Path(path_type=Path, file_okay=False))
def dump(target: Path) -> None:
    """Write what the database holds as files in canonical form."""
    click.echo(f"Wrote {dumping.dump(db.session(), target)} files to {target}.")


@content.command("coverage", with_appcontext=False)
@_root
@_as_json
def cover(*, root: Path, as_json: bool) -> None:
    """Say how far the content covers what it promises, exams drawn; exit 1 if it falls short."""
    found = coverage(checking.check(root).course)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        click.echo("\n".join(lines(found)))
    sys.exit(1 if found["missing"] else 0)
