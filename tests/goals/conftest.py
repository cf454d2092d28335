import pytest

from tests.content import small
from tests.goals.helpers import load
from tests.goals.test_content import FILE, NAME
from tests.hours.conftest import assign as assign


@pytest.fixture
def root(app, tmp_path):
    """A small course with one requirement set, loaded."""
    made = small.write(tmp_path / "course-files")
    small.put(made, NAME, FILE)
    load(app, made)
    return made


@pytest.fixture
def newer(app, root):
    """The same set, and a later version of it."""
    small.change(
        root, NAME, "version: 2025.A.1\nas_of: 2025-05", "version: 2026.A.1\nas_of: 2026-07"
    )
    small.change(root, NAME, "minimum: 2.5", "minimum: 4")
    load(app, root)
    return root
