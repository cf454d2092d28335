import datetime as dt

import pytest
from sqlalchemy import select

from course import clock, db
from course.content import applying, loading
from course.curriculum.models import Asset, Lesson, LessonVersion, Objective
from course.errors import Busy
from course.questions.models import Question
from course.quizzes.models import Quiz, QuizVersion
from course.sources import service as sources
from course.sources.rules import Step
from tests.content import small
from tests.content.looking import counts, edition, row, version

LATER = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
ONE = "modules/01-first/one.md"


def test_loading_twice_writes_nothing_the_second_time(load):
    load()
    before, token = counts(), edition()
    said = []
    load(say=said.append)
    assert (counts(), edition()) == (before, token)
    assert said[-1] == "Nothing changed."


def test_loading_says_how_far_it_is(load):
    said = []
    load(say=said.append)
    # references, module, 2 lessons, figure, bank, quiz
    assert said == ["Read 9 things from 7 files.", "9 changes."]


def test_what_is_loaded_stands_in_its_tables(load):
    load()
    assert row(Lesson, "two").position == 2
    assert db.session().scalar(select(Asset.body)) == small.FIGURE.encode()
    assert db.session().scalar(select(Asset.mime)) == "image/svg+xml"
    assert version("two-practice").areas == "a"
    assert row(Question, "one-mock").pool == "mock"
    assert row(Quiz, "first-quiz").module == "first-module"
    # 3 + 1 (the check) words are read in under a minute, and the check takes one.
    assert row(Lesson, "two").minutes == 2


def test_every_change_gives_another_edition(load, root):
    load()
    before = edition()
    small.change(root, "quizzes/modules/first-quiz.yaml", "Two questions.", "Two short ones.")
    load()
    assert edition() != before
    assert len(db.session().scalars(select(QuizVersion)).all()) == 2


@pytest.mark.parametrize("place", ["quizzes.save", "questions.place", "sources.remember"])
def test_a_fault_in_the_middle_leaves_nothing(load, monkeypatch, place):
    def fault(*_args, **_words):
        raise RuntimeError("the power went out")

    module, name = place.split(".")
    monkeypatch.setattr(getattr(applying, module), name, fault)
    before = counts()
    with pytest.raises(RuntimeError, match="power"):
        load()
    assert counts() == before
    assert edition() == ""


def test_a_fault_in_the_middle_of_a_second_load_leaves_the_first(load, root, monkeypatch):
    load()
    before, token = counts(), edition()
    small.put(root, "quizzes/first.yaml", small.bank(small.question("new", "one")))
    small.change(root, "quizzes/modules/first-quiz.yaml", "Two questions.", "Two short ones.")
    monkeypatch.setattr(applying.quizzes, "save", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load()
    assert (counts(), edition()) == (before, token)


def test_content_that_changed_while_files_were_read_stops_the_load(load, monkeypatch):
    prepare = loading.prepare

    def meanwhile(decided, course):
        with db.writing() as session:
            sources.bump(session)
        return prepare(decided, course)

    monkeypatch.setattr(loading, "prepare", meanwhile)
    with pytest.raises(Busy, match="Load again"):
        load()
    assert counts()["lesson"] == 0


def test_lessons_follow_their_module_when_only_the_order_changed(load, root):
    load()
    small.change(root, "modules/01-first/module.yaml", "[one, two]", "[two, one]")
    load()
    assert (row(Lesson, "two").position, row(Lesson, "one").position) == (1, 2)
    assert len(db.session().scalars(select(LessonVersion)).all()) == 2


def test_questions_follow_the_order_of_their_file(load, root):
    load()
    two = small.question("two-practice", "two")
    small.change(root, "quizzes/first.yaml", two, "")
    small.change(root, "quizzes/first.yaml", "questions:\n", "questions:\n" + two)
    load()
    order = select(Question.slug).order_by(Question.position)
    assert db.session().scalars(order).all() == ["two-practice", "one-practice", "one-mock"]
    assert version("two-practice").number == 1


def test_questions_get_a_version_when_their_lesson_teaches_other_areas(load, root):
    load()
    old = version("one-mock").item
    small.change(root, ONE, "areas: [a]", "areas: [a, o]")
    loading.load(root, LATER, say=lambda _: None)
    found = version("one-mock")
    assert (found.number, found.areas, found.at, found.item) == (2, "ao", LATER, old)
    assert version("two-practice").number == 1


def test_an_objective_that_moves_to_another_lesson_stays_in_use(load, root):
    load()
    second = "  - {id: do-one, tier: T2, assessed_by: rubric, text: More}\nreview:"
    small.change(root, ONE, "id: do-one", "id: do-both")
    small.change(root, "modules/01-first/two.md", "review:", second)
    small.change(root, "quizzes/first.yaml", "objective: do-one", "objective: do-both")
    load()
    moved = row(Objective, "do-one")
    assert (moved.lesson_id, moved.retired_at) == (row(Lesson, "two").id, None)


def test_a_lesson_that_is_gone_takes_its_objectives_with_it(load, root):
    load()
    small.change(root, "modules/01-first/module.yaml", "[one, two]", "[one]")
    (root / "modules/01-first/two.md").unlink()
    small.change(root, "quizzes/first.yaml", small.question("two-practice", "two"), "")
    small.change(root, "quizzes/modules/first-quiz.yaml", "questions: 2", "questions: 1")
    load()
    assert row(Lesson, "two").retired_at == clock.now()
    assert row(Objective, "do-two").retired_at == clock.now()
    assert row(Objective, "do-one").retired_at is None


def test_another_picture_under_the_same_name_is_a_new_version_of_the_lesson(load, root):
    load()
    small.put(root, "modules/01-first/path.svg", small.FIGURE.replace(">A<", ">B<"))
    load()
    assert row(Lesson, "one").current_number == 2
    assert len(db.session().scalars(select(Asset)).all()) == 2


def test_spaces_at_line_ends_are_no_change(load, root):
    load()
    small.change(root, ONE, "Ask first", "Ask first   \n\n\nThen")
    load()
    body = row(Lesson, "one").current_number
    small.change(root, ONE, "Ask first   \n", "Ask first\n")
    load()
    assert row(Lesson, "one").current_number == body == 2


def test_a_load_without_news_does_not_take_the_writer_lock(load, monkeypatch):
    load()
    monkeypatch.setattr(db, "writing", lambda: 1 / 0)
    assert load()[Step.NOTHING] == 9
