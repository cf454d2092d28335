"""Rounds: ours and the reference in turns, so that a drifting machine slows both."""

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import Any

from course.bench.figures import Sample
from course.bench.servers import environment
from course.bench.trainees import BARE_PAGE, BARE_SAVE, Load
from course.config import ROOT

#: Connections of the figures that are measured alone.
MANY = 10
#: Connections of each kind where pages and saves meet.
FEW = 5
_SPARE_SECONDS = 40.0

# Sequence numbers of saves rise over all rounds of a run.
_BLOCKS = count(1)
_BLOCK = 1_000_000


@dataclass(frozen=True)
class Pace:
    """How long, and how often. Times in seconds."""

    rounds: int
    seconds: float
    mixed_seconds: float
    warmup: float = 0.7


def load_of(port: int, connections: list[dict[str, Any]], pace: Pace, seconds: float) -> Any:
    """Run the client in its own process and return what it saw.

    Raises RuntimeError with its words when an answer was no success.
    """
    plan = {
        "port": port,
        "connections": connections,
        "seconds": seconds,
        "warmup": pace.warmup,
    }
    done = subprocess.run(
        [sys.executable, "-m", "course.bench.client"],
        input=json.dumps(plan),
        cwd=ROOT,
        env=environment({}),
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds + pace.warmup + _SPARE_SECONDS,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout)


def _samples(seen: Any) -> dict[str, Sample]:
    return {
        group: Sample(seen["seconds"], tuple(latencies))
        for group, latencies in seen["groups"].items()
    }


def pages(loads: Iterable[Load]) -> list[dict[str, Any]]:
    """Return connections that read pages, one for each of these."""
    return [{"group": "pages", "requests": load.pages} for load in loads]


def saves(loads: Iterable[Load]) -> list[dict[str, Any]]:
    """Return connections that save answers, one for each of these."""
    block = next(_BLOCKS) * _BLOCK
    return [{"group": "saves", "requests": load.saves, "seq": block} for load in loads]


@dataclass(frozen=True)
class Pair:
    """Both servers of one database, and what ten trainees send to ours."""

    ours: int
    bare: int
    loads: list[Load]

    def page_rounds(self, pace: Pace) -> tuple[list[Sample], list[Sample]]:
        """Measure lesson pages, ours and the bare one, in turns."""
        return self._in_turns("pages", pace)

    def save_rounds(self, pace: Pace) -> tuple[list[Sample], list[Sample]]:
        """Measure saves, ours and the bare insert, in turns."""
        return self._in_turns("saves", pace)

    def _in_turns(self, group: str, pace: Pace) -> tuple[list[Sample], list[Sample]]:
        ours, bare = [], []
        for _ in range(pace.rounds):
            ours.append(self._one(group, self.ours, self.loads[:MANY], pace))
            reference = BARE_PAGE if group == "pages" else BARE_SAVE
            bare.append(self._one(group, self.bare, [reference] * MANY, pace))
        return ours, bare

    def _one(self, group: str, port: int, loads: list[Load], pace: Pace) -> Sample:
        made = pages(loads) if group == "pages" else saves(loads)
        return _samples(load_of(port, made, pace, pace.seconds))[group]

    def mixed_rounds(self, pace: Pace) -> dict[str, tuple[list[Sample], list[Sample]]]:
        """Measure pages and saves together and each alone; return (together, alone) by kind."""
        found: dict[str, tuple[list[Sample], list[Sample]]] = {
            "pages": ([], []),
            "saves": ([], []),
        }
        readers, savers = self.loads[:FEW], self.loads[FEW : 2 * FEW]
        for _ in range(pace.rounds):
            for alone in (pages(readers), saves(savers)):
                self._note(found, alone, 1, pace)
            self._note(found, pages(readers) + saves(savers), 0, pace)
        return found

    def _note(
        self,
        found: dict[str, tuple[list[Sample], list[Sample]]],
        connections: list[dict[str, Any]],
        place: int,
        pace: Pace,
    ) -> None:
        seen = load_of(self.ours, connections, pace, pace.mixed_seconds)
        for group, sample in _samples(seen).items():
            found[group][place].append(sample)
