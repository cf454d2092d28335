"""The people of the tests; `tests.matrix.world` has all of them at work."""

import pytest

from course import clock, db
from course.people import passwords
from course.people import service as people
from course.permissions import Role

PASSWORD = "quiet river under stone"


@pytest.fixture
def make_person(app):
    """A function that makes a person with a password, and returns them."""
    hashed = {}

    def make(name, *roles, email=None, zone="America/New_York"):
        with app.app_context():
            hashed.setdefault("it", passwords.hash_password(PASSWORD))
            with db.writing() as session:
                person = people.create_person(
                    session,
                    email=email or f"{name.split()[0].lower()}@practicum.test",
                    name=name,
                    roles=roles,
                    zone=zone,
                    password_hash=hashed["it"],
                    now=clock.now(),
                    actor_id=None,
                )
            session.expunge(person)
        return person

    return make


@pytest.fixture
def tara(make_person):
    """The trainee."""
    return make_person("Tara Okafor", Role.TRAINEE)


@pytest.fixture
def sam(make_person):
    """Her supervisor, once assigned."""
    return make_person("Sam Reyes", Role.SUPERVISOR)


@pytest.fixture
def ines(make_person):
    """The instructor."""
    return make_person("Ines Duarte", Role.INSTRUCTOR)


@pytest.fixture
def petra(make_person):
    """The director."""
    return make_person("Petra Lind", Role.DIRECTOR)


@pytest.fixture
def otto(make_person):
    """An outsider: a trainee of another cohort."""
    return make_person("Otto Brandt", Role.TRAINEE)
