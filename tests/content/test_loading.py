"""From files to the database and back: who wins, all or nothing, the same bytes."""

from dataclasses import replace

import pytest
from sqlalchemy import select, text

from course import clock, db, items
from course.content import dumping, formatting, loading
from course.content.loading import ContentError
from course.content.reading import read
from course.curriculum.models import Lesson, LessonVersion
from course.curriculum.stored import stored as stored_curriculum
from course.db.base import Base
from course.questions.models import Question, QuestionVersion
from course.questions.service import add_version, ready
from course.sources.rules import Step, Take
from course.sources.service import edition
from tests.content.small import BANK_PATH, LESSON_PATH, change, write


@pytest.fixture
def root(tmp_path):
    return write(tmp_path / "course")


def load(root, take=Take.NEITHER):
    return loading.load(root, clock.now(), take, lambda _: None)


def rows():
    session = db.session()
    return {
        name: session.scalar(text(f'SELECT count(*) FROM "{name}"'))
        for name in sorted(Base.metadata.tables)
    }


def stem(slug):
    session = db.session()
    query = select(QuestionVersion.source).join(
        Question, Question.current_version_id == QuestionVersion.id
    )
    return items.parse_source(session.scalar(query.where(Question.slug == slug))).stem


def edit_on_the_web(slug, new_stem):
    """What the instructor's page will do: a new version made in the database."""
    with db.writing() as session:
        row = session.scalar(select(Question).where(Question.slug == slug))
        version = session.get(QuestionVersion, row.current_version_id)
        source = items.parse_source(version.source).model_copy(update={"stem": new_stem})
        add_version(session, row, ready(source), version.areas, clock.now())


FILE_STEM = "What does a client hear first about q-first-lesson?"


def test_loading_twice_changes_nothing(in_app, root):
    assert load(root)[Step.LOAD] == 8
    before, token = rows(), edition(db.session())
    assert load(root)[Step.LOAD] == 0
    assert rows() == before
    assert edition(db.session()) == token


def test_a_change_of_content_gives_another_edition(in_app, root):
    load(root)
    token = edition(db.session())
    change(root, LESSON_PATH, "Words with", "Other words with")
    load(root)
    assert edition(db.session()) != token


def test_the_file_wins_where_the_database_is_unchanged(in_app, root):
    load(root)
    change(root, BANK_PATH, FILE_STEM, "A better stem?")
    assert load(root)[Step.LOAD] == 1
    assert stem("q-first-lesson") == "A better stem?"


def test_an_old_version_stays_as_it_was(in_app, root):
    load(root)
    change(root, BANK_PATH, FILE_STEM, "A better stem?")
    load(root)
    versions = db.session().scalars(select(QuestionVersion.source).order_by(QuestionVersion.id))
    stems = [items.parse_source(one).stem for one in versions]
    assert stems.count(FILE_STEM) == 1


def test_an_edit_on_the_web_stays_where_the_file_is_unchanged(in_app, root):
    load(root)
    edit_on_the_web("q-first-lesson", "An edit on the web?")
    load(root)
    assert stem("q-first-lesson") == "An edit on the web?"


def test_both_changed_is_an_error_that_names_both_and_changes_nothing(in_app, root):
    load(root)
    edit_on_the_web("q-first-lesson", "An edit on the web?")
    change(root, BANK_PATH, FILE_STEM, "An edit in the file?")
    change(root, LESSON_PATH, "Words with", "Other words with")
    before = rows()
    with pytest.raises(ContentError) as error:
        load(root)
    (problem,) = error.value.problems
    assert str(problem).startswith("quizzes/small.yaml:4: the question q-first-lesson was changed")
    assert "--take file or --take database" in str(problem)
    assert rows() == before


@pytest.mark.parametrize(
    ("take", "wins"), [(Take.FILE, "An edit in the file?"), (Take.DATABASE, "An edit on the web?")]
)
def test_take_settles_a_conflict_for_good(in_app, root, take, wins):
    load(root)
    edit_on_the_web("q-first-lesson", "An edit on the web?")
    change(root, BANK_PATH, FILE_STEM, "An edit in the file?")
    load(root, take)
    assert stem("q-first-lesson") == wins
    load(root)
    assert stem("q-first-lesson") == wins


def without_the_second_lesson(root):
    change(root, "modules/01-small/module.yaml", "[first-lesson, second-lesson]", "[first-lesson]")
    (root / "modules/01-small/second-lesson.md").unlink()


def test_what_left_the_files_is_an_error_when_something_needs_it(in_app, root):
    load(root)
    without_the_second_lesson(root)
    with pytest.raises(ContentError, match="there is no objective second-lesson-goal"):
        load(root)


