"""Writing what was decided: everything is made before, so that the lock is held shortly."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from course.content.crosscheck import Course
from course.content.planning import Decided
from course.curriculum import body
from course.curriculum import saving as curriculum
from course.goals import content as goals
from course.questions import content as questions
from course.questions import service as versions
from course.quizzes import content as quizzes
from course.sources import service as sources
from course.sources.rules import Step
from course.sources.service import Key
from course.sources.things import Thing


@dataclass(frozen=True)
class Ready:
    """What is to be written, parsed and counted."""

    decided: Sequence[Decided]
    course: Course
    #: The letters of the areas by objective.
    areas: dict[str, str]
    #: Minutes by lesson, and versions by question, of what is loaded.
    minutes: dict[str, int]
    versions: dict[str, versions.Ready]

    @property
    def is_idle(self) -> bool:
        """True when the database and what it knows of the files stay as they are."""
        return not any(one.is_news or one.step in {Step.LOAD, Step.RETIRE} for one in self.decided)


def prepare(decided: Sequence[Decided], course: Course) -> Ready:
    """Parse, count and digest what is loaded, outside of any transaction."""
    loaded = [one.thing for one in decided if one.step == Step.LOAD and one.thing is not None]
    areas = {
        key: "".join(lesson.data.front.areas) for key, (lesson, _) in course.objectives().items()
    }
    minutes = {
        thing.key: body.minutes(body.parse(thing.data.body))
        for thing in loaded
        if thing.kind == "lesson"
    }
    made = {
        thing.key: versions.ready(thing.data[1]) for thing in loaded if thing.kind == "question"
    }
    return Ready(decided, course, areas, minutes, made)


def write(session: Session, ready: Ready, now: dt.datetime) -> int:
    """Write all of it and return how many changes of content there were."""
    rows = sources.known(session)
    changed = sum(_write_one(session, ready, one, now) for one in ready.decided)
    for one in ready.decided:
        if one.thing is not None:
            sources.remember(session, one.thing, rows.get(one.key))
        elif one.base is not None:
            sources.forget(session, *one.key)
    changed += _arrange(session, ready, now)
    session.flush()
    return changed


def _write_one(session: Session, ready: Ready, one: Decided, now: dt.datetime) -> int:
    if one.step == Step.RETIRE:
        _retire(session, one.key, now)
    elif one.step == Step.LOAD and one.thing is not None:
        _save(session, ready, one.thing, now)
    else:
        return 0
    return 1


def _save(session: Session, ready: Ready, thing: Thing, now: dt.datetime) -> None:
    data: Any = thing.data
    match thing.kind:
        case "reference":
            curriculum.save_reference(session, thing.key, thing.text)
        case "module":
            curriculum.save_module(session, data, thing.text)
        case "lesson":
            minutes = ready.minutes[thing.key]
            curriculum.save_lesson(session, data, thing.text, thing.position, minutes, now)
        case "bank":
            questions.save_bank(session, data)
        case "question":
            letters = ready.areas.get(data[1].objective, "")
            questions.save_question(session, thing, ready.versions[thing.key], letters, now)
        case "quiz":
            quizzes.save(session, thing, now)
        case goals.KIND:
            goals.save(session, thing, now)


def _retire(session: Session, key: Key, now: dt.datetime) -> None:
    kind, name = key
    if kind in {"bank", "question"}:
        questions.retire(session, kind, name, now)
    elif kind == "quiz":
        quizzes.retire(session, name, now)
    elif kind == goals.KIND:
        goals.retire(session, name, now)
    else:
        curriculum.retire(session, kind, name, now)


def _arrange(session: Session, ready: Ready, now: dt.datetime) -> int:
    """Put lessons and questions into their order, and give questions their lessons' areas."""
    moved = sum(
        curriculum.place_lessons(session, thing.data) for thing in ready.course.of("module")
    )
    places = {
        one.key[1]: one.thing.position
        for one in ready.decided
        if one.key[0] == "question" and one.thing is not None
    }
    moved += questions.place(session, places)
    return moved + questions.follow_areas(session, ready.areas, now)
