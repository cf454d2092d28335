"""A supervisor's roster and a director's export where there are 100,000 trainees."""

import statistics
import time
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from course import clock, config, create_app, db
from course.bench import site
from course.bench.figures import Figure
from course.bench.statements import counting
from course.bench.trainees import JourneyError, token_of
from course.bench.turns import compare
from course.db import migrate
from course.people import passwords
from course.people import service as people
from course.permissions import Role

FEW, MANY = 200, 100_000
#: Trainees in the charge of the supervisor who is measured, at both sites.
_CHARGE = 60
#: The number of the first trainee made by the database; those before are made by hand.
FIRST = 1000
_TURNS = 60
_DIRECTOR = "director@bench.example"
#: Rows a second that the export is measured by.
_WANTED_RATE = 50_000

# Made by the database itself: a million rows in seconds.
_ROWS = """
INSERT INTO cohort (id, public_id, name, created_at)
VALUES (1, 'c', 'Cohort', '2026-01-01 00:00:00');

INSERT INTO person (id, public_id, email, name, zone, theme, roles, disabled, created_at,
                    wants_digest)
SELECT n, printf('%032x', n), 't' || n || '@bench.example', 'Trainee ' || n, 'UTC', 'system',
       'trainee', 0, '2026-01-01 00:00:00', 1
FROM number;

INSERT INTO enrollment (trainee_id, cohort_id, from_day) SELECT n, 1, '2026-01-01' FROM number;

INSERT INTO trainee_summary (trainee_id, lessons_read, checks_answered, quizzes_taken, last_at)
SELECT n, n % 40, n % 90, n % 9, datetime('2026-11-01', '-' || (n % 60) || ' days')
FROM number;

INSERT INTO trainee_area (trainee_id, area, lessons_read, answered, earned)
SELECT n, letter, 3, 9, 60000000
FROM number, (SELECT 'a' letter UNION SELECT 'g' UNION SELECT 'l');

INSERT INTO hours_entry (public_id, trainee_id, number, category, mode, day, minutes, state,
                         changed_at)
SELECT printf('e%031x', n), n, 1, 'clinical', 'in-person', '2026-11-02', 50, 'waiting',
       '2026-11-02 09:00:00'
FROM number;

INSERT INTO assignment (public_id, trainee_id, supervisor_id, from_day)
SELECT printf('a%031x', n), n,
       CASE WHEN n < :mine THEN 1 ELSE 1000 + (n - 1000) / 60 END, '2026-01-01'
FROM number WHERE n < :mine OR n <> 1000 + (n - 1000) / 60;

ANALYZE
"""
#: A number for each trainee, from a thousand to `last`.
NUMBERS = """
CREATE TEMP TABLE number AS WITH RECURSIVE up(n) AS
(SELECT 1000 UNION ALL SELECT n + 1 FROM up WHERE n < :last) SELECT n FROM up
"""


def measure(folder: Path) -> dict[str, Figure]:
    """Return the roster with many trainees beside itself with few, and the export's speed.

    Raises JourneyError when a page fails or costs another number of statements.
    """
    few, many = _site(folder / "few", FEW), _site(folder / "many", MANY)
    try:
        return {"roster_100k": _roster(few, many), "csv_rows": _export(many)}
    finally:
        for app in (few, many):
            with app.app_context():
                db.store().engine.dispose()


def _site(folder: Path, trainees: int) -> Flask:
    app = create_app(config.from_environment(site.settings(folder, "")))
    with app.app_context():
        migrate.migrate(db.store())
        hashed = passwords.hash_password(site.PASSWORD)
        with db.writing() as session:
            for email, role in ((site.SUPERVISOR, Role.SUPERVISOR), (_DIRECTOR, Role.DIRECTOR)):
                people.create_person(
                    session,
                    email=email,
                    name="Sam Bench",
                    roles=[role],
                    zone="UTC",
                    password_hash=hashed,
                    now=clock.now(),
                    actor_id=None,
                )
            session.execute(text(NUMBERS), {"last": FIRST + trainees - 1})
            for statement in _ROWS.split(";"):
                mine = {"mine": FIRST + _CHARGE} if ":mine" in statement else {}
                session.execute(text(statement), mine)
    return app


def _client(app: Flask, email: str) -> FlaskClient:
    client = app.test_client()
    token = token_of(client.get("/sign-in").get_data(as_text=True))
    form = {"csrf_token": token, "email": email, "password": site.PASSWORD}
    _need(client.post("/sign-in", data=form).status_code == 303, "sign-in")  # noqa: PLR2004
    return client


def _need(fits: bool, what: str) -> None:  # noqa: FBT001 - the one thing it asks
    if not fits:
        raise JourneyError(f"{what} did not succeed while rosters were measured")


def _roster(few: Flask, many: Flask) -> Figure:
    clients = [_client(app, site.SUPERVISOR) for app in (few, many)]
    counts = []
    for app, client in zip((few, many), clients, strict=True):
        _page(client)
        with counting(app) as sent:
            _page(client)
        counts.append(len(sent))
    _need(counts[0] == counts[1], f"the same number of statements ({counts})")
    few_client, many_client = clients
    return compare(lambda: _page(few_client), lambda: _page(many_client), _TURNS)


def _page(client: FlaskClient) -> None:
    _need(client.get("/trainees?sort=waiting").status_code == 200, "/trainees")  # noqa: PLR2004


def _export(app: Flask) -> Figure:
    client = _client(app, _DIRECTOR)
    rates = []
    for _ in range(3):
        began = time.perf_counter()
        answer = client.get("/overview/trainees.csv")
        rows = sum(chunk.count(b"\n") for chunk in answer.iter_encoded()) - 1
        answer.close()
        rates.append(rows / (time.perf_counter() - began))
        _need(rows == MANY, f"an export of {rows} rows")
    rate = statistics.median(rates)
    return Figure(rate / _WANTED_RATE, rate, _WANTED_RATE, "rows/s")