def test_what_left_the_files_is_retired_and_comes_back_under_the_same_id(in_app, root):
    load(root)
    lesson_id = db.session().scalar(select(Lesson.id).where(Lesson.slug == "second-lesson"))
    kept = {path: (root / path).read_bytes() for path in (
        "modules/01-small/module.yaml", "modules/01-small/second-lesson.md",
        BANK_PATH, "quizzes/modules/small-quiz.yaml",
    )}  # fmt: skip
    without_the_second_lesson(root)
    change(root, BANK_PATH, "objective: second-lesson-goal", "objective: first-lesson-goal")
    assert load(root)[Step.RETIRE] == 1
    found = db.session().execute(select(Lesson.retired_at).where(Lesson.slug == "second-lesson"))
    assert found.scalar_one() is not None
    for path, content in kept.items():
        (root / path).write_bytes(content)
    load(root)
    row = db.session().execute(
        select(Lesson.id, Lesson.retired_at).where(Lesson.slug == "second-lesson")
    )
    assert row.one() == (lesson_id, None)


def test_a_fault_in_the_middle_leaves_nothing_half_written(in_app, root, monkeypatch):
    before = rows()

    def fail(*_args, **_words):
        raise RuntimeError("in the middle")

    monkeypatch.setattr(loading.quizzes, "save", fail)
    with pytest.raises(RuntimeError, match="in the middle"):
        load(root)
    assert rows() == before


def test_files_with_errors_write_nothing(in_app, root):
    change(root, LESSON_PATH, "@bass-quimby2006", "@nobody2000")
    before = rows()
    with pytest.raises(ContentError, match="there is no reference nobody2000"):
        load(root)
    assert rows() == before


def test_another_order_of_lessons_is_loaded_without_new_versions(in_app, root):
    load(root)
    versions = rows()["lesson_version"]
    change(root, "modules/01-small/module.yaml", "[first-lesson, second-lesson]",
           "[second-lesson, first-lesson]")  # fmt: skip
    load(root)
    places = db.session().execute(select(Lesson.slug, Lesson.position).order_by(Lesson.position))
    assert [slug for slug, _ in places] == ["second-lesson", "first-lesson"]
    assert rows()["lesson_version"] == versions


def test_questions_follow_the_areas_of_their_lesson(in_app, root):
    load(root)
    change(root, LESSON_PATH, "areas: [a]", "areas: [a, j]")
    load(root)
    query = select(QuestionVersion.areas).join(
        Question, Question.current_version_id == QuestionVersion.id
    )
    assert db.session().scalar(query.where(Question.slug == "q-first-lesson")) == "aj"


def test_only_what_describes_a_lesson_changes_its_second_digest(in_app, root):
    load(root)
    change(root, LESSON_PATH, "due: 2027-11-01", "due: 2028-11-01")
    load(root)
    query = select(LessonVersion.shown_digest, LessonVersion.about_digest)
    first, second = db.session().execute(
        query.join(Lesson, Lesson.id == LessonVersion.lesson_id)
        .where(Lesson.slug == "first-lesson")
        .order_by(LessonVersion.number)
    )
    assert first.shown_digest == second.shown_digest
    assert first.about_digest != second.about_digest


def files_of(root):
    found = [p for name in ("modules", "quizzes") for p in (root / name).rglob("*") if p.is_file()]
    return {str(p.relative_to(root)): p.read_bytes() for p in found if p.name != "README.md"}


def test_dump_after_load_gives_the_same_bytes(in_app, root, tmp_path):
    for path, text in formatting.uneven(root, read(root)).items():
        (root / path).write_text(text)
    load(root)
    dumping.dump(db.session(), tmp_path / "dump")
    assert files_of(tmp_path / "dump") == files_of(root)


def test_dump_after_load_of_what_is_delivered_gives_the_same_bytes(in_app, content_root, tmp_path):
    load(content_root)
    dumping.dump(db.session(), tmp_path / "dump")
    assert files_of(tmp_path / "dump") == files_of(content_root)


def test_loading_a_dump_changes_nothing(in_app, root, tmp_path):
    load(root)
    dumping.dump(db.session(), tmp_path / "dump")
    before = rows()
    assert load(tmp_path / "dump")[Step.LOAD] == 0
    assert rows() == before


def test_a_figure_is_kept_under_its_digest_and_comes_back(in_app, root):
    picture = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    (root / "modules/01-small/path.svg").write_bytes(picture)
    change(
        root,
        LESSON_PATH,
        "::: check",
        "::: figure path.svg\nA path.\n\nIt goes on.\n:::\n\n::: check",
    )
    load(root)
    _, data = stored_curriculum(db.session())["lesson", "first-lesson"]
    assert data.pictures == {"path.svg": picture}
    assert replace(data, pictures={}).assets.keys() == {"path.svg"}


def test_the_command_says_every_problem_and_exits_with_1(app, root):
    change(root, LESSON_PATH, "@bass-quimby2006", "@nobody2000")
    done = app.test_cli_runner().invoke(args=["content", "load", "--root", str(root)])
    assert done.exit_code == 1
    assert f"{LESSON_PATH}:9: there is no reference nobody2000" in done.output


def test_nothing_is_read_again_when_nothing_changed(app, root):
    runner = app.test_cli_runner()
    words = ["content", "load", "--if-changed", "--root", str(root)]
    assert "Loaded 8" in runner.invoke(args=words).output
    assert "up to date" in runner.invoke(args=words).output
    change(root, LESSON_PATH, "Words with", "Other words with")
    assert "Loaded 1" in runner.invoke(args=words).output
