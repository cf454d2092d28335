"""Makes the database of the revision that stands now, when there is none yet."""

import tempfile
from pathlib import Path

from course.db import backup, migrate
from tests.db import helpers


def main():
    target = Path(__file__).parent / f"{migrate.head()}.sqlite"
    if target.exists():
        print(f"{target.name} stands already.")
        return
    with tempfile.TemporaryDirectory() as folder:
        with helpers.opened(helpers.settings(Path(folder))) as store:
            migrate.migrate(store)
            with helpers.write(store) as connection:
                helpers.fill(connection)
            made = backup.backup(store, Path(folder) / "backups", helpers.AT)
        target.write_bytes(made.read_bytes())
    print(f"{target.name} was made.")


if __name__ == "__main__":
    main()
