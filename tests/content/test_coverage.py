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
    assert coverage(check(root).course)["areas"] == {
        "a": {"lessons": 2, "questions": 3},
        "o": {"lessons": 1, "questions": 1},
    }


def test_minutes_are_added_up_by_module(root):
    # Each lesson: under 150 words is one minute, and its check is one.
    assert coverage(check(root).course)["minutes"] == {"first-module": 4}
