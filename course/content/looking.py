"""The course as it would stand after a change on the web, looked at as loading looks at it."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from course.content.crosscheck import Course, cross_check
from course.content.loading import stored
from course.content.planning import NO_FILE
from course.sources import service as sources
from course.sources.service import Key
from course.sources.things import Thing
from course.yamlfile import Problem


def problems_after(session: Session, changes: Mapping[Key, Thing | None]) -> list[Problem]:
    """Return every name that would lead nowhere once the changes are made; None takes a thing out.

    Problems of what is changed carry its own path and lines, others the path of their file.
    """
    known = sources.known(session)
    paths = {key: row.path for key, row in known.items()}
    things = {
        key: Thing(*key, paths.get(key, NO_FILE), 0, 1, text, data)
        for key, (text, data) in stored(session).items()
    }
    merged: dict[Key, Thing | None] = {**things, **changes}
    return cross_check(Course(tuple(thing for thing in merged.values() if thing is not None)))
