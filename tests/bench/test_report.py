"""What the bench writes and prints."""

import json

from course.bench import goals
from course.bench.__main__ import write
from course.bench.figures import Figure

PAGE = Figure(0.4256, 1050.5, 2468.25, "requests/s")
TAIL = Figure(3.2, 48.0, 15.0, "ms")


def test_the_file_maps_each_measure_to_ratio_ours_baseline_and_unit(tmp_path):
    path = tmp_path / "bench" / "latest.json"
    write(path, {"save_tail": TAIL, "lesson_page_sqlite": PAGE})
    assert json.loads(path.read_text()) == {
        "lesson_page_sqlite": {
            "ratio": 0.426,
            "ours": 1050.5,
            "baseline": 2468.25,
            "unit": "requests/s",
        },
        "save_tail": {"ratio": 3.2, "ours": 48.0, "baseline": 15.0, "unit": "ms"},
    }


def test_what_was_not_measured_is_left_out(tmp_path):
    write(tmp_path / "latest.json", {})
    assert json.loads((tmp_path / "latest.json").read_text()) == {}


def test_the_keys_that_other_programs_read_are_among_the_goals():
    wanted = {
        *("lesson_page_sqlite", "lesson_page_postgresql"),
        *("answer_save_sqlite", "answer_save_postgresql", "mixed_load"),
    }
    assert wanted <= set(goals.GOALS)


def test_a_share_holds_from_its_goal_up():
    page = goals.GOALS["lesson_page_sqlite"]
    assert [page.verdict(ratio) for ratio in (0.399, 0.40, 0.549, 0.55)] == [
        *("MISSED", "holds", "holds", "stretch"),
    ]


def test_a_tail_holds_up_to_its_goal():
    tail = goals.GOALS["save_tail"]
    assert [tail.verdict(ratio) for ratio in (2.2, 2.21, 3.0, 3.01)] == [
        *("stretch", "holds", "holds", "MISSED"),
    ]


def test_the_table_says_goal_and_stretch_and_whether_they_hold():
    lines = goals.table({"lesson_page_sqlite": PAGE, "save_tail": TAIL}).splitlines()
    assert len(lines) == 4
    assert "42.6%" in lines[2]
    assert ">= 40%" in lines[2]
    assert lines[2].endswith("holds")
    assert lines[3].endswith("MISSED")


def test_missed_goals_are_named():
    assert goals.missed({"lesson_page_sqlite": PAGE, "save_tail": TAIL}) == ["save_tail"]
