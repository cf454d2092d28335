"""Mock exams and draws as files: read, checked by drawing once, loaded, written back."""

import pytest

from course import clock, db
from course.content import checking, dumping, formatting
from course.content.loading import load
from course.content.reading import read
from tests.content import small

EXAM = """\
exam: first-exam
title: The first exam
intro: Two questions.
blueprint:
  pool: practice
  exclude_seen_days: 90
  cells:
    - area: a
      questions: 1
    - domain: What comes first
      modules: [first-module]
      objective: do-two
      questions: 1
      first: true
minutes: 90
window:
  zone: America/New_York
  opens: 2027-03-01T09:00-05:00
  closes: 2027-03-15T17:00-04:00
review:
  reasons: [after-close]
  answer: [after-close]
"""
FILE = "quizzes/exams/first-exam.yaml"


@pytest.fixture
def root(tmp_path):
    small.write(tmp_path)
    small.put(tmp_path, FILE, EXAM)
    return tmp_path


def _errors(root):
    return [str(problem) for problem in checking.check(root).errors]


def test_an_exam_is_right_and_already_in_canonical_form(root):
    assert _errors(root) == []
    assert FILE not in formatting.uneven(root, read(root))


def test_an_exam_is_loaded_and_dumped_with_the_same_bytes(root, in_app, tmp_path):
    load(root, clock.now(), say=lambda _: None)
    assert dumping.files(db.session())[FILE] == EXAM.encode()
    dumping.dump(db.session(), tmp_path / "copy")
    assert load(tmp_path / "copy", clock.now(), say=lambda _: None)["load"] == 0


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "area: a\n      questions: 1",
            "area: a\n      questions: 3",
            "it cannot be drawn: area a: 3 needed, 2 there",
        ),
        ("objective: do-two", "objective: do-three", "there is no objective do-three"),
        ("  pool: practice\n", "  pool: practice\n  banks: [second]\n", "there is no bank second"),
        (
            "area: a\n      questions: 1",
            "questions: 1",
            "say the modules, the area, the objective or safety",
        ),
        ("modules: [first-module]", "modules: [no-module]", "there is no module no-module"),
        ("domain: What comes first", "domain: ' '", "domain: String should match"),
        (
            "objective: do-two\n      questions: 1",
            "questions: 3",
            "it cannot be drawn: What comes first: 3 needed, 1 there",
        ),
        ("area: a\n", "area: z\n", "area: String should match"),
        ("exam: first-exam", "quiz: first-exam", "exam: Field required"),
        ("exam: first-exam", "exam: first-quiz", "stands twice"),
    ],
)
def test_an_exam_that_cannot_be_is_named_with_its_file(root, old, new, words):
    small.change(root, FILE, old, new)
    found = "\n".join(_errors(root))
    assert words in found
    assert FILE in found


def test_cells_that_want_the_same_questions_are_short_together(root):
    # Each cell alone could be filled; both together need three of two.
    small.change(root, FILE, "area: a\n      questions: 1", "area: a\n      questions: 2")
    assert "it cannot be drawn" in "\n".join(_errors(root))


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        ("draw: [{pin: no-such}]", "there is no question no-such"),
        ("draw: [{pin: one-mock}]", "is reserved: mock"),
        ("draw: [{pin: one-practice, questions: 2}]", "stands by itself"),
        ("draw: {bank: first}", "say of which bank and how many"),
        ("draw: []", "at least 1 item"),
        (
            "draw: {bank: first, questions: 1, level: recall}",
            "level recall, bank first: 1 needed, 0 there",
        ),
    ],
)
def test_a_draw_that_cannot_be_is_named(root, draw, words):
    old = "draw: {bank: first, pool: practice, questions: 2}"
    small.change(root, "quizzes/modules/first-quiz.yaml", old, draw)
    assert words in "\n".join(_errors(root))


def test_parts_and_pins_keep_their_bytes(root):
    text = "draw: [{pin: one-practice}, {bank: first, pool: practice, questions: 1, objective: do-two}]"
    old = "draw: {bank: first, pool: practice, questions: 2}"
    small.change(root, "quizzes/modules/first-quiz.yaml", old, text)
    assert _errors(root) == []
    again = formatting.canonical_files(read(root))["quizzes/modules/first-quiz.yaml"]
    small.put(root, "quizzes/modules/first-quiz.yaml", again)
    assert "quizzes/modules/first-quiz.yaml" not in formatting.uneven(root, read(root))
    assert "pin: one-practice" in again
