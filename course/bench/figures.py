"""From what the client saw to figures and verdicts. Pure: numbers in, numbers out."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Sample:
    """What the client saw of one kind of request in one round."""

    seconds: float
    #: Of each answered request, in milliseconds.
    latencies: tuple[float, ...]

    @property
    def rate(self) -> float:
        """Answered requests a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """Return the latency in milliseconds that this share of requests did not exceed."""
        return percentile(self.latencies, share)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the nearest-rank percentile: the smallest value with this share at or below it.

    `share` is in 0 to 1. Raises ValueError when there are no values.
    """
    if not values:
        raise ValueError("a percentile of nothing")
    rank = max(1, math.ceil(share * len(values)))
    return sorted(values)[rank - 1]


@dataclass(frozen=True)
class Figure:
    """One measure beside its reference of the same run."""

    ratio: float
    ours: float
    baseline: float
    unit: str

    def as_json(self) -> dict[str, float | str]:
        """Return what `bench/latest.json` holds under the measure's key."""
        return {
            name: round(value, 3) if isinstance(value, float) else value
            for name, value in asdict(self).items()
        }


def throughput(ours: Sequence[Sample], bare: Sequence[Sample]) -> Figure:
    """Return requests a second beside the reference: the median of the rounds' ratios.

    Each round is set against the reference round beside it, so that a machine that grows slower
    or faster meanwhile slows both.
    """
    ratios = [one.rate / other.rate for one, other in zip(ours, bare, strict=True)]
    return Figure(
        statistics.median(ratios),
        statistics.median(one.rate for one in ours),
        statistics.median(one.rate for one in bare),
        "requests/s",
    )


def tail(rounds: Sequence[Sample]) -> Figure:
    """Return the 99th percentile beside the median latency of the same round."""
    slow = [one.percentile(0.99) for one in rounds]
    usual = [one.percentile(0.5) for one in rounds]
    ratios = [one / other for one, other in zip(slow, usual, strict=True)]
    return _milliseconds(ratios, slow, usual)


def slowdown(together: Sequence[Sample], alone: Sequence[Sample]) -> Figure:
    """Return the 99th percentile under company beside the one alone."""
    ours = [one.percentile(0.99) for one in together]
    base = [one.percentile(0.99) for one in alone]
    ratios = [one / other for one, other in zip(ours, base, strict=True)]
    return _milliseconds(ratios, ours, base)


def _milliseconds(ratios: Sequence[float], ours: Sequence[float], base: Sequence[float]) -> Figure:
    return Figure(statistics.median(ratios), statistics.median(ours), statistics.median(base), "ms")


def worst(figures: Sequence[Figure]) -> Figure:
    """Return the figure with the highest ratio."""
    return max(figures, key=lambda figure: figure.ratio)


def counted(ours: int) -> Figure:
    """Return a number of SQL statements beside the one that the bare page sends."""
    return Figure(float(ours), ours, 1, "statements")
