"""Asking one question of the matrix, and what must hold of every answer."""

import contextlib
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from typing import Any

from flask import url_for

from course import db
from course.db.base import Base
from tests.matrix import expected, forms, objects
from tests.matrix.expected import Cell
from tests.matrix.world import SHARED_SHEETS, SHEETS, World

SAFE = {"GET", "HEAD"}
#: Addresses whose answers are no pages: what they hold never changes under its name.
KEPT_BY_BROWSERS = {"static", "study.asset"}


#: Pages whose purpose is the key with its reasons.
WITH_KEYS = {
    "attempts.review",
    "supervision.review",
    "studio.question",
    "studio.edit",
    "studio.create",
    "studio.retire",
}


class Asker:
    """Asks as anybody, and puts the database back after what changed it."""

    def __init__(self, world: World, file: Any) -> None:
        self.world = world
        self.file = file
        self.saved = file.with_suffix(".saved") if file else None
        if file:
            shutil.copy(file, self.saved)
        self.known: tuple[Any, str] = (None, "")
        self.cookies = {role: _cookie(browser) for role, browser in world.browsers.items()}
        self.arguments = {rule.endpoint: rule.arguments for rule in world.app.url_map.iter_rules()}

    def url(self, endpoint: str, thing: str) -> str:
        filled = objects.values(self.world, endpoint, self.arguments[endpoint], thing)
        with self.world.app.test_request_context():
            return url_for(endpoint, **filled)

    def send(self, role: str, method: str, url: str, **words: Any) -> Any:
        client = self.world.app.test_client()
        client.set_cookie("practicum", self.cookies[role])
        return client.open(url, method=method, **words)

    def ask(self, cell: Cell, method: str = "") -> Any:
        url, method = self.url(cell.endpoint, cell.thing), method or cell.method
        if method in SAFE:
            return self.send(cell.role, method, url)
        token = self.world.csrf[cell.role]
        sent = forms.json_body(cell.endpoint, cell.thing)
        if sent is not None:
            return self.send(cell.role, method, url, json=sent, headers={"X-CSRFToken": token})
        form = forms.body(self.world, cell.endpoint, cell.thing)
        return self.send(cell.role, method, url, data={"csrf_token": token, **form})

    def fingerprint(self) -> str:
        """Return a digest of every row; the one of before when nothing was written since."""
        stamp = _stamp_of_file(self.file) if self.file else _stamp_of_server(self.world.app)
        if stamp != self.known[0]:
            self.known = stamp, _of_file(self.file) if self.file else _of_server(self.world.app)
        return self.known[1]

    def restore(self) -> None:
        self.known = None, ""
        if self.file:
            put(self.saved, self.file)


def put(saved: Any, file: Any) -> None:
    """Make a database what a saved one is, whoever has it open."""
    with (
        contextlib.closing(sqlite3.connect(saved)) as then,
        contextlib.closing(sqlite3.connect(file)) as now,
    ):
        then.backup(now)


def _cookie(browser: Any) -> str:
    cookie = browser.client.get_cookie("practicum")
    return cookie.value if cookie else ""


def _stamp_of_file(file: Any) -> list[tuple[int, int]]:
    """Return what changes with every write: sizes and times of the file and of its log."""
    there = [one for one in (file, file.with_name(f"{file.name}-wal")) if one.exists()]
    found = [one.stat() for one in there]
    return [(each.st_size, each.st_mtime_ns) for each in found if each.st_size]


def _stamp_of_server(app: Any) -> str:
    with app.app_context(), db.store().engine.connect() as connection:
        return str(connection.exec_driver_sql("SELECT pg_current_wal_insert_lsn()").scalar_one())


def _of_file(file: Any) -> str:
    whole = hashlib.sha256()
    with contextlib.closing(sqlite3.connect(file)) as connection:
        for name in sorted(Base.metadata.tables):
            query = f'SELECT * FROM "{name}" ORDER BY 1, 2'
            for row in connection.execute(query):
                whole.update(repr(row).encode())
    return whole.hexdigest()


def _of_server(app: Any) -> str:
    rows = "coalesce((SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM \"{}\" t), '-')"
    parts = " || ".join(rows.format(name) for name in sorted(Base.metadata.tables))
    with app.app_context(), db.store().engine.connect() as connection:
        query = f"SELECT md5({parts})"
        return str(connection.exec_driver_sql(query).scalar_one())


def faults(asker: Asker, cell: Cell) -> Iterator[str]:
    """Yield what is wrong with the answer to a cell, in words; nothing when all is right."""
    watched = not cell.let_in or cell.method == "GET"
    before = asker.fingerprint() if watched else ""
    answer = asker.ask(cell)
    yield from _status(cell, answer)
    yield from headers(cell.endpoint, answer)
    yield from _leaks(asker.world, cell, answer)
    if cell.method == "GET":
        head = asker.ask(cell, "HEAD")
        if head.status_code != answer.status_code or head.data:
            yield f"{cell}: HEAD gives {head.status_code}, not {answer.status_code} without a body"
    if not watched:
        asker.restore()
    elif asker.fingerprint() != before:
        asker.restore()
        yield f"{cell}: the database changed"


def _status(cell: Cell, answer: Any) -> Iterator[str]:
    got: int | str = answer.status_code
    signed_out = cell.endpoint == "people.sign_out" and cell.let_in
    if got == 303 and answer.location.partition("?")[0] == "/sign-in" and not signed_out:
        got = "sign-in"
    if got != cell.status:
        yield f"{cell}: {got}, not {cell.status}"


def headers(endpoint: str, answer: Any) -> Iterator[str]:
    wanted = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    if endpoint in KEPT_BY_BROWSERS and answer.status_code == 200:
        del wanted["Cache-Control"]
    for name, value in wanted.items():
        if answer.headers.get(name) != value:
            yield f"{endpoint}: {name} is {answer.headers.get(name)!r}"
    policy = answer.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe-eval" in policy:
        yield f"{endpoint}: Content-Security-Policy is {policy!r}"
    if len(answer.headers.get("X-Request-Id", "")) < 8:
        yield f"{endpoint}: no X-Request-Id"


def _leaks(world: World, cell: Cell, answer: Any) -> Iterator[str]:
    text = answer.get_data(as_text=True) if cell.endpoint != "static" else ""
    seen = {cell.role, *cell.shows, *(expected.may_see(cell.role) if cell.let_in else ())}
    for key, person in world.people.items():
        if key not in seen and (person.name in text or person.email in text):
            yield f"{cell}: names {key}"
    signed_out = cell.role in {"anonymous", "disabled"}
    hidden = ["canary-"] if signed_out or not cell.let_in else ["canary-why", "canary-explanation"]
    if cell.endpoint in WITH_KEYS and cell.let_in:
        hidden = []
    yield from (f"{cell}: shows {word}" for word in hidden if word in text)
    yield from _private(cell, text)


def _private(cell: Cell, text: str) -> Iterator[str]:
    """A worksheet's words are its owner's; a shared one's are on one page of those in charge."""
    in_charge = cell.role in {"supervisor", "both"} and cell.endpoint == "worksheets.read"
    for (owner, _), words in {**SHEETS, **SHARED_SHEETS}.items():
        theirs = owner == cell.role or (in_charge and words == "sheet-canary-tara-shared")
        if words in text and not theirs:
            yield f"{cell}: shows {words}"
