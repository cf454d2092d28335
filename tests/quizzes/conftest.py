import pytest

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
