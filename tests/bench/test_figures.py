"""The arithmetic of the bench; every expected number is worked out by hand."""

import pytest

from course.bench import figures
from course.bench.figures import Sample


def test_a_percentile_is_the_nearest_rank():
    values = [15.0, 20.0, 35.0, 40.0, 50.0]
    assert figures.percentile(values, 0.05) == 15.0
    assert figures.percentile(values, 0.30) == 20.0
    assert figures.percentile(values, 0.40) == 20.0
    assert figures.percentile(values, 0.50) == 35.0
    assert figures.percentile(values, 1.00) == 50.0


def test_order_does_not_matter_to_a_percentile():
    assert figures.percentile([50.0, 15.0, 40.0, 20.0, 35.0], 0.5) == 35.0


def test_a_percentile_of_nothing_is_refused():
    with pytest.raises(ValueError, match="of nothing"):
        figures.percentile([], 0.5)


def _rate(rate, seconds=2.0):
    return Sample(seconds, (1.0,) * int(rate * seconds))


def test_throughput_is_the_median_of_the_rounds_ratios_and_not_the_ratio_of_medians():
    # Rounds: 50/100, 30/40, 20/50 = 0.5, 0.75, 0.4. Medians of the rates: 30 and 50, ratio 0.6.
    ours, bare = [_rate(50), _rate(30), _rate(20)], [_rate(100), _rate(40), _rate(50)]
    found = figures.throughput(ours, bare)
    assert (found.ratio, found.ours, found.baseline) == (0.5, 30.0, 50.0)
    assert found.unit == "requests/s"


def test_a_machine_that_halves_its_speed_changes_no_ratio():
    steady = figures.throughput([_rate(40)] * 3, [_rate(80)] * 3)
    drifting = figures.throughput(
        [_rate(40), _rate(20), _rate(10)], [_rate(80), _rate(40), _rate(20)]
    )
    assert steady.ratio == drifting.ratio == 0.5


def test_rounds_without_their_reference_are_refused():
    with pytest.raises(ValueError, match="shorter"):
        figures.throughput([_rate(1), _rate(1)], [_rate(1)])


def test_the_tail_is_p99_by_p50_of_the_same_round():
    # 100 values: 98 of 2 ms, then 6 and 8: the 50th is 2, the 99th is 6.
    found = figures.tail([Sample(1.0, (2.0,) * 98 + (6.0, 8.0))])
    assert (found.ratio, found.ours, found.baseline, found.unit) == (3.0, 6.0, 2.0, "ms")


def test_the_slowdown_in_company_compares_p99_with_p99():
    found = figures.slowdown([Sample(1.0, (9.0,))], [Sample(1.0, (6.0,))])
    assert (found.ratio, found.ours, found.baseline) == (1.5, 9.0, 6.0)


def test_the_worst_figure_has_the_highest_ratio():
    low, high = figures.counted(3), figures.counted(4)
    assert figures.worst([low, high, low]) is high
