"""The cast, the two databases, and what no test may do: send mail or reach another machine."""

import datetime as dt
import os
import shutil
import smtplib
import socket
from pathlib import Path

import pytest

from course import clock, config, create_app, db
from course.db import migrate
from course.db.base import Base
from course.web import cache
from tests import backwards, postgres
from tests.browse import Browser
from tests.cast import PASSWORD, ines, make_person, otto, petra, sam, tara
from tests.not_run import not_run, pytest_terminal_summary
from tests.sharing import pytest_xdist_make_scheduler

#: Noon on an ordinary day, so that a test never depends on when it runs.
NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)
SECRET = "for-tests-only-" + "0123456789abcdefghijklmnopqrstuv"

__all__ = [
    "PASSWORD",
    "backwards",
    "ines",
    "make_person",
    "otto",
    "petra",
    "pytest_terminal_summary",
    "pytest_xdist_make_scheduler",
    "sam",
    "tara",
]


def _databases():
    wanted = os.environ.get("PRACTICUM_TEST_DATABASES", "sqlite,postgresql")
    return wanted.split(",")


def pytest_generate_tests(metafunc):
    if "database" in metafunc.fixturenames and not any(
        mark.name == "parametrize" and "database" in str(mark.args[0])
        for mark in metafunc.definition.iter_markers()
    ):
        metafunc.parametrize("database", _databases(), scope="session", indirect=True)


@pytest.fixture(autouse=True)
def _no_mail_and_no_network(monkeypatch):
    """A test that sends mail or reaches another machine fails."""
    connect = socket.socket.connect

    def only_here(self, address):
        if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test reached for {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)
    monkeypatch.setattr(smtplib, "SMTP", _refused)
    monkeypatch.setattr(smtplib, "SMTP_SSL", _refused)


def _refused(*_args, **_words):
    raise AssertionError("a test tried to send mail")


@pytest.fixture(scope="session")
def pg_server():
    """A PostgreSQL for this run; without one the tests say so and are not run."""
    if os.environ.get("TEST_DATABASE_URL"):
        yield None
        return
    if postgres.binaries() is None:
        not_run("tests on PostgreSQL: no server was found; install it, or set TEST_DATABASE_URL")
    server = postgres.Server().start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def pg_url(pg_server):
    if pg_server is None:
        return os.environ["TEST_DATABASE_URL"]
    return pg_server.create("practicum_tests")


def _make(settings, *, pooled=False):
    app = create_app(settings, pooled=pooled)
    with app.app_context():
        migrate.migrate(db.store())
    return app


def _settings(path, url=""):
    return config.from_environment(
        {},
        instance_path=path,
        database_url=url,
        secret_key=SECRET,
        password_hashing="light",
        allow_unsafe_durability=True,
        log_level="ERROR",
    )


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A migrated, empty file that every test copies."""
    folder = tmp_path_factory.mktemp("template")
    app = _make(_settings(folder))
    with app.app_context():
        from course.db.engine import truncate_wal

        truncate_wal(db.store())
        db.store().engine.dispose()
    return folder / "practicum.sqlite"


@pytest.fixture(scope="session")
def database(request):
    if request.param == "postgresql":
        request.getfixturevalue("pg_url")
    return request.param


@pytest.fixture(scope="session")
def pg_app(tmp_path_factory, pg_url):
    made = _make(_settings(tmp_path_factory.mktemp("pg"), pg_url), pooled=True)
    yield made
    with made.app_context():
        db.store().engine.dispose()


@pytest.fixture(scope="session")
def sqlite_app(tmp_path_factory):
    return create_app(_settings(tmp_path_factory.mktemp("sqlite")), pooled=False)


def _empty(connection):
    connection.exec_driver_sql("SET session_replication_role = replica")
    for table in reversed(Base.metadata.sorted_tables):
        connection.execute(table.delete())
    connection.exec_driver_sql("SET session_replication_role = DEFAULT")


def _emptied_postgresql(request):
    made = request.getfixturevalue("pg_app")
    with made.app_context():
        store = db.store()
        engine = store.engine.execution_options(**store.write_options)
        with engine.connect() as connection, connection.begin():
            _empty(connection)
    return made


def _emptied_sqlite(request):
    made = request.getfixturevalue("sqlite_app")
    folder = made.extensions["practicum.settings"].instance_path
    # A new file, not new bytes in the old one: somebody may still have that one open.
    for left in folder.iterdir():
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    shutil.copy(request.getfixturevalue("sqlite_template"), folder / "practicum.sqlite")
    return made


@pytest.fixture
def app(database, request):
    """The application over an empty database; rows and memories of the test before are gone.

    The application is the same for all tests of a process: to make one takes a quarter of a second,
    and its first page of each template half a second more.
    """
    empty = _emptied_postgresql if database == "postgresql" else _emptied_sqlite
    made = empty(request)
    cache.init_app(made)
    with clock.held(NOON):
        yield made
    if database == "sqlite":
        with made.app_context():
            db.store().engine.dispose()
            db.store().lock.close()


@pytest.fixture
def in_app(app):
    """An application context, for tests of services."""
    with app.app_context():
        yield app


@pytest.fixture
def client(app):
    """A browser in which nobody is signed in."""
    return Browser(app)


@pytest.fixture
def signed_in(app):
    """A function that returns a browser in which this person is signed in."""

    def sign_in(person):
        browser = Browser(app)
        browser.sign_in(person.email, PASSWORD)
        return browser

    return sign_in


@pytest.fixture
def content_root():
    """The curriculum's files as they are delivered."""
    return Path(__file__).resolve().parent.parent
