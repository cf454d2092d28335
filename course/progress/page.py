"""What pages on a trainee's progress show, their own and their supervisor's."""

from typing import Any

from sqlalchemy.orm import Session

from course.curriculum import objectives
from course.curriculum import service as curriculum
from course.curriculum.areas import AREAS
from course.progress import service
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
        "objectives": [
            (line, answered[line.slug])
            for line in objectives.taught(session, token)
            if line.slug in answered
        ],
    }
