"""What the bench counts and compares; every expected number is worked out by hand."""

from types import SimpleNamespace

import pytest

from course.bench import attempts, exam, saves, site, turns
from course.bench.trainees import JourneyError


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("attempts")
    app = site.make(folder / "site", "", exam.write(folder / "course"))
    return attempts.measure(app)


@pytest.mark.parametrize("figure", ["attempt_requests", "attempt_requests_whole"])
def test_an_attempt_takes_what_its_steps_add_up_to(counted, figure):
    # Start and the page with all questions; the saves; submit, which brings the review.
    assert counted[figure].ours == 2 + 20 + 1


def test_a_tab_that_is_not_in_an_attempt_says_so():
    with pytest.raises(JourneyError, match="no page of an attempt"):
        attempts.Tab(None, path="/quizzes/first").save(1, 1, "a")


def test_a_comparison_is_of_medians_and_the_worse_of_clock_and_work(monkeypatch):
    now = SimpleNamespace(wall=0.0, work=0.0)
    watches = SimpleNamespace(perf_counter=lambda: now.wall, process_time=lambda: now.work)
    monkeypatch.setattr(turns, "time", watches)
    costs = iter([0.010, 0.010, 0.010, 0.010, 5.0, 5.0])

    def few():
        now.wall, now.work = now.wall + 0.008, now.work + 0.002

    def many():
        now.wall, now.work = now.wall + next(costs), now.work + 0.003

    found = turns.compare(few, many, 3)
    # By the clock 10 by 8 ms, for the third turn is one of three; by work 3 by 2.
    assert (round(found.ours), round(found.baseline), found.unit) == (10, 8, "ms")
    assert round(found.ratio, 6) == 1.5


def test_a_save_is_measured_among_the_trainees_that_it_says(monkeypatch, tmp_path):
    monkeypatch.setattr(saves, "FEW", 5)
    monkeypatch.setattr(saves, "MANY", 40)
    monkeypatch.setattr(saves, "_TURNS", 3)
    found = saves.measure(tmp_path)["save_100k"]
    assert found.unit == "ms"
    assert found.ours > 0
    import sqlite3

    for name, count in (("few", 5), ("many", 40)):
        link = sqlite3.connect(tmp_path / name / "practicum.sqlite")
        # The trainee who is measured has answered eight times: once for the statements' warmth,
        # once counted, and in each turn by both watches.
        (events,) = link.execute("SELECT count(*) FROM answer_event").fetchone()
        link.close()
        assert events == 3 * count + 2 + 2 * 3
