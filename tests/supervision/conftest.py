import datetime as dt

import pytest

from course import clock, db
from course.people import service as people
from course.people.models import Person
from course.permissions import Role
from course.progress.models import TraineeSummary
from tests.conftest import NOON
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


@pytest.fixture
def petras(signed_in, petra):
    """The director's browser."""
    return signed_in(petra)


@pytest.fixture
def cohort(app, tara, otto):
    """A cohort with Tara, who worked yesterday, and Otto, who worked long ago."""
    with app.app_context(), db.writing() as session:
        made = people.add_cohort(session, name="Spring", now=clock.now())
        for person, days in ((tara, 1), (otto, 40)):
            enrolled = session.get_one(Person, person.id)
            people.enroll(session, enrolled, made, from_day=world.TODAY - 50 * world.DAY)
            at = NOON - dt.timedelta(days=days)
            session.add(TraineeSummary(trainee_id=person.id, lessons_read=5, last_at=at))
        session.expunge(made)
    return made
