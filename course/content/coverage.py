"""How far the content covers what it promises: objectives, areas, topics, exams, minutes."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from course.content import drawing
from course.content.crosscheck import Course
from course.content.seeds import SEEDS
from course.curriculum import body
from course.curriculum.areas import AREAS
from course.items.writing_check.objectives import NEEDED

#: What the delivered curriculum promises at least: questions in all, and those for mock exams only.
LEAST = {"questions": 860, "reserved": 300}

Found = dict[str, Any]


def coverage(course: Course) -> Found:
    """Return counts by objective, area, topic and exam, and minutes by module, as plain data."""
    found = {
        "totals": _totals(course),
        "objectives": _objectives(course),
        "areas": _areas(course),
        "seeds": _seeds(course),
        "exams": drawing.exams(course),
        "minutes": _minutes(course),
    }
    return {**found, "missing": [*missing(found)]}


def _totals(course: Course) -> dict[str, int]:
    pools = Counter(question.pool for question in course.questions().values())
    return {"questions": pools.total(), "reserved": pools["mock"]}


def _objectives(course: Course) -> list[Found]:
    pools = Counter((one.objective, one.pool) for one in course.questions().values())
    rows = []
    for key, (lesson, part) in course.objectives().items():
        counted = {pool: pools[key, pool] for pool in ("practice", "mock")}
        enough = all(counted[pool] >= least for pool, least in NEEDED[part.tier].items())
        row = {"objective": key, "lesson": lesson.key, "tier": part.tier, **counted}
        rows.append({**row, "enough": enough})
    return rows


def _areas(course: Course) -> dict[str, Found]:
    areas = {key: lesson.data.front.areas for key, (lesson, _) in course.objectives().items()}
    questions = Counter(
        area for one in course.questions().values() for area in areas.get(one.objective, [])
    )
    lessons: dict[str, list[str]] = {area: [] for area in AREAS}
    for thing in course.of("lesson"):
        for area in thing.data.front.areas:
            lessons[area].append(thing.key)
    return {area: {"lessons": keys, "questions": questions[area]} for area, keys in lessons.items()}


def _seeds(course: Course) -> dict[str, list[str]]:
    """Return the lessons of each topic that are there; a module's name stands for its lessons."""
    there = {thing.key: [thing.key] for thing in course.of("lesson")}
    for thing in course.of("module"):
        there[thing.key] = list(thing.data.lessons)
    return {
        topic: [lesson for name in names for lesson in there.get(name, [])]
        if all(name in there for name in names)
        else []
        for topic, names in SEEDS.items()
    }


def _minutes(course: Course) -> dict[str, int]:
    minutes: Counter[str] = Counter()
    for thing in course.of("lesson"):
        minutes[thing.data.module] += body.minutes(body.parse(thing.data.body))
    return dict(minutes)


def missing(found: Found) -> Iterator[str]:
    """Say what is promised and not there, a line for each."""
    for name, least in LEAST.items():
        if found["totals"][name] < least:
            yield f"{found['totals'][name]} of at least {least} {name}"
    for row in found["objectives"]:
        if not row["enough"]:
            yield f"too few questions on the objective {row['objective']}"
    for area, row in found["areas"].items():
        if not row["lessons"]:
            yield f"no lesson of area {area}"
    for topic, lessons in found["seeds"].items():
        if not lessons:
            yield f"no lesson, or not all of them, on: {topic}"
    for exam in found["exams"]:
        yield from (f"{exam['exam']}: {text}" for text in _missing_of(exam))


def _missing_of(exam: Found) -> Iterator[str]:
    for cell in exam["cells"]:
        if not cell["enough"]:
            there, needed = cell["there"], cell["needed"] * exam["times"]
            yield f"{cell['domain']} ({cell['asks']}) has {there} of {needed} questions"
    if exam["times"] > 1 and not exam["together"]:
        yield f"its cells do not have {exam['times']} times their questions all at once"
    if exam["exact"] < exam["draws"]:
        yield f"{exam['exact']} of {exam['draws']} draws meet the blueprint"
    if exam["times"] > 1 and exam["overlap"] and exam["overlap"]["max"] >= drawing.SHARED:
        yield f"two draws share {exam['overlap']['max']:.0%} of their questions"
