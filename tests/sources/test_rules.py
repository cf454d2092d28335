import pytest

from course.sources.rules import Sides, Step, Take, decide

A, B, C = "a", "b", "c"


@pytest.mark.parametrize(
    ("base", "file", "database", "take", "step"),
    [
        # Nothing to do.
        (None, None, None, Take.NEITHER, Step.NOTHING),
        (A, A, A, Take.NEITHER, Step.NOTHING),
        (None, A, A, Take.NEITHER, Step.NOTHING),
        (A, B, B, Take.NEITHER, Step.NOTHING),
        # New in the files; a retired thing that comes back has no row in use.
        (None, A, None, Take.NEITHER, Step.LOAD),
        (A, A, None, Take.NEITHER, Step.LOAD),
        # File unchanged: the edit on the web stays.
        (A, A, B, Take.NEITHER, Step.NOTHING),
        (A, A, B, Take.FILE, Step.NOTHING),
        # Database unchanged: the file wins.
        (A, B, A, Take.NEITHER, Step.LOAD),
        (A, B, A, Take.DATABASE, Step.LOAD),
        # Both changed: a conflict that `take` settles.
        (A, B, C, Take.NEITHER, Step.CONFLICT),
        (A, B, C, Take.FILE, Step.LOAD),
        (A, B, C, Take.DATABASE, Step.NOTHING),
        (None, B, C, Take.NEITHER, Step.CONFLICT),
        # Gone from the files.
        (A, None, A, Take.NEITHER, Step.RETIRE),
        (A, None, B, Take.NEITHER, Step.CONFLICT),
        (A, None, B, Take.FILE, Step.RETIRE),
        (A, None, B, Take.DATABASE, Step.NOTHING),
        # Made on the web and never in a file: files have no say.
        (None, None, A, Take.NEITHER, Step.NOTHING),
    ],
)
def test_who_wins(base, file, database, take, step):
    assert decide(Sides(base, file, database), take) == step
