"""`python -m course.bench`: measure, print the figures, write `bench/latest.json`, stop."""

import argparse
import contextlib
import json
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from course import db
from course.bench import (
    attempts,
    bare,
    exam,
    figures,
    goals,
    postgres,
    rosters,
    saves,
    site,
    statements,
)
from course.bench.figures import Figure
from course.bench.rounds import MANY, Pace, Pair
from course.bench.servers import ServerError, gunicorn
from course.bench.trainees import JourneyError, Load, prepare, sign_in
from course.config import ROOT

LATEST = ROOT / "bench" / "latest.json"
#: The run stops itself after this time, whatever happened.
LIMIT_SECONDS = 300


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="practicum-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _servers(folder: Path, url: str, content: Path) -> Iterator[tuple[Flask, Pair]]:
    app = site.make(folder / "site", url, content)
    bare_url = _bare_url(folder, url)
    bare.prepare(bare_url)
    ours = gunicorn("wsgi:app", site.settings(folder / "site", url), folder / "site.log")
    reference = gunicorn(
        "course.bench.bare:create()", {bare.URL_NAME: bare_url}, folder / "bare.log"
    )
    try:
        with ours as port, reference as bare_port:
            yield app, Pair(port, bare_port, _loads(port))
    finally:
        _let_go(app)


def _bare_url(folder: Path, url: str) -> str:
    return (
        url.replace("postgresql:", "postgresql+psycopg:") or f"sqlite:///{folder / 'bare.sqlite'}"
    )


def _loads(port: int) -> list[Load]:
    found = []
    for number in range(MANY):
        browser = sign_in(port, site.email(number), site.PASSWORD)
        found.append(prepare(browser, number))
        browser.close()
    return found


def _let_go(app: Flask) -> None:
    with app.app_context():
        db.store().engine.dispose()


def _both(pair: Pair, name: str, pace: Pace) -> dict[str, Figure]:
    _say(f"lesson pages on {name}")
    pages = figures.throughput(*pair.page_rounds(pace))
    _say(f"saves on {name}")
    saves, reference = pair.save_rounds(pace)
    found = {
        f"lesson_page_{name}": pages,
        f"answer_save_{name}": figures.throughput(saves, reference),
    }
    return found | ({"save_tail": figures.tail(saves)} if name == "sqlite" else {})


def _mixed(pair: Pair, pace: Pace) -> Figure:
    _say("pages and saves at once")
    found = pair.mixed_rounds(pace)
    return figures.worst([figures.slowdown(*samples) for samples in found.values()])


def _on_sqlite(folder: Path, content: Path, pace: Pace) -> dict[str, Figure]:
    with _servers(folder, "", content) as (app, pair):
        found = _both(pair, "sqlite", pace)
        found["mixed_load"] = _mixed(pair, pace)
        return found | statements.measure(app, pair.loads[0])


def _on_postgresql(folder: Path, content: Path, pace: Pace) -> dict[str, Figure]:
    programs = postgres.binaries()
    if programs is None:
        _say("NOT RUN: POSTGRESQL (NO SERVER WAS FOUND ON THIS MACHINE)")
        return {}
    with postgres.server(programs) as url, _servers(folder, url, content) as (_, pair):
        return _both(pair, "postgresql", pace)


_BEGAN = time.monotonic()


def _say(text: str) -> None:
    print(f"[{time.monotonic() - _BEGAN:5.1f} s] {text}", flush=True)


def _arguments(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m course.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each figure (7)")
    parser.add_argument("--seconds", type=float, default=2.0, help="length of a round (2)")
    parser.add_argument("--only", choices=["sqlite", "postgresql"], help="one database only")
    parser.add_argument("--content", type=Path, default=ROOT, help="the folder of the content")
    parser.add_argument("--output", type=Path, default=LATEST, help="where the figures are written")
    return parser.parse_args(words)


def _measure(asked: argparse.Namespace) -> dict[str, Figure]:
    pace = Pace(asked.rounds, asked.seconds, asked.seconds * 0.6)
    found: dict[str, Figure] = {}
    for name, run in (("sqlite", _on_sqlite), ("postgresql", _on_postgresql)):
        if asked.only in {None, name}:
            with _folder() as folder:
                found |= run(folder, asked.content.resolve(), pace)
    if asked.only in {None, "sqlite"}:
        found |= _crowds() | _requests()
    return found


def _crowds() -> dict[str, Figure]:
    _say("the roster, the export and a save, with 200 and with 100,000 trainees")
    with _folder() as folder:
        return rosters.measure(folder / "rosters") | saves.measure(folder / "saves")


def _requests() -> dict[str, Figure]:
    _say("the requests of an attempt")
    with _folder() as folder:
        app = site.make(folder / "site", "", exam.write(folder / "course"))
        try:
            return attempts.measure(app)
        finally:
            _let_go(app)


def write(path: Path, found: dict[str, Figure]) -> None:
    """Write the figures as JSON, by their keys."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = {key: found[key].as_json() for key in goals.GOALS if key in found}
    path.write_text(json.dumps(body, indent=2) + "\n")


def _stop(number: int, _: object) -> None:
    # As an exception, so that every server and folder is cleaned up on the way out.
    reason = "its time was up" if number == signal.SIGALRM else "it was asked to"
    raise SystemExit(f"the bench stopped: {reason}")


def main(words: list[str] | None = None) -> int:
    """Measure and report; 1 when a goal is missed or something could not be measured."""
    asked = _arguments(words)
    for number in (signal.SIGALRM, signal.SIGTERM):
        signal.signal(number, _stop)
    signal.alarm(LIMIT_SECONDS)
    try:
        found = _measure(asked)
    except (JourneyError, ServerError, RuntimeError) as error:
        _say(f"NOT MEASURED: {error}")
        return 1
    finally:
        signal.alarm(0)
    print(f"\n{goals.table(found)}\n")
    write(asked.output, found)
    return 1 if goals.missed(found) else 0


if __name__ == "__main__":
    sys.exit(main())
