"""In the tests SQLite gives rows backwards wherever no order was asked for.

A query without ORDER BY gives its rows in any order; on SQLite that is nearly always the order
of insertion, and PostgreSQL gives a row that was updated last. Who leans on either is red here
at once, and not on some day on another machine.
"""

import sqlite3

from sqlalchemy import event
from sqlalchemy.pool import Pool


@event.listens_for(Pool, "connect")
def unordered_is_backwards(connection, _):
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA reverse_unordered_selects=ON")
