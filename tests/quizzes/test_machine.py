"""The attempt's state machine: short here, long by `make machine`."""

import os
import time

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.quizzes import figures, machine, machine_model, world

EXAMPLES, STEPS = (
    int(os.environ.get(f"MACHINE_{n}", d)) for n, d in (("EXAMPLES", 6), ("STEPS", 30))
)


@pytest.fixture
def loaded(app):
    world.APP = app
    world.put(world.QUIZ)
    machine_model.remember()


def test_whatever_happens_to_an_attempt_its_rows_are_what_a_plain_model_says(loaded, database):
    begun = time.monotonic()
    run_state_machine_as_test(
        machine.AttemptMachine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    if "MACHINE_EXAMPLES" in os.environ:
        took = f"{time.monotonic() - begun:.0f} s"
        figures.write("machine", database, EXAMPLES, STEPS, 0, took)
