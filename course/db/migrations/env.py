"""How Alembic runs: on the connection that `course.db.migrate` opened, in its transaction."""

from typing import Any, Literal

from alembic import context

import course.tables  # noqa: F401 - every feature's tables must be known
from course.db.base import Base
from course.db.types import Mark, UtcDateTime


def _render(kind: str, thing: Any, _: Any) -> str | Literal[False]:
    """Write our column types as plain ones, so that old migrations never import the program."""
    if kind == "type" and isinstance(thing, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(thing, Mark):
        return "sa.BigInteger()"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=_render,
)
context.run_migrations()
