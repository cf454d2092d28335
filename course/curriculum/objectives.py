"""The objectives that are taught, in their order, with the lessons that teach them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.curriculum.models import Lesson, Module, Objective
from course.web.cache import kept


@dataclass(frozen=True)
class ObjectiveLine:
    """What a trainee can do after a lesson, with the place where it is taught."""

    slug: str
    text: str
    lesson: str
    lesson_title: str
    module: str


def taught(session: Session, edition: str) -> tuple[ObjectiveLine, ...]:
    """Return every objective that is taught, in the order of modules and lessons."""
    return kept(("taught-objectives", edition), lambda: _taught(session))


def _taught(session: Session) -> tuple[ObjectiveLine, ...]:
    rows = session.execute(
        select(Objective.slug, Objective.text, Lesson.slug, Lesson.title, Module.slug)
        .join(Lesson, Lesson.id == Objective.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .where(
            Objective.retired_at.is_(None), Lesson.retired_at.is_(None), Module.retired_at.is_(None)
        )
        .order_by(Module.number, Lesson.position, Objective.position)
    )
    return tuple(ObjectiveLine(*row) for row in rows)
