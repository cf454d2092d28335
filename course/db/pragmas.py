"""How every SQLite connection of ours is set, wherever it is opened."""


def pragmas(*, wal: bool) -> tuple[str, ...]:
    """Return the pragmas of a connection, read-only last.

    Without a file lock that excludes, WAL is not safe on SQLite before 3.51.3, so the
    rollback journal is used, flushed with its directory (EXTRA).
    """
    journal = (
        ("journal_mode=WAL", "wal_autocheckpoint=0", "synchronous=FULL")
        if wal
        else ("journal_mode=DELETE", "synchronous=EXTRA")
    )
    limit = ("journal_size_limit=67108864",)
    return ("busy_timeout=10000", "foreign_keys=ON", *journal, *limit, "query_only=ON")
