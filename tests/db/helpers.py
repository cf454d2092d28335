"""Databases without the app: opened, filled through the tables, counted."""

import contextlib
import datetime as dt
import sqlite3
from decimal import Decimal

from flask import Flask
from sqlalchemy import Date, Enum, Integer, LargeBinary

import course.tables  # noqa: F401 - every table must be known
from course import config, db
from course.db import Base, Mark, UtcDateTime, engine, migrate

SECRET = "for-tests-only-" + "0123456789abcdefghijklmnopqrstuv"
AT = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)


def settings(folder, url="", **words):
    given = {"allow_unsafe_durability": True, "password_hashing": "light", **words}
    return config.from_environment(
        {}, instance_path=folder, database_url=url, secret_key=SECRET, **given
    )


@contextlib.contextmanager
def opened(made, *, pooled=False):
    """A store, closed at the end."""
    store = engine.open_store(made, pooled=pooled)
    try:
        yield store
    finally:
        store.engine.dispose()
        if store.lock:
            store.lock.close()


@contextlib.contextmanager
def small_app(made, *, pooled=False):
    """Flask with our database and nothing else: what `db.writing()` needs."""
    app = Flask("small")
    db.init_app(app, made, pooled=pooled)
    try:
        yield app
    finally:
        with app.app_context():
            store = db.store()
        store.engine.dispose()
        if store.lock:
            store.lock.close()


@contextlib.contextmanager
def write(store):
    """A plain write transaction, behind the lock where there is one."""
    lock = store.lock.held() if store.lock else contextlib.nullcontext()
    with lock, store.engine.connect().execution_options(**store.write_options) as connection:
        with connection.begin():
            yield connection


def rows_of(store):
    """The number of rows of every table."""
    with store.engine.connect() as connection:
        return migrate._row_counts(connection)


def triggers_of(store):
    with store.engine.connect() as connection:
        if store.is_sqlite:
            found = connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type='trigger'"
            )
        else:
            found = connection.exec_driver_sql(
                "SELECT DISTINCT trigger_name FROM information_schema.triggers"
            )
        return {row[0] for row in found}


def fill(connection, rows=3):
    """Put a few fictional rows into every table, parents first."""
    for table in Base.metadata.sorted_tables:
        for number in range(1, rows + 1):
            connection.execute(table.insert().values(values_for(table, number)))


#: Where a rule of the table asks for one value and not another.
_RULED = {
    ("attempt", "kind"): "quiz",
    ("attempt", "question_id"): None,
    ("assignment", "supervisor_id"): lambda number: number % 3 + 1,
    ("assignment", "until_day"): None,
    ("held_document", "degree"): None,
    ("enrollment", "until_day"): None,
}


def values_for(table, number):
    """Made-up values of one row: row `number` of each table hangs on row `number` of its parents."""
    return {column.name: _value(table.name, column, number) for column in table.columns}


def _value(table, column, number):
    if (table, column.name) in _RULED:
        ruled = _RULED[table, column.name]
        return ruled(number) if callable(ruled) else ruled
    kind = column.type
    if isinstance(kind, Enum):
        return next(iter(kind.enum_class))
    if isinstance(kind, UtcDateTime):
        return AT
    if isinstance(kind, Mark):
        return Decimal("0.3333333")
    if isinstance(kind, Date):
        return AT.date()
    if isinstance(kind, LargeBinary):
        return b"\x89fictional"
    if kind.python_type is bool:
        return False
    if isinstance(kind, Integer):
        return number
    length = getattr(kind, "length", None) or 60
    return f"{number} ünd {column.name} of {table}"[:length]


def raw(path):
    """A plain connection of SQLite, for looking at a file from outside."""
    return contextlib.closing(sqlite3.connect(path, isolation_level=None))


def drop_triggers(connection):
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type='trigger'"
    ).fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
