"""The rules of who wins, through loading itself."""

import pytest
from sqlalchemy import select

from course import db
from course.content.loading import ContentError
from course.curriculum.models import Lesson, Reference
from course.questions.models import Question
from course.sources.rules import Step, Take
from tests.content import small
from tests.content.looking import edit_module, edit_stem, row, stem, version

BANK = "quizzes/first.yaml"
OLD, FILE, WEB = "What comes first in two-practice?", "The file asks?", "The web asks?"


def change_file(root):
    small.change(root, BANK, OLD, FILE)


def test_a_thing_that_is_new_is_loaded(load):
    done = load()
    # 1 reference, 1 module, 2 lessons, 1 bank, 3 questions, 1 quiz
    assert done == {Step.LOAD: 9}
    assert stem("two-practice") == OLD


def test_a_changed_file_wins_over_an_unchanged_database(load, root):
    load()
    change_file(root)
    assert load() == {Step.LOAD: 1, Step.NOTHING: 8}
    assert stem("two-practice") == FILE
    assert version("two-practice").number == 2


def test_an_edit_on_the_web_stays_while_the_file_is_unchanged(load):
    load()
    edit_stem("two-practice", WEB)
    assert load()[Step.LOAD] == 0
    assert stem("two-practice") == WEB


def test_both_changed_is_an_error_that_names_file_line_and_the_ways_out(load, root):
    load()
    edit_stem("two-practice", WEB)
    change_file(root)
    with pytest.raises(ContentError) as caught:
        load()
    line = (root / BANK).read_text().split("\n").index("  - id: two-practice") + 1
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (BANK, line)
    assert "two-practice was changed both in the file and on the web" in problem.message
    assert "--take file or --take database" in problem.message
    assert stem("two-practice") == WEB


def test_all_conflicts_are_named_at_once(load, root):
    load()
    edit_stem("two-practice", WEB)
    edit_module("first-module", title="Web")
    change_file(root)
    small.change(root, "modules/01-first/module.yaml", "The first module", "File")
    with pytest.raises(ContentError) as caught:
        load()
    assert [problem.path for problem in caught.value.problems] == [
        "modules/01-first/module.yaml",
        BANK,
    ]


def test_take_file_settles_for_the_file(load, root):
    load()
    edit_stem("two-practice", WEB)
    change_file(root)
    load(Take.FILE)
    assert stem("two-practice") == FILE
    assert load()[Step.LOAD] == 0


def test_take_database_settles_for_the_edit_for_good(load, root):
    load()
    edit_stem("two-practice", WEB)
    change_file(root)
    load(Take.DATABASE)
    assert stem("two-practice") == WEB
    assert load()[Step.LOAD] == 0
    assert stem("two-practice") == WEB


def test_the_same_change_on_both_sides_is_no_conflict(load, root):
    load()
    edit_stem("two-practice", FILE)
    change_file(root)
    load()
    assert version("two-practice").number == 2


def drop_mock(root):
    small.change(root, BANK, small.question("one-mock", "one", "mock"), "")


def test_what_is_gone_from_the_files_is_retired(load, root):
    load()
    drop_mock(root)
    assert load() == {Step.RETIRE: 1, Step.NOTHING: 8}
    assert row(Question, "one-mock").retired_at is not None


def test_what_is_gone_but_was_edited_is_a_conflict(load, root):
    load()
    edit_stem("one-mock", WEB)
    drop_mock(root)
    with pytest.raises(ContentError, match=r"quizzes/first.yaml:1: the question one-mock left"):
        load()
    assert row(Question, "one-mock").retired_at is None


def test_gone_but_edited_stays_for_good_when_the_database_is_taken(load, root):
    load()
    edit_stem("one-mock", WEB)
    drop_mock(root)
    load(Take.DATABASE)
    load()
    assert row(Question, "one-mock").retired_at is None
    assert stem("one-mock") == WEB


def test_gone_but_edited_is_retired_when_the_file_is_taken(load, root):
    load()
    edit_stem("one-mock", WEB)
    drop_mock(root)
    load(Take.FILE)
    assert row(Question, "one-mock").retired_at is not None


def test_a_retired_slug_comes_back_as_the_same_question_with_its_next_version(load, root):
    load()
    number = row(Question, "one-mock").id
    drop_mock(root)
    load()
    small.put(root, BANK, small.bank())
    assert load()[Step.LOAD] == 1
    again = row(Question, "one-mock")
    assert (again.id, again.retired_at, version("one-mock").number) == (number, None, 2)


def test_a_thing_made_on_the_web_is_no_business_of_the_files(load, root):
    load()
    small.put(root, BANK, small.bank(small.question("web-made", "one")))
    load()
    with db.writing() as session:  # as a page makes it: no file remembers it
        from course.sources import service as sources

        sources.forget(session, "question", "web-made")
    small.put(root, BANK, small.bank())
    assert load()[Step.RETIRE] == 0
    assert row(Question, "web-made").retired_at is None


def test_what_something_still_needs_cannot_go(load, root):
    load()
    small.put(root, "modules/references.yaml", "references: []\n")
    with pytest.raises(ContentError) as caught:
        load()
    words = [str(problem) for problem in caught.value.problems]
    assert "modules/01-first/one.md:13: there is no reference bass2006" in words
    assert row(Reference, "bass2006").retired_at is None


def test_an_edit_on_the_web_is_checked_against_what_the_files_change(load, root):
    """The lesson that the web's list still names must not leave the files."""
    load()
    edit_module("first-module", title="Web")
    small.change(root, "modules/01-first/module.yaml", "lessons: [one, two]", "lessons: [one]")
    (root / "modules/01-first/two.md").unlink()
    with pytest.raises(ContentError, match="first-module was changed both"):
        load()
    assert row(Lesson, "two").retired_at is None


def test_the_order_of_a_module_on_the_web_wins_over_its_unchanged_file(load, root):
    load()
    edit_module("first-module", lessons=["two", "one"])
    change_file(root)
    load()
    places = dict(db.session().execute(select(Lesson.slug, Lesson.position)).all())
    assert places == {"two": 1, "one": 2}
