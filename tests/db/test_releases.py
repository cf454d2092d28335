"""A database of each release, kept in `releases/`, is brought up to this program."""

import shutil
from pathlib import Path

import pytest

from course.db import backup, migrate
from tests.db import helpers

RELEASES = sorted((Path(__file__).parent / "releases").glob("*.sqlite"))


def test_a_database_of_a_release_is_kept():
    assert [file.stem for file in RELEASES][:1] == ["0001"]


@pytest.mark.parametrize("file", RELEASES, ids=lambda file: file.stem)
def test_the_database_of_a_release_is_brought_up_with_all_its_rows(file, tmp_path):
    shutil.copy(file, tmp_path / "practicum.sqlite")
    with helpers.raw(file) as kept:
        names = [
            row[0] for row in kept.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        before = {n: kept.execute(f'SELECT count(*) FROM "{n}"').fetchone()[0] for n in names}
    assert before.pop("alembic_version") == 1
    with helpers.opened(helpers.settings(tmp_path)) as store:
        assert migrate.state(store) in {"older", "current"}
        migrate.migrate(store)
        after = helpers.rows_of(store)
    assert {name: after[name] for name in before} == before
    assert before["person"] > 0
    backup.verify_sqlite(tmp_path / "practicum.sqlite")
