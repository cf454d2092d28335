"""What pages on a trainee's progress show, their own and their supervisor's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy.orm import Session

from course import clock
from course.curriculum import objectives
from course.curriculum import service as curriculum
from course.curriculum.areas import AREAS
from course.curriculum.service import ModuleLine
from course.exams import page as exams
from course.exams.order import Suggested
from course.progress import service
from course.progress.service import Progress
from course.sources.service import edition


def results(session: Session, trainee_id: int) -> dict[str, Any]:
    """Return what `progress/_results.html` shows of a trainee."""
    token = edition(session)
    modules = curriculum.catalog(session, token)
    answered = service.objectives(session, trainee_id)
    taught = {area for module in modules for area in module.areas}
    return {
        "progress": service.progress(session, trainee_id),
        "modules": modules,
        "areas": {letter: title for letter, title in AREAS.items() if letter in taught},
        "share": service.share,
        "exams": exams.listed(session, token, trainee_id, clock.now()),
        "objectives": [
            (line, answered[line.slug])
            for line in objectives.taught(session, token)
            if line.slug in answered
        ],
    }


@dataclass(frozen=True)
class Next:
    """The module that a pre-test suggests next, why, and the attempt that says so."""

    module: ModuleLine
    place: Suggested
    public_id: str


def suggested_next(
    session: Session, trainee_id: int, modules: Sequence[ModuleLine], progress: Progress
) -> Next | None:
    """Return the first module in the suggested order whose lessons are not all read.

    None without a pre-test, and when all are read.
    """
    found = exams.suggestion(session, edition(session), trainee_id)
    by_slug = {module.slug: module for module in modules}
    for place in found.order if found else ():
        module, row = by_slug[place.module], progress.modules.get(place.module)
        if found and (row.lessons_read if row else 0) < len(module.lessons):
            return Next(module, place, found.public_id)
    return None


Row = tuple[str | int | None, ...]
HEAD = ("what", "name", "of", "done", "asked for", "unit", "share of marks in percent")


def csv_rows(shown: dict[str, Any]) -> Iterator[Row]:
    """Yield what `results` shows as lines: modules, quizzes, exams, areas, objectives."""
    kept: Progress = shown["progress"]
    for module in shown["modules"]:
        row = kept.modules.get(module.slug)
        read, size = (row.lessons_read if row else 0), len(module.lessons)
        yield ("module", module.title, None, read, size, "lessons read", None)
        taken, best = (row.attempts, row.best) if row else (0, None)
        yield ("quiz, best", module.title, None, taken, None, "attempts", _percent(best))
    for line in shown["exams"]:
        title, share = line.exam.file.title, _percent(line.taken.share)
        yield ("exam, last", title, None, line.taken.times, None, "attempts", share)
    for letter, title in shown["areas"].items():
        area = kept.areas.get(letter)
        answers = area.answered if area else 0
        marks = _percent(service.share(area))
        yield ("knowledge area", title, letter, answers, None, "answers", marks)
    for known, row in shown["objectives"]:
        marks = _percent(service.share(row))
        yield ("objective", known.text, known.lesson_title, row.answered, None, "answers", marks)


def _percent(share: Decimal | None) -> int | None:
    return None if share is None else int((share * 100).to_integral_value(ROUND_HALF_UP))
