"""What every table shares: names of constraints, instants, and who may never be changed."""

import datetime as dt
import secrets
from typing import Annotated, ClassVar

from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase, mapped_column

from course.db.types import UtcDateTime

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def new_public_id() -> str:
    """Return 128 random bits as 32 hexadecimal digits: nobody can guess or count them."""
    return secrets.token_hex(16)


PublicId = Annotated[str, mapped_column(String(32), unique=True, default=new_public_id)]
Slug = Annotated[str, mapped_column(String(64))]


class Base(DeclarativeBase):
    """The ancestor of every table. `append_only` tables refuse UPDATE and DELETE."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {dt.datetime: UtcDateTime()}

    #: Set to True on a table whose rows count: triggers then refuse UPDATE and DELETE.
    append_only: ClassVar[bool] = False


def append_only_tables() -> list[str]:
    """Return the names of the tables whose rows are never changed, sorted."""
    mappers = Base.registry.mappers
    return sorted(m.local_table.name for m in mappers if m.class_.append_only)  # type: ignore[attr-defined]
