"""How every SQLite connection of ours is set, wherever it is opened."""


def pragmas(*, wal: bool) -> tuple[str, ...]:
    """Return the pragmas of a connection, read-only last.

    Without a file lock that excludes, WAL is not safe on SQLite before 3.51.3, so the
    rollback journal is used, flushed with its directory (EXTRA). Recursive triggers are on,
    because INSERT OR REPLACE would otherwise delete an append-only row without its trigger.
    """
    journal = (
        ("journal_mode=WAL", "wal_autocheckpoint=0", "synchronous=FULL")
        if wal
        else ("journal_mode=DELETE", "synchronous=EXTRA")
    )
    rules = ("foreign_keys=ON", "recursive_triggers=ON")
    return ("busy_timeout=10000", *rules, *journal, "journal_size_limit=67108864", "query_only=ON")
