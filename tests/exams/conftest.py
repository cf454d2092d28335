import pytest

from tests.quizzes import world


@pytest.fixture(autouse=True)
def _world_of_this_app(request):
    """Let the helpers of quizzes work on this test's app, each call in a context of its own."""
    if "app" in request.fixturenames:
        world.APP = request.getfixturevalue("app")
    yield
    world.APP = None
