"""Bad files: a clear message with file and line, all of them at once."""

import json

import pytest

from course.content.checking import check
from tests.content.small import BANK_PATH, LESSON_PATH, change, write


@pytest.fixture
def root(tmp_path):
    return write(tmp_path)


def messages(root):
    return [str(problem) for problem in check(root).errors]


def test_the_small_course_is_fine(root):
    assert messages(root) == []


def test_broken_yaml_names_the_line(root):
    change(root, BANK_PATH, "bank: small", "bank: [small")
    (found,) = [one for one in messages(root) if "not YAML" in one]
    assert found.startswith("quizzes/small.yaml:")


def test_an_unknown_key_names_its_line(root):
    change(root, BANK_PATH, "    level: apply\n    difficulty", "    levle: apply\n    difficulty")
    found = messages(root)
    assert any("small.yaml:" in one and "levle" in one for one in found)
    assert any("level: Field required" in one for one in found)


def test_a_wrong_kind_is_refused(root):
    change(root, BANK_PATH, "type: choice", "type: guess")
    assert any("guess" in one or "type" in one for one in messages(root))


def test_a_choice_with_two_keys_is_refused(root):
    change(root, BANK_PATH, "price of the next ten hours\n", "price of it\n        correct: true\n")
    assert any(one.startswith("quizzes/small.yaml:4") for one in messages(root))


def test_a_missing_picture_names_the_lesson_and_line(root):
    change(
        root,
        LESSON_PATH,
        "::: check",
        "::: figure path.svg\nA path.\n\nIt goes on.\n:::\n\n::: check",
    )
    assert messages(root) == [f"{LESSON_PATH}:11: there is no figure path.svg beside it"]


def test_a_file_that_nobody_reads_is_an_error(root):
    (root / "modules" / "01-small" / "left-over.svg").write_text("<svg/>")
    (found,) = messages(root)
    assert found.startswith("modules/01-small/left-over.svg:1: nobody reads this file")


def test_an_id_that_stands_twice_names_both_places(root):
    change(root, BANK_PATH, "id: q-second-lesson", "id: q-first-lesson")
    found = messages(root)
    assert len(found) == 2
    assert all("quizzes/small.yaml:4, quizzes/small.yaml:25" in one for one in found)


def test_what_leads_nowhere_is_named(root):
    change(root, LESSON_PATH, "@bass-quimby2006", "@nobody2000")
    change(root, LESSON_PATH, "check q-first-lesson", "check q-nothing")
    change(root, BANK_PATH, "objective: second-lesson-goal", "objective: no-goal")
    found = messages(root)
    assert f"{LESSON_PATH}:9: there is no reference nobody2000" in found
    assert f"{LESSON_PATH}:11: there is no question q-nothing" in found
    assert any("there is no objective no-goal" in one for one in found)


def test_a_reserved_question_cannot_be_a_check(root):
    change(root, BANK_PATH, "pool: practice", "pool: mock")
    found = messages(root)
    assert any("the check q-first-lesson is reserved: mock" in one for one in found)
    assert any("it draws 2 questions, and the bank has 0" in one for one in found)


def test_a_lesson_that_is_listed_and_missing_is_named(root):
    (root / LESSON_PATH).unlink()
    assert any("module.yaml:6: there is no lesson first-lesson.md" in one for one in messages(root))


def test_bytes_that_are_no_utf8_are_named(root):
    (root / LESSON_PATH).write_bytes(b"---\nid: \xff\n---\n")
    assert f"{LESSON_PATH}:1: the file is not UTF-8" in messages(root)


def test_an_unclosed_block_is_named(root):
    change(root, LESSON_PATH, "::: check q-first-lesson\n:::\n", "::: note Listen\nWords\n")
    assert any(one.startswith(f"{LESSON_PATH}:11:") for one in messages(root))


def test_the_report_for_programs_has_its_promised_form(root):
    found = json.loads(json.dumps(check(root).as_json()))
    assert list(found) == [
        "modules", "lessons", "objectives", "questions", "mock_questions", "references",
        "errors", "warnings",
    ]  # fmt: skip
    assert [found[name] for name in list(found)[:6]] == [1, 2, 2, 2, 0, 1]
    assert found["errors"] == []


def test_lessons_without_their_parts_are_warned_of(root):
    found = [str(one) for one in check(root).warnings]
    assert f"{LESSON_PATH}:9: there is no discussion guide" in found
    assert any("a lesson has 900 to 1800" in one for one in found)
