import os

import pytest

from tests.stress import writer_lock

pytestmark = pytest.mark.stress


def test_nothing_acknowledged_is_lost_under_kills():
    seconds = float(os.environ.get("STRESS_SECONDS", "12"))
    found = writer_lock.run(seconds)
    print(found)
    assert found.fine, str(found)
    assert found.kills >= 1
    assert found.acknowledged > 100


def test_rows_acknowledged_before_their_commit_would_be_found_missing():
    found = writer_lock.run(6, processes=2, kill_every=(1.2, 1.6), mutant=True)
    assert found.kills >= 1
    assert found.missing > 0, str(found)
    assert not found.fine
