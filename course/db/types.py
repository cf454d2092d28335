"""Column types that both databases keep exactly."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Enum
from sqlalchemy.types import TypeDecorator

from course import marks


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An aware UTC instant. A naive value is refused: it means a wall clock nobody named."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:
        """Return the instant in UTC; raises ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive time cannot be stored")
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        """Return the instant as aware UTC."""
        del dialect
        if value is None:
            return None
        instant: dt.datetime = value
        naive = instant.tzinfo is None
        return instant.replace(tzinfo=dt.UTC) if naive else instant.astimezone(dt.UTC)


class Mark(TypeDecorator[Decimal]):
    """A mark or a fraction, kept as a whole number of 10⁻⁷ (SQLite's NUMERIC is a float)."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Return the number of 10⁻⁷."""
        del dialect
        return None if value is None else marks.to_units(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Return the exact decimal."""
        del dialect
        return None if value is None else marks.from_units(value)


def enum_column(kind: type[StrEnum], name: str) -> Enum:
    """Return a text column with a CHECK named after `name`: no native type to migrate."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [m.value for m in members],
        name=name,
    )
