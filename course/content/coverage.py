"""How far the content covers what it promises: questions by objective, areas, minutes."""

from collections import Counter
from typing import Any

from course.content.crosscheck import Course
from course.curriculum import body
from course.items.writing_check.objectives import NEEDED


def coverage(course: Course) -> dict[str, Any]:
    """Return counts by objective and area, and minutes by module, as plain data."""
    return {
        "objectives": _objectives(course),
        "areas": _areas(course),
        "minutes": _minutes(course),
    }


def _objectives(course: Course) -> list[dict[str, Any]]:
    pools = Counter((one.objective, one.pool) for one in course.questions().values())
    rows = []
    for key, (lesson, part) in course.objectives().items():
        counted = {pool: pools[key, pool] for pool in ("practice", "mock")}
        enough = all(counted[pool] >= least for pool, least in NEEDED[part.tier].items())
        row = {"objective": key, "lesson": lesson.key, "tier": part.tier, **counted}
        rows.append({**row, "enough": enough})
    return rows


def _areas(course: Course) -> dict[str, dict[str, int]]:
    areas = {key: lesson.data.front.areas for key, (lesson, _) in course.objectives().items()}
    lessons = Counter(a for thing in course.of("lesson") for a in thing.data.front.areas)
    questions = Counter(
        area for one in course.questions().values() for area in areas.get(one.objective, [])
    )
    return {a: {"lessons": lessons[a], "questions": questions[a]} for a in sorted(lessons)}


def _minutes(course: Course) -> dict[str, int]:
    minutes: Counter[str] = Counter()
    for thing in course.of("lesson"):
        minutes[thing.data.module] += body.minutes(body.parse(thing.data.body))
    return dict(minutes)
