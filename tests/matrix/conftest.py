import pytest

from course import clock, db
from tests import conftest as house
from tests.matrix import world as worlds
from tests.matrix.asking import Asker
from tests.not_run import not_run


@pytest.fixture(autouse=True)
def _noon():
    with clock.held(house.NOON):
        yield


def _asker(tmp_path_factory, url=""):
    folder = tmp_path_factory.mktemp("matrix")
    with clock.held(house.NOON):
        app = house._make(house._settings(folder, url), pooled=bool(url))
        made = worlds.make(app, tmp_path_factory.mktemp("files"))
    return Asker(made, None if url else folder / "practicum.sqlite")


@pytest.fixture(scope="session")
def asker(tmp_path_factory):
    """The whole cast over a SQLite file of their own."""
    made = _asker(tmp_path_factory)
    yield made
    with made.world.app.app_context():
        db.store().engine.dispose()
        db.store().lock.close()


@pytest.fixture(scope="session")
def pg_asker(tmp_path_factory, pg_server):
    """The same cast on PostgreSQL."""
    if pg_server is None:
        not_run("the matrix on PostgreSQL: it needs a server that the tests start")
    made = _asker(tmp_path_factory, pg_server.create("practicum_matrix"))
    yield made
    with made.world.app.app_context():
        db.store().engine.dispose()


@pytest.fixture
def world(asker):
    return asker.world
