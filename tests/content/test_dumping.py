import pytest

from course import clock, db
from course.content import dumping, loading
from course.content.formatting import uneven
from course.content.reading import FOLDERS, read
from tests.content import small
from tests.content.looking import counts, edit_stem, edition


def quiet(_):
    pass


def content(root):
    """Every file of the content by its path, without READMEs."""
    found = [path for name in FOLDERS for path in (root / name).rglob("*") if path.is_file()]
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in found
        if path.name != "README.md"
    }


@pytest.fixture
def canonical(root):
    """The small course, its files in canonical form."""
    for name, text in uneven(root, read(root)).items():
        small.put(root, name, text)
    return root


def test_dump_after_load_gives_the_same_bytes(load, canonical, tmp_path):
    load()
    dumping.dump(db.session(), tmp_path / "dumped")
    assert content(tmp_path / "dumped") == content(canonical)


def test_the_delivered_curriculum_is_dumped_as_it_was_loaded(in_app, content_root, tmp_path):
    loading.load(content_root, clock.now(), say=quiet)
    dumping.dump(db.session(), tmp_path / "dumped")
    dumped, delivered = content(tmp_path / "dumped"), content(content_root)
    assert set(dumped) == set(delivered)
    assert [name for name in dumped if dumped[name] != delivered[name]] == []


def test_dump_then_load_changes_nothing(load, root, tmp_path):
    load()
    dumping.dump(db.session(), tmp_path / "dumped")
    before, token = counts(), edition()
    loading.load(tmp_path / "dumped", clock.now(), say=quiet)
    assert (counts(), edition()) == (before, token)


def test_an_edit_on_the_web_comes_back_to_the_files(load, canonical):
    load()
    edit_stem("one-mock", "The web asks?")
    dumping.dump(db.session(), canonical)
    assert "stem: The web asks?" in (canonical / "quizzes/first.yaml").read_text()
    token = edition()
    load()
    assert edition() == token


def test_what_is_retired_is_not_dumped(load, root, tmp_path):
    load()
    small.change(root, "quizzes/first.yaml", small.question("one-mock", "one", "mock"), "")
    load()
    dumping.dump(db.session(), tmp_path / "dumped")
    assert "one-mock" not in (tmp_path / "dumped/quizzes/first.yaml").read_text()


def test_an_empty_database_dumps_nothing(in_app, tmp_path):
    assert dumping.dump(db.session(), tmp_path / "dumped") == 0
