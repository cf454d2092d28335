"""The reference: the least that a Flask application can do for a page and for a durable row.

Same server class and numbers, same database, same durability; no sign-in, no templates, no
rules. Started by gunicorn as `course.bench.bare:create()`.
"""

import os
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from flask import Flask
from sqlalchemy import (
    Column,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    select,
)
from sqlalchemy import insert as insert_into
from sqlalchemy.engine import make_url

from course.db.lock import WriterLock

URL_NAME = "BENCH_BARE_URL"

_meta = MetaData()
_page = Table("bare_page", _meta, Column("id", Integer, primary_key=True), Column("title", String))
_row = Table("bare_row", _meta, Column("id", Integer, primary_key=True), Column("text", String))

#: 11 KB of a page, as long as a lesson.
_PARAGRAPH = "<p>" + "What was read is not yet what is known. " * 13 + "</p>\n"
BODY = "<!DOCTYPE html><title>%s</title>\n" + _PARAGRAPH * 21


def create() -> Flask:
    """Return the bare application over the database named in the environment."""
    app, engine, lock = Flask("bare"), _engine(os.environ[URL_NAME]), _lock(os.environ[URL_NAME])
    page, row = select(_page.c.title).where(_page.c.id == 1), insert_into(_row)

    @app.get("/")
    def show() -> str:
        with engine.connect() as connection:
            return BODY % str(connection.execute(page).scalar_one())

    @app.post("/rows")
    def add() -> tuple[str, int]:
        with _held(lock), engine.connect() as connection:
            connection.execute(row.values(text="an answer"))
        return "", 204

    return app


def _held(lock: WriterLock | None) -> AbstractContextManager[None]:
    return lock.held() if lock else nullcontext()


def _engine(url: str) -> Engine:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def _durable(connection, _) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
            connection.execute("PRAGMA journal_mode=WAL").fetchone()
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA busy_timeout=10000")

    return engine


def _lock(url: str) -> WriterLock | None:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return None
    return WriterLock(Path(parsed.database + ".writer"))


def prepare(url: str) -> None:
    """Make the reference's two tables."""
    engine = _engine(url)
    _meta.create_all(engine)
    with engine.connect() as connection:
        connection.execute(insert_into(_page).values(id=1, title="A lesson"))
    engine.dispose()
