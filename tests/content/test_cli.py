import json

import pytest

from course import db
from course.sources import service as sources
from tests.content import small
from tests.content.looking import edit_stem, stem

BANK, QUIZ = "quizzes/first.yaml", "quizzes/modules/first-quiz.yaml"
REFERENCES = "modules/references.yaml"


@pytest.fixture
def run(in_app, root):
    """A function that runs `flask content …` over the small course."""

    def command(name, *words):
        where = [] if name == "dump" else ["--root", str(root)]
        return in_app.test_cli_runner().invoke(args=["content", name, *where, *map(str, words)])

    return command


def test_check_prints_warnings_and_counts_and_exits_well(run):
    done = run("check")
    assert done.exit_code == 0
    assert f"warning: {BANK}:1: do-two (T2)" in done.output
    assert "1 modules, 2 lessons, 2 objectives, 3 questions, 1 mock questions" in done.output


def test_check_exits_with_one_when_there_is_an_error(run, root):
    small.change(root, QUIZ, "questions: 2", "questions: 3")
    done = run("check")
    assert done.exit_code == 1
    assert f"error: {QUIZ}:1: it cannot be drawn: bank first: 3 needed, 2 there" in done.output


def test_check_prints_json_for_programs(run, root):
    small.change(root, QUIZ, "questions: 2", "questions: 3")
    done = run("check", "--json")
    assert done.exit_code == 1
    found = json.loads(done.output)
    assert found["errors"] == [f"{QUIZ}:1: it cannot be drawn: bank first: 3 needed, 2 there"]
    assert found["lessons"] == 2


def test_format_checks_changes_and_is_then_content(run, root):
    before = (root / REFERENCES).read_text()
    looked = run("format", "--check")
    assert (looked.exit_code, (root / REFERENCES).read_text()) == (1, before)
    assert looked.output == f"not canonical: {REFERENCES}\n"
    assert run("format").exit_code == 0
    assert (root / REFERENCES).read_text() != before
    assert run("format", "--check").exit_code == 0


def test_format_changes_nothing_while_a_file_cannot_be_read(run, root):
    small.change(root, QUIZ, "questions: 2", "questions: No")
    before = (root / REFERENCES).read_text()
    done = run("format")
    assert done.exit_code == 1
    assert f"{QUIZ}:5: draw.questions" in done.output
    assert (root / REFERENCES).read_text() == before


def test_load_says_what_it_did(run):
    done = run("load")
    assert done.exit_code == 0
    assert "Loaded 9, kept 0, retired 0." in done.output


def test_load_with_if_changed_looks_at_digests_first(run, root):
    run("load")
    assert run("load", "--if-changed").output == "The curriculum is up to date.\n"
    small.change(root, QUIZ, "Two questions.", "Two short ones.")
    assert "Loaded 1, kept 8" in run("load", "--if-changed").output


def test_load_with_if_changed_loads_into_another_database(run):
    run("load")
    with db.writing() as session:  # as a restored backup: its edition is another one
        sources.bump(session)
    assert "kept 9" in run("load", "--if-changed").output


def test_a_conflict_exits_with_one_and_is_settled_by_take(run, root):
    run("load")
    edit_stem("one-mock", "The web asks?")
    small.change(root, BANK, "What comes first in one-mock?", "The file asks?")
    done = run("load")
    assert done.exit_code == 1
    assert "--take file or --take database" in done.output
    assert stem("one-mock") == "The web asks?"
    assert run("load", "--take", "file").exit_code == 0
    assert stem("one-mock") == "The file asks?"


def test_load_with_a_fault_exits_with_one_and_names_it(run, root):
    small.put(root, "modules/left.txt", "words")
    done = run("load")
    assert done.exit_code == 1
    assert "modules/left.txt:1: nobody reads this file" in done.output


def test_dump_says_how_many_files_it_wrote(run, tmp_path):
    run("load")
    done = run("dump", tmp_path / "dumped")
    assert done.output == f"Wrote 7 files to {tmp_path / 'dumped'}.\n"


def test_coverage_names_what_has_too_few(run):
    done = run("coverage")
    assert "too few T2   1 practice   1 reserved  do-one (one)" in done.output
    assert "first-module: 4 minutes" in done.output
    found = json.loads(run("coverage", "--json").output)
    assert found["minutes"] == {"first-module": 4}
    # It falls short of what is promised, says of what, and ends so.
    assert "missing: too few questions on the objective do-one" in done.output
    assert "too few questions on the objective do-one" in found["missing"]
    assert done.exit_code == 1
