import pytest

from course import clock, db
from course.people.service.acts import Acting
from course.quizzes.rules import Given
from course.quizzes.service import accommodations
from course.quizzes.service.accommodations import Giving
from tests import conftest as house
from tests.quizzes import world


@pytest.fixture(autouse=True)
def _world_of_this_app(request):
    """Let the helpers work on this test's app, each call in a context of its own.

    A test with a browser must not hold a context: requests would share what is kept for one.
    """
    if "app" in request.fixturenames:
        world.APP = request.getfixturevalue("app")
    yield
    world.APP = None


@pytest.fixture
def give(app, petra):
    """A function that gives a trainee something at the first quiz, or at all."""

    def act(trainee, *, at_all=False, now=None, **given):
        by = Acting(petra.id, now or clock.now(), house.SECRET)
        # One context, as a request has: with a session in each of two, many at once would wait
        # for the connections that they hold themselves.
        with app.app_context():
            quiz_id = None if at_all else world.quiz().id
            new = Giving(trainee.id, trainee.public_id, quiz_id, Given(**given), "UTC", "agreed")
            with db.writing() as session:
                accommodations.give(session, by, new)

    return act
