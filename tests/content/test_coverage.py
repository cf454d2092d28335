from course.content.checking import check
from course.content.coverage import coverage
from tests.content import small


def test_objectives_are_counted_by_pool_against_their_tier(root):
    small.change(root, "modules/01-first/two.md", "tier: T2", "tier: T3")
    more = small.question("two-more", "two")
    small.put(root, "quizzes/first.yaml", small.bank(more))
    rows = {row["objective"]: row for row in coverage(check(root).course)["objectives"]}
    assert rows["do-one"] == {
        "objective": "do-one",
        "lesson": "one",
        "tier": "T2",
        "practice": 1,
        "mock": 1,
        "enough": False,  # T2 needs four and two
    }
    assert rows["do-two"]["practice"] == 2
    assert rows["do-two"]["enough"] is True  # T3 needs two and none


def test_areas_count_lessons_and_questions(root):
    small.change(root, "modules/01-first/two.md", "areas: [a]", "areas: [a, o]")
    found = coverage(check(root).course)
    assert "".join(found["areas"]) == "abcdefghijklmnopq"
    assert {area: row for area, row in found["areas"].items() if row["lessons"]} == {
        "a": {"lessons": ["one", "two"], "questions": 3},
        "o": {"lessons": ["two"], "questions": 1},
    }
    assert "no lesson of area b" in found["missing"]
    assert "no lesson of area o" not in found["missing"]


def test_a_topic_stands_in_all_of_its_lessons_or_is_missing(root, monkeypatch):
    topics = {"Here": ("two",), "A module": ("first-module",), "Half": ("one", "no-such-lesson")}
    monkeypatch.setattr("course.content.coverage.SEEDS", topics)
    found = coverage(check(root).course)
    assert found["seeds"] == {"Here": ["two"], "A module": ["one", "two"], "Half": []}
    assert [line for line in found["missing"] if "lesson, or" in line] == [
        "no lesson, or not all of them, on: Half"
    ]


def test_totals_are_held_against_what_is_promised(root):
    found = coverage(check(root).course)
    assert found["totals"] == {"questions": 3, "reserved": 1}
    assert found["missing"][:2] == ["3 of at least 860 questions", "1 of at least 300 reserved"]


def test_minutes_are_added_up_by_module(root):
    # Each lesson: under 150 words is one minute, and its check is one.
    assert coverage(check(root).course)["minutes"] == {"first-module": 4}
