"""A database of its own for each test here, on both sides, without the features' pages."""

import secrets
import shutil

import psycopg
import pytest
from sqlalchemy.engine import make_url

from course.db import migrate
from tests.db import helpers


@pytest.fixture(scope="session")
def made_file(tmp_path_factory):
    """A migrated SQLite file that tests copy."""
    folder = tmp_path_factory.mktemp("made")
    with helpers.opened(helpers.settings(folder)) as store:
        migrate.migrate(store)
    return folder / "practicum.sqlite"


@pytest.fixture
def new_pg(request):
    """A function that makes an empty PostgreSQL database and returns its address."""
    server = request.getfixturevalue("pg_url")
    plain = make_url(server).set(drivername="postgresql")
    made = []

    def make():
        name = f"practicum_{secrets.token_hex(6)}"
        with psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True) as link:
            link.execute(f'CREATE DATABASE "{name}"')
        made.append(name)
        return plain.set(database=name).render_as_string(hide_password=False)

    yield make
    with psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True) as link:
        for name in made:
            link.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def fresh(database, tmp_path, request):
    """Settings of an empty database."""
    url = request.getfixturevalue("new_pg")() if database == "postgresql" else ""
    return helpers.settings(tmp_path / "site", url)


@pytest.fixture
def ready(fresh, made_file):
    """Settings of a database with all tables and no rows."""
    if fresh.database_url:
        with helpers.opened(fresh) as store:
            migrate.migrate(store)
    else:
        fresh.instance_path.mkdir()
        shutil.copy(made_file, fresh.instance_path / "practicum.sqlite")
    return fresh


@pytest.fixture
def store(ready):
    with helpers.opened(ready) as opened:
        yield opened


@pytest.fixture
def filled(store):
    """A database with a few rows in every table."""
    with helpers.write(store) as connection:
        helpers.fill(connection)
    return store


@pytest.fixture
def site(ready):
    """A context with the session of a request, on pooled connections as in the running site."""
    with helpers.small_app(ready, pooled=True) as app, app.app_context():
        yield app


@pytest.fixture
def sqlite_site(tmp_path, made_file):
    """The same, on SQLite only."""
    folder = tmp_path / "site"
    folder.mkdir()
    shutil.copy(made_file, folder / "practicum.sqlite")
    with helpers.small_app(helpers.settings(folder), pooled=True) as app, app.app_context():
        yield app
