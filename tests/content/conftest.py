import pytest

from course import clock
from course.content import loading
from course.sources.rules import Take
from tests.content import small


@pytest.fixture
def root(tmp_path):
    """A small course in files."""
    return small.write(tmp_path / "course-files")


@pytest.fixture
def load(in_app, root):
    """A function that loads the small course."""

    def run(take=Take.NEITHER, say=lambda _: None):
        return loading.load(root, clock.now(), take, say)

    return run
