import shutil
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from course.db import Base, migrate
from course.db.migrate import FOLDER, MigrationError
from tests.db import helpers

#: A change of a parent with many children: SQLite copies the table and drops the old one.
LONGER_NAMES = """
with op.batch_alter_table("person") as batch:
    batch.alter_column("name", type_=sa.String(200))
    batch.add_column(sa.Column("nickname", sa.String(60)))
"""
SHORTER_NAMES = """
with op.batch_alter_table("person") as batch:
    batch.drop_column("nickname")
    batch.alter_column("name", type_=sa.String(120))
"""


@pytest.fixture
def revision_after(tmp_path):
    """A function that makes a folder of migrations with one more revision at its end."""

    def make(up, down="pass", more=""):
        folder = tmp_path / "migrations"
        shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
        body = "import sqlalchemy as sa\nfrom alembic import op\n"
        body += f"revision = '9999'\ndown_revision = {migrate.head()!r}\n{more}\n"
        for name, lines in (("upgrade", up), ("downgrade", down)):
            indented = "\n".join(f"    {line}" for line in lines.strip().splitlines())
            body += f"def {name}():\n{indented}\n"
        (folder / "versions" / "9999_a_later_one.py").write_text(body)
        return folder

    return make


def test_an_empty_database_is_brought_to_the_head(fresh):
    with helpers.opened(fresh) as store:
        assert migrate.state(store) == "empty"
        assert migrate.migrate(store)
        assert migrate.state(store) == "current"
        assert not migrate.migrate(store)


def test_the_migrations_make_what_the_models_say(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_down_and_up_again_over_a_filled_database(filled):
    assert set(helpers.rows_of(filled).values()) == {3}
    triggers = helpers.triggers_of(filled)
    assert migrate.migrate(filled, "base", down=True)
    assert helpers.rows_of(filled) == {}
    assert migrate.migrate(filled)
    assert helpers.triggers_of(filled) == triggers
    with helpers.write(filled) as connection:
        helpers.fill(connection)


def test_each_step_up_and_down_keeps_every_row(filled, revision_after):
    folder = revision_after(LONGER_NAMES, SHORTER_NAMES)
    rows, triggers = helpers.rows_of(filled), helpers.triggers_of(filled)
    for _ in range(2):
        assert migrate.migrate(filled, folder=folder)
        assert (helpers.rows_of(filled), helpers.triggers_of(filled)) == (rows, triggers)
        assert migrate.migrate(filled, "-1", down=True, folder=folder)
        assert (helpers.rows_of(filled), helpers.triggers_of(filled)) == (rows, triggers)


def test_children_that_cascade_survive_a_change_of_their_parent(filled, revision_after):
    with helpers.write(filled) as connection:
        connection.exec_driver_sql(
            "CREATE TABLE pet (id INTEGER PRIMARY KEY, "
            "person_id INTEGER REFERENCES person (id) ON DELETE CASCADE)"
        )
        connection.exec_driver_sql("INSERT INTO pet VALUES (1, 1), (2, 1), (3, 2)")
    migrate.migrate(filled, folder=revision_after(LONGER_NAMES))
    assert helpers.rows_of(filled)["pet"] == 3


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_views_and_foreign_triggers_come_back(filled, revision_after):
    with helpers.write(filled) as connection:
        connection.exec_driver_sql("CREATE VIEW names AS SELECT name FROM person")
        connection.exec_driver_sql(
            'CREATE TRIGGER "odd on name" AFTER UPDATE OF name ON person BEGIN SELECT 1; END'
        )
    migrate.migrate(filled, folder=revision_after(LONGER_NAMES))
    assert "odd on name" in helpers.triggers_of(filled)
    with filled.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM names")) == 3


def _as_before(store, act, match):
    rows, triggers = helpers.rows_of(store), helpers.triggers_of(store)
    with pytest.raises(MigrationError, match=match):
        act()
    assert (helpers.rows_of(store), helpers.triggers_of(store)) == (rows, triggers)
    assert migrate.state(store) == "current"


def test_a_migration_that_loses_rows_is_rolled_back_and_names_the_table(filled, revision_after):
    folder = revision_after("""
op.execute("CREATE TABLE extra (a INTEGER)")
op.execute("DELETE FROM sign_in WHERE id > 1")
""")
    _as_before(filled, lambda: migrate.migrate(filled, folder=folder), "rows of sign_in")
    assert "extra" not in helpers.rows_of(filled)


def test_a_filled_table_is_dropped_only_when_the_migration_says_so(filled, revision_after):
    folder = revision_after('op.drop_table("throttle")')
    _as_before(filled, lambda: migrate.migrate(filled, folder=folder), "rows of throttle")
    shutil.rmtree(folder)
    folder = revision_after('op.drop_table("throttle")', more='drops = ("throttle",)')
    assert migrate.migrate(filled, folder=folder)
    assert "throttle" not in helpers.rows_of(filled)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_migration_that_leaves_orphans_is_rolled_back(filled, revision_after):
    up = 'op.execute("UPDATE sign_in SET person_id = 77")'
    folder = revision_after(up)
    _as_before(filled, lambda: migrate.migrate(filled, folder=folder), "without a parent")


def test_foreign_keys_are_on_again_after_a_migration(store, revision_after):
    with pytest.raises(ZeroDivisionError):
        migrate.migrate(store, folder=revision_after("1 / 0"))
    if store.is_sqlite:
        with store.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert connection.exec_driver_sql("PRAGMA query_only").scalar() == 1
    assert migrate.state(store) == "current"


def test_a_newer_database_is_refused(filled):
    with helpers.write(filled) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '7777'"))
    assert migrate.state(filled) == "newer"
    with pytest.raises(MigrationError, match="newer Practicum .revision 7777"):
        migrate.migrate(filled)
    assert set(helpers.rows_of(filled).values()) == {3}


_PROGRAM = """
import sys
from pathlib import Path
from course.db import migrate
from tests.db import helpers
with helpers.opened(helpers.settings(Path(sys.argv[1]), sys.argv[2])) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    print(migrate.migrate(store))
"""


def test_two_processes_that_migrate_at_once_do_it_once(fresh):
    line = [sys.executable, "-c", _PROGRAM, str(fresh.instance_path), fresh.database_url]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    both = [subprocess.Popen(line, **pipes) for _ in range(2)]
    for process in both:
        assert process.stdout.readline() == "ready\n"
    for process in both:
        process.stdin.write("\n")
        process.stdin.flush()
    said = sorted(process.communicate(timeout=60)[0].strip() for process in both)
    assert said == ["False", "True"]
    with helpers.opened(fresh) as store:
        assert migrate.state(store) == "current"
