import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from sqlalchemy import Connection, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from course.db import Base
from course.db.base import append_only_tables
from course.quizzes.models import AttemptSlot, GradeCurrent
from tests.db import helpers

#: Written down here, so that a table that stops being protected is noticed.
APPEND_ONLY = {
    "answer_event",
    "attempt_event",
    "attempt_slot",
    "audit",
    "grade_event",
    "lesson_version",
    "person_event",
    "question_version",
    "quiz_version",
    "role_grant",
    "study_event",
}


def test_the_tables_that_count_are_append_only():
    assert set(append_only_tables()) >= APPEND_ONLY


def _refused(store, statement, match="append-only"):
    with pytest.raises(DBAPIError, match=match), helpers.write(store) as connection:
        connection.execute(statement)


def test_update_and_delete_are_refused_on_every_append_only_table(filled):
    before = helpers.rows_of(filled)
    for name in append_only_tables():
        table = Base.metadata.tables[name]
        column = next(iter(table.primary_key))
        _refused(filled, update(table).values({column.name: column}))
        _refused(filled, table.delete())
    assert helpers.rows_of(filled) == before


def test_replacing_or_truncating_is_refused_as_well(filled):
    if filled.is_sqlite:
        _refused(filled, text("INSERT OR REPLACE INTO audit SELECT * FROM audit"))
    else:
        _refused(filled, text("TRUNCATE audit"))


def _attempt(number, **words):
    made = helpers.values_for(Base.metadata.tables["attempt"], number)
    return {
        **made,
        "id": 100 + number,
        "trainee_id": 1,
        "quiz_id": 1,
        "quiz_version_id": 1,
        **words,
    }


def _insert(connection: Connection, values):
    connection.execute(insert(Base.metadata.tables["attempt"]).values(values))


@pytest.mark.parametrize("kind", ["quiz", "check"])
def test_one_person_has_one_open_attempt_at_a_thing(filled, kind):
    thing = {
        "quiz": {"quiz_id": 1, "question_id": None},
        "check": {"question_id": 1, "quiz_id": None},
    }
    open_one = {"kind": kind, "trainee_id": 2, "state": "open", **thing[kind]}
    with helpers.write(filled) as connection:
        _insert(connection, _attempt(11, **open_one))
    with pytest.raises(IntegrityError), helpers.write(filled) as connection:
        _insert(connection, _attempt(12, **open_one))
    with helpers.write(filled) as connection:
        _insert(connection, _attempt(13, **{**open_one, "state": "submitted"}))
        _insert(connection, _attempt(14, **{**open_one, "trainee_id": 3}))


def test_a_word_that_no_enum_knows_is_refused(filled):
    statement = text("UPDATE attempt SET state = 'half-open' WHERE id = 1")
    with pytest.raises(IntegrityError), helpers.write(filled) as connection:
        connection.execute(statement)


def test_a_row_without_its_parent_is_refused(filled):
    with pytest.raises(IntegrityError), helpers.write(filled) as connection:
        _insert(connection, _attempt(15, trainee_id=999, state="submitted"))


def _slot(**words):
    made = helpers.values_for(Base.metadata.tables["attempt_slot"], 1)
    return insert(AttemptSlot).values({**made, "number": 50, **words})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (Fraction(1, 3), "0.3333333"),
        (Fraction(2, 3), "0.6666667"),
        (Decimal("0.1"), "0.1000000"),
        (Decimal("12345678.7654321"), "12345678.7654321"),
        (Decimal(-2), "-2.0000000"),
    ],
)
def test_a_mark_is_kept_exactly(filled, given, kept):
    with helpers.write(filled) as connection:
        connection.execute(_slot(points=given))
        found = connection.scalar(select(AttemptSlot.points).where(AttemptSlot.number == 50))
    assert found == Decimal(kept)


def test_three_thirds_add_up_in_the_database_as_on_paper(filled):
    # 3 rows of 0.3333333 from the filler: 0.9999999, where floats would give 0.99999990000000005.
    with filled.engine.connect() as connection:
        units = connection.scalar(text("SELECT sum(mark) FROM grade_current"))
        assert connection.scalars(select(GradeCurrent.mark)).all() == [Decimal("0.3333333")] * 3
    assert int(units) == 9999999


def test_a_naive_time_is_refused(filled):
    naive = dt.datetime(2026, 11, 24, 12, 0)  # noqa: DTZ001 - that is the point
    statement = update(Base.metadata.tables["cohort"]).values(created_at=naive)
    with pytest.raises(StatementError, match="naive"), helpers.write(filled) as connection:
        connection.execute(statement)


def test_an_instant_comes_back_as_utc(filled):
    cohort = Base.metadata.tables["cohort"]
    there = dt.timezone(dt.timedelta(hours=-5))
    instant = dt.datetime(2026, 11, 24, 7, 0, 0, 123456, tzinfo=there)
    with helpers.write(filled) as connection:
        connection.execute(update(cohort).values(created_at=instant))
        found = connection.scalars(select(cohort.c.created_at)).first()
    assert found == dt.datetime(2026, 11, 24, 12, 0, 0, 123456, tzinfo=dt.UTC)
    assert found.utcoffset() == dt.timedelta(0)
