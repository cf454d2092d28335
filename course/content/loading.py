"""From files to the database: who wins for each thing, then all of it or nothing."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from course import db
from course.content.applying import Ready, prepare, write
from course.content.crosscheck import cross_check
from course.content.planning import Base, conflicts, effective, plan
from course.content.reading import read
from course.curriculum.stored import Stored
from course.curriculum.stored import stored as stored_curriculum
from course.errors import Busy, Invalid
from course.goals import content as goals
from course.questions import content as questions
from course.quizzes import content as quizzes
from course.sources import service as sources
from course.sources.rules import Step, Take
from course.sources.service import Key
from course.sources.things import Found
from course.yamlfile import Problem

Say = Callable[[str], None]


class ContentError(Invalid):
    """The files cannot be loaded; `problems` names every place. Nothing was written."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def load(
    root: Path, now: dt.datetime, take: Take = Take.NEITHER, say: Say = print
) -> Counter[Step]:
    """Load the files under the root and return how many things were loaded, kept, retired.

    Idempotent, and all or nothing. Raises ContentError with every problem at once, and Busy when
    the content in the database changed meanwhile.
    """
    found = read(root)
    _refuse(found.problems)
    say(f"Read {len(found.things)} things from {len(found.read)} files.")
    seen = sources.edition(db.session())
    ready = _ready(db.session(), found, take)
    changed = 0 if ready.is_idle else _write(ready, seen, now)
    say(f"{changed} changes." if changed else "Nothing changed.")
    return Counter(one.step for one in ready.decided if one.thing or one.step != Step.NOTHING)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise ContentError(problems)


def _ready(session: Session, found: Found, take: Take) -> Ready:
    here = stored(session)
    decided = plan(found.things, here, _bases(session), take)
    _refuse(conflicts(decided))
    course = effective(decided, here)
    _refuse(cross_check(course))
    return prepare(decided, course)


def _bases(session: Session) -> dict[Key, Base]:
    rows = sources.known(session).items()
    return {key: Base(row.path, row.position, row.digest) for key, row in rows}


def _write(ready: Ready, seen: str, now: dt.datetime) -> int:
    with db.writing() as session:
        if sources.edition(session) != seen:
            raise Busy("The content was changed by somebody else just now. Load again.")
        changed = write(session, ready, now)
        if changed:
            sources.bump(session)
    return changed


def stored(session: Session) -> Stored:
    """Return everything the database has in use, by kind and key."""
    features = (questions, quizzes, goals)
    parts = (stored_curriculum(session), *(feature.stored(session) for feature in features))
    return {key: value for part in parts for key, value in part.items()}
