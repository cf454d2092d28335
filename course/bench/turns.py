"""The same thing at two sites, in turns, so that a machine that grows slower slows both."""

import statistics
import time
from collections.abc import Callable, Sequence

from course.bench.figures import Figure

Act = Callable[[], object]


def compare(few: Act, many: Act, turns: int) -> Figure:
    """Return how much dearer it is where there are many: by wall clock or CPU, the worse of both.

    Times are medians in milliseconds; those of the clock are shown.
    """
    wall: list[list[float]] = [[], []]
    cpu: list[list[float]] = [[], []]
    for _ in range(turns):
        for place, act in enumerate((few, many)):
            wall[place].append(_timed(time.perf_counter, act))
            cpu[place].append(_timed(time.process_time, act))
    usual, work = _medians(wall), _medians(cpu)
    ratio = max(usual[1] / usual[0], work[1] / work[0])
    return Figure(ratio, usual[1] * 1000, usual[0] * 1000, "ms")


def _medians(both: Sequence[Sequence[float]]) -> list[float]:
    return [statistics.median(one) for one in both]


def _timed(watch: Callable[[], float], act: Act) -> float:
    began = watch()
    act()
    return watch() - began
