"""Publishing: the course is looked at as it would stand, and only then the next version is written.

Looking takes a second and happens before the write; when the content changed meanwhile, it is
looked at again.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from course import db
from course.errors import Busy, Invalid
from course.sources import service as sources
from course.sources.models import Edition
from course.sources.service import Key
from course.sources.things import Thing
from course.yamlfile import Problem

Changes = Mapping[Key, Thing | None]
#: Looks at the course as it would stand after changes; None takes a thing out.
Look = Callable[[Session, Changes], list[Problem]]
T = TypeVar("T")

_KEY = "practicum.studio.look"
_TRIES = 3


class Unfit(Invalid):
    """The course would not fit together; `problems` says where. Nothing was written."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def init_app(app: Flask, look: Look) -> None:
    """Give the app what looks at the whole course; it stands on a floor above."""
    app.extensions[_KEY] = look


def publish(changes: Changes, write: Callable[[Session], T]) -> T:
    """Write the changes of content when the course fits together with them, and return the result.

    Raises Unfit when it does not, and Busy when others kept changing it.
    """
    look: Look = current_app.extensions[_KEY]
    for _ in range(_TRIES):
        seen = sources.edition(db.session())
        if problems := look(db.session(), changes):
            raise Unfit(problems)
        with db.writing() as session:
            if _locked_edition(session) == seen:
                done = write(session)
                sources.bump(session)
                return done
    raise Busy("The content was changed by others again and again.")


def _locked_edition(session: Session) -> str:
    """Return the edition and hold its row: on PostgreSQL two would publish at once otherwise."""
    query = select(Edition.token).where(Edition.id == 1).with_for_update()
    return session.scalar(query) or ""
