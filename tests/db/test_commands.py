"""`flask database`, `flask backup` and `flask restore` as somebody types them."""

import pytest

from course.db import migrate
from course.db.cli import backup, database, restore
from tests.db import helpers


@pytest.fixture
def run(tmp_path):
    """A function that runs a command over the SQLite database of a folder."""

    def act(command, *words):
        with helpers.small_app(helpers.settings(tmp_path)) as app:
            app.extensions["practicum.settings"] = helpers.settings(tmp_path)
            for each in (database, backup, restore):
                app.cli.add_command(each)
            return app.test_cli_runner().invoke(args=[command, *map(str, words)])

    return act


@pytest.fixture
def made(run, tmp_path):
    assert run("database", "upgrade").output == "The database was made.\n"
    return tmp_path / "practicum.sqlite"


def _cohort(path, name):
    with helpers.raw(path) as connection:
        connection.execute("INSERT INTO cohort VALUES (NULL, ?, ?, '2026-01-01')", (name, name))


def _cohorts(path):
    with helpers.raw(path) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM cohort ORDER BY id")]


def test_upgrading_twice_says_that_it_is_up_to_date(run, made):
    assert run("database", "upgrade").output == "The database is up to date.\n"
    assert run("database", "state").output == "current\n"


def test_an_older_database_is_backed_up_before_it_is_changed(run, made, tmp_path, monkeypatch):
    monkeypatch.setattr(migrate, "head", lambda: "a later one")
    said = run("database", "upgrade").output
    assert said.startswith("Backup made: practicum-")
    assert len(list((tmp_path / "backups").glob("*.sqlite"))) == 1


def test_a_newer_database_is_refused_with_a_message(run, made):
    with helpers.raw(made) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '7777'")
    answer = run("database", "upgrade")
    assert answer.exit_code == 1
    assert "newer Practicum (revision 7777). Update the program." in answer.output


def test_backup_and_restore_bring_back_the_day_before(run, made, tmp_path):
    _cohort(made, "Fall")
    file = run("backup").output.strip()
    _cohort(made, "Spring")
    answer = run("restore", file)
    assert answer.exit_code == 0, answer.output
    assert _cohorts(made) == ["Fall"]
    kept = answer.output.rsplit(" ", maxsplit=1)[1].strip().removesuffix(".")
    assert _cohorts(tmp_path / "backups" / kept) == ["Fall", "Spring"]


def test_restoring_into_a_new_instance_works(run, made, tmp_path):
    _cohort(made, "Fall")
    file = run("backup").output.strip()
    for leftover in tmp_path.glob("practicum.sqlite*"):
        leftover.unlink()
    answer = run("restore", file)
    assert answer.output.endswith("There was no database before.\n")
    assert _cohorts(made) == ["Fall"]


def test_a_file_that_does_not_fit_changes_nothing(run, made, tmp_path):
    _cohort(made, "Fall")
    (tmp_path / "letter.txt").write_text("no backup")
    answer = run("restore", tmp_path / "letter.txt")
    assert (answer.exit_code, _cohorts(made)) == (1, ["Fall"])
    assert "letter.txt is not a whole SQLite database" in answer.output
    assert not (tmp_path / "backups").exists()


def test_over_a_damaged_database_it_says_what_to_do(run, made):
    file = run("backup").output.strip()
    made.write_bytes(b"damaged " * 2000)
    answer = run("restore", file)
    assert answer.exit_code == 1
    assert "practicum.sqlite and the files beginning with its name away" in answer.output


def test_a_new_revision_finds_no_difference(run, made, tmp_path, monkeypatch):
    import shutil

    folder = tmp_path / "migrations"
    shutil.copytree(migrate.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    plain = migrate.config
    monkeypatch.setattr(migrate, "config", lambda link=None, **_: plain(link, folder))
    before = migrate.head()
    answer = run("database", "revision", "nothing new")
    assert answer.exit_code == 0, answer.output
    (new,) = folder.glob("versions/*nothing_new.py")
    assert "op." not in new.read_text()
    assert f"down_revision = {before!r}" in new.read_text()
