"""The report of the check: its form, and what it warns of."""

import json

import pytest

from course.content.checking import check
from tests.content import small
from tests.curriculum.plans import PARTS, plan

ONE, BANK = "modules/01-first/one.md", "quizzes/first.yaml"

GOOD = f"""
## Law

{"word " * 900}

::: law 2026-11-24
States differ.
:::

## In the room

## Red flags, and when to refer

## Common mistakes

## Summary

::: guide
1. One?
:::
"""


def warned(root, name):
    return [str(one) for one in check(root).warnings if one.path == name]


def test_the_report_for_programs_has_its_promised_form(root):
    found = json.loads(json.dumps(check(root).as_json()))
    numbers = {
        "modules": 1,
        "lessons": 2,
        "objectives": 2,
        "questions": 3,
        "mock_questions": 1,
        "references": 1,
    }
    assert list(found) == [*numbers, "errors", "warnings"]
    assert {name: found[name] for name in numbers} == numbers
    assert found["errors"] == []
    assert all(isinstance(line, str) for line in found["warnings"])


@pytest.fixture
def good(root):
    """The small course, its first lesson with all that a lesson has."""
    small.change(root, ONE, "tier: T2", "tier: T3")
    small.change(root, ONE, "review:", "as_of: 2026-11-24\nreview:")
    small.put(root, ONE, (root / ONE).read_text() + GOOD)
    return root


def test_a_lesson_with_all_its_parts_has_no_warning(good):
    assert warned(good, ONE) == []


#: (old text, new text, the warning); the body begins on line 12.
LACKS = [
    ("word " * 900, "word", "20 words; a lesson has 900 to 1800"),
    ("word " * 900, "word " * 1900, "1919 words; a lesson has 900 to 1800"),
    ("## In the room", "## Aside", "there is no section 'In the room'"),
    ("## Red flags", "## Flags", "there is no section 'Red flags'"),
    ("## Common mistakes", "## Slips", "there is no section 'Common mistakes'"),
    ("## Summary", "## End", "there is no section 'Summary'"),
    ("::: check one-practice\n:::\n", "", "there is no knowledge check"),
    ("::: guide", "::: note", "there is no discussion guide"),
    ("as_of: 2026-11-24\n", "", "it states law, and as_of is missing"),
]


@pytest.mark.parametrize(("old", "new", "message"), LACKS)
def test_what_a_lesson_lacks_is_warned_of(good, old, new, message):
    small.change(good, ONE, old, new)
    (line,) = warned(good, ONE)
    assert line.endswith(f": {message}")


def test_a_lesson_without_table_and_figure_is_warned_of(good):
    figure = "::: figure path.svg\nA path.\n\nFrom here to there.\n:::\n"
    small.change(good, ONE, figure, "")
    (good / "modules/01-first/path.svg").unlink()
    assert [line.partition(": ")[2] for line in warned(good, ONE)] == [
        "there is nothing to look at: no table and no figure"
    ]
    small.change(good, ONE, "## Summary", "| a |\n|---|\n| b |\n\n## Summary")
    assert warned(good, ONE) == []


def test_a_word_to_avoid_is_warned_of_with_its_line(good):
    small.change(good, ONE, "Ask first", "Ask first.\nShe is frigid")
    (line,) = warned(good, ONE)
    assert line.startswith(f"{ONE}:15: avoid “frigid”; prefer: ")


def test_a_finding_of_the_writing_check_has_file_line_and_code(root):
    small.change(root, BANK, "text: Ask\n", "text: Always ask, and then ask again\n")
    codes = {line.rpartition(" ")[2] for line in warned(root, BANK) if ":4: one-practice" in line}
    assert codes == {"[absolute-word]", "[key-longest]"}


def test_a_finding_that_is_allowed_with_a_reason_is_not_told(root):
    reason = "    allow: {absolute-word: It quotes the rule as it stands.}\n"
    small.change(root, BANK, "text: Wait\n", "text: Never\n")
    assert sum("[absolute-word]" in line for line in warned(root, BANK)) == 3
    small.change(root, BANK, "references: [bass2006]\n", f"references: [bass2006]\n{reason}")
    assert sum("[absolute-word]" in line for line in warned(root, BANK)) == 0


def test_two_worksheets_of_one_id_are_refused(root):
    for name in ("one", "two"):
        path = f"modules/01-first/{name}.md"
        sheet = "\n::: worksheet plan 5 Plan\n? a: What first?\n:::\n"
        small.put(root, path, (root / path).read_text() + sheet)
    (told,) = map(str, check(root).errors)
    assert told.endswith("the worksheet plan stands in modules/01-first/one.md too")


def test_two_plans_of_one_id_are_refused(root):
    for name in ("one", "two"):
        path = f"modules/01-first/{name}.md"
        cited = plan({**PARTS, "Aim": "Closeness.", "Evidence": "[evidence C]"})
        small.put(root, path, (root / path).read_text() + f"\n{cited}")
    (told,) = map(str, check(root).errors)
    assert told.endswith("the plan first-steps stands in modules/01-first/one.md too")


@pytest.mark.parametrize(
    ("count", "cites", "warning"),
    [
        (320, "[@bass2006]", "the plan first-steps has 348 words; a plan has 350 to 600"),
        (322, "[@bass2006]", None),
        (572, "[@bass2006]", None),
        (573, "[@bass2006]", "the plan first-steps has 601 words; a plan has 350 to 600"),
        (400, "", "the plan first-steps cites nothing"),
    ],
)
def test_a_plan_has_a_length_of_its_own_and_a_source(good, count, cites, warning):
    parts = {**PARTS, "Aim": "word " * count, "Evidence": f"[evidence C] {cites}"}
    small.put(good, ONE, (good / ONE).read_text() + f"\n{plan(parts)}")
    assert [one.partition(": ")[2] for one in warned(good, ONE)] == ([warning] if warning else [])


def test_a_long_lesson_may_have_a_plan(good):
    small.change(good, ONE, "word " * 900, "word " * 1700)
    parts = {**PARTS, "Aim": "word " * 400, "Evidence": "[evidence C] [@bass2006]"}
    small.put(good, ONE, (good / ONE).read_text() + f"\n{plan(parts)}")
    assert warned(good, ONE) == []


def test_an_objective_with_too_few_questions_is_warned_of(root):
    assert f"{BANK}:1: do-two (T2) has 1 practice questions of 4. [too-few]" in warned(root, BANK)
