"""Triggers that refuse UPDATE, DELETE and TRUNCATE on rows that count."""

from sqlalchemy import Connection, inspect, text

from course.db.base import append_only_tables

_SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""

_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""

_POSTGRESQL = """
CREATE OR REPLACE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH {each} EXECUTE FUNCTION refuse_change()
"""

_REFUSED = (("UPDATE", "ROW"), ("DELETE", "ROW"))


def protect(connection: Connection) -> None:
    """Create the triggers on every append-only table that exists; harmless when repeated."""
    existing = set(inspect(connection).get_table_names())
    sqlite = connection.dialect.name == "sqlite"
    if not sqlite:
        connection.execute(text(_FUNCTION))
    statement = _SQLITE if sqlite else _POSTGRESQL
    for table in append_only_tables():
        if table in existing:
            for verb, each in _REFUSED if sqlite else (*_REFUSED, ("TRUNCATE", "STATEMENT")):
                connection.exec_driver_sql(statement.format(table=table, verb=verb, each=each))
