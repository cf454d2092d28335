"""From files to the database: who wins for each thing, then all of it or nothing."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from course import db
from course.content.crosscheck import Course, cross_check
from course.content.reading import ORDER, read
from course.curriculum import body
from course.curriculum import service as curriculum
from course.curriculum.stored import Stored
from course.curriculum.stored import stored as stored_curriculum
from course.digest import digest
from course.errors import Invalid
from course.questions import content as questions
from course.quizzes import content as quizzes
from course.sources import service as sources
from course.sources.rules import Sides, Step, Take, decide
from course.sources.service import Key
from course.sources.things import Thing
from course.yamlfile import Problem

Say = Callable[[str], None]


class ContentError(Invalid):
    """The files cannot be loaded; `problems` names every place. Nothing was written."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True)
class Decided:
    """What loading does with one thing; `thing` is None when its file is gone."""

    key: Key
    step: Step
    thing: Thing | None


def load(
    root: Path, now: dt.datetime, take: Take = Take.NEITHER, say: Say = print
) -> Counter[Step]:
    """Load the files under the root and return how many things were loaded, kept, retired.

    Idempotent, and all or nothing. Raises ContentError with every problem at once.
    """
    found = read(root)
    if found.problems:
        raise ContentError(found.problems)
    say(f"Read {len(found.things)} things from {len(found.read)} files.")
    with db.writing() as session:
        decided = _decide(session, found.things, take)
        changed = _apply(session, decided, now, say)
        if changed:
            sources.bump(session)
    return Counter(one.step for one in decided)


def stored(session: Session) -> Stored:
    """Return everything the database has in use, by kind and key."""
    parts = (stored_curriculum(session), questions.stored(session), quizzes.stored(session))
    return {key: value for part in parts for key, value in part.items()}


def _decide(session: Session, things: list[Thing], take: Take) -> list[Decided]:
    bases, here = sources.known(session), stored(session)
    files = {(thing.kind, thing.key): thing for thing in things}
    decided = []
    for key in sorted({*files, *here}, key=lambda one: (ORDER.index(one[0]), one[1])):
        base = bases[key].digest if key in bases else None
        file = files[key].digest if key in files else None
        database = digest(here[key][0]) if key in here else None
        decided.append(Decided(key, decide(Sides(base, file, database), take), files.get(key)))
    _refuse_conflicts(decided, {key: row.path for key, row in bases.items()})
    _refuse_loose_ends(decided, here)
    return decided


def _refuse_conflicts(decided: list[Decided], paths: dict[Key, str]) -> None:
    problems = [
        Problem(
            one.thing.path if one.thing else paths.get(one.key, "-"),
            one.thing.line if one.thing else 1,
            f"the {one.key[0]} {one.key[1]} was changed both in the file and on the web; "
            "settle it with --take file or --take database",
        )
        for one in decided
        if one.step == Step.CONFLICT
    ]
    if problems:
        raise ContentError(problems)


def _refuse_loose_ends(decided: list[Decided], here: Stored) -> None:
    """Check the course as it will stand: each thing from the side that wins."""
    things = [_effective(one, here) for one in decided if one.step != Step.RETIRE]
    problems = cross_check(Course(tuple(thing for thing in things if thing is not None)))
    if problems:
        raise ContentError(problems)


def _effective(one: Decided, here: Stored) -> Thing | None:
    if one.step == Step.LOAD or one.key not in here:
        return one.thing
    text, data = here[one.key]
    kind, key = one.key
    if one.thing is not None:
        return Thing(kind, key, one.thing.path, one.thing.position, one.thing.line, text, data)
    return Thing(kind, key, "(database)", 0, 1, text, data)


def _apply(session: Session, decided: list[Decided], now: dt.datetime, say: Say) -> int:
    rows = sources.known(session)
    areas = _areas(decided)
    changed = 0
    for one in decided:
        changed += _apply_one(session, one, areas, now)
        if one.thing is not None:
            sources.remember(session, one.thing, rows.get(one.key))
        elif one.step == Step.RETIRE:
            sources.forget(session, *one.key)
    changed += _after(session, decided, now)
    session.flush()
    say(f"{changed} changes." if changed else "Nothing changed.")
    return changed


def _areas(decided: list[Decided]) -> dict[str, str]:
    """Return the letters of the areas by objective, as the files say."""
    return {
        part.id: "".join(one.thing.data.front.areas)
        for one in decided
        if one.key[0] == "lesson" and one.thing is not None
        for part in one.thing.data.front.objectives
    }


def _apply_one(session: Session, one: Decided, areas: dict[str, str], now: dt.datetime) -> int:
    if one.step == Step.RETIRE:
        _retire(session, one.key, now)
        return 1
    if one.step != Step.LOAD or one.thing is None:
        return 0
    _save(session, one.thing, areas, now)
    return 1


def _save(session: Session, thing: Thing, areas: dict[str, str], now: dt.datetime) -> None:
    match thing.kind:
        case "reference":
            curriculum.save_reference(session, thing.key, thing.text)
        case "module":
            curriculum.save_module(session, thing.data, thing.text)
        case "lesson":
            minutes = body.minutes(body.parse(thing.data.body))
            data, position = thing.data, thing.position
            curriculum.save_lesson(session, data, thing.text, position, minutes, now)
        case "quiz":
            quizzes.save(session, thing, now)
        case "question":
            letters = areas.get(thing.data[1].objective, "")
            questions.save(session, thing, letters, now)
        case _:
            questions.save(session, thing, "", now)


def _retire(session: Session, key: Key, now: dt.datetime) -> None:
    kind, name = key
    if kind in {"bank", "question"}:
        questions.retire(session, kind, name, now)
    elif kind == "quiz":
        quizzes.retire(session, name, now)
    else:
        curriculum.retire(session, kind, name, now)


def _after(session: Session, decided: list[Decided], now: dt.datetime) -> int:
    """Put lessons into their modules' order, and give questions the areas of their lessons."""
    moved = sum(
        curriculum.place_lessons(session, one.thing.data)
        for one in decided
        if one.key[0] == "module" and one.thing is not None and one.step != Step.RETIRE
    )
    return moved + questions.follow_areas(session, curriculum.areas_of_objectives(session), now)
