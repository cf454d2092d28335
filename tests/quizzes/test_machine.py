"""The attempt's state machine: short here, long by `make machine`."""

import collections
import os
import time

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.quizzes import figures, machine, machine_model, world

EXAMPLES, STEPS = (
    int(os.environ.get(f"MACHINE_{n}", d)) for n, d in (("EXAMPLES", 6), ("STEPS", 30))
)


#: As many examples share a database: each leaves rows, and all of them are looked at after each.
AT_ONCE = 25
SHARES = [min(AT_ONCE, EXAMPLES - done) for done in range(0, EXAMPLES, AT_ONCE)]


@pytest.fixture
def loaded(app):
    world.APP = app
    world.put(world.QUIZ)
    machine_model.remember()


@pytest.fixture(scope="module")
def seconds():
    """How long the shares took so far, by database."""
    return collections.Counter()


@pytest.mark.parametrize("share", range(len(SHARES)))
def test_whatever_happens_to_an_attempt_its_rows_are_what_a_plain_model_says(
    loaded, database, share, seconds
):
    begun = time.monotonic()
    run_state_machine_as_test(
        machine.AttemptMachine,
        settings=settings(
            max_examples=SHARES[share],
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    seconds[database] += time.monotonic() - begun
    if "MACHINE_EXAMPLES" in os.environ and share == len(SHARES) - 1:
        figures.write("machine", database, EXAMPLES, STEPS, 0, f"{seconds[database]:.0f} s")
