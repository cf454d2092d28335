import pytest

from course.permissions import Role
from tests.supervision import world


@pytest.fixture
def course(app, tmp_path):
    """The small course with its safety items."""
    world.load_course(app, tmp_path / "files")


@pytest.fixture
def charge(app, tara, sam):
    """Tara is in Sam's charge."""
    world.assign(app, tara, sam)


@pytest.fixture
def sams(signed_in, sam):
    """Sam's browser."""
    return signed_in(sam)


@pytest.fixture
def fay(make_person):
    """Another supervisor."""
    return make_person("Fay Moreau", Role.SUPERVISOR)


@pytest.fixture
def entries(app, tara, charge):
    """Three entries of Tara's: of 5, 4 and 3 days ago, made in another order."""
    made = {days: world.enter(app, tara, day=world.TODAY - days * world.DAY) for days in (4, 3, 5)}
    return [made[5], made[4], made[3]]
