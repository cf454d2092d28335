"""Workers, servers and databases are killed during saves. Short here, long by `make crash`."""

import os
import random
import sys
import time

import pytest

from tests.crash import storm
from tests.crash.places import place
from tests.crash.serving import MUTANT
from tests.quizzes import figures

pytestmark = pytest.mark.stress

#: How often each happens here; `make crash` asks for more.
KILLS = {"worker": 2, "server": 1, "restart": 1}
FULL_DISKS = 1
LONG = "CRASH_WORKERS" in os.environ
#: As `make run` does. In the long form the program is read once, before the workers are forked:
#: they serve with the same code, and one that was killed is back at once and not after seconds.
MORE = "--preload" if LONG else ""


def _count(fault, least):
    return int(os.environ.get(f"CRASH_{fault.upper()}S", least))


def _kills(database):
    names = [name for name in KILLS if name != "restart" or database == "postgresql"]
    faults = [name for name in names for _ in range(_count(name, KILLS[name]))]
    random.shuffle(faults)
    return faults


def _say(words):
    if LONG:
        print(words, file=sys.stderr, flush=True)


def _run(database, faults, *, small=False, target="wsgi:app"):
    begun, chance = time.monotonic(), random.Random()
    with place(database, small=small) as made:
        found = storm.run(made, faults, chance, say=_say, target=target, more=MORE)
    print(found)
    if LONG and target != MUTANT:
        took = f"{time.monotonic() - begun:.0f} s"
        done = [found.done[name] for name in ("worker", "server", "restart", "disk")]
        counts = (found.acknowledged, found.cut_off, found.refused, len(found.lost))
        figures.write("crashes", database, *done, *counts, took)
    return found


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_nothing_acknowledged_is_lost_when_workers_and_servers_are_killed(database):
    faults = _kills(database)
    found = _run(database, faults)
    assert found.fine, str(found)
    assert found.done.total() == len(faults)
    assert found.cut_off > 0, "no kill hit a save"


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_full_disk_refuses_and_goes_on_without_a_restart(database):
    found = _run(database, ["disk"] * _count("disk", FULL_DISKS), small=True)
    assert found.fine, str(found)
    assert found.refused >= storm.REFUSED * found.done["disk"]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"] if LONG else ["sqlite"])
def test_a_server_that_replies_before_its_commit_is_found_out(database):
    found = _run(database, ["server"], target=MUTANT)
    assert found.lost, str(found)
    assert not found.fine
    assert not found.wrong, "it was found out by something else"
