"""Which modules, quizzes and requirement sets belong to a cohort's program, from which day on."""

import datetime as dt

from sqlalchemy import and_, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from course.curriculum.models import PartKind, ProgramPart
from course.errors import Refused
from course.people.models import Enrollment
from course.people.service.seeing import today
from course.permissions import Role, Viewer


def add(
    session: Session, cohort_id: int, kind: PartKind, slug: str, from_day: dt.date
) -> ProgramPart:
    """Make something part of a cohort's program. Raises Refused when it is part of it already."""
    taken = "This is part of the program already. Take it out first to change its day."
    if _find(session, cohort_id, kind, slug) is not None:
        raise Refused(taken)
    made = ProgramPart(cohort_id=cohort_id, kind=kind, slug=slug, from_day=from_day)
    session.add(made)
    try:
        session.flush()
    except IntegrityError as error:
        raise Refused(taken) from error
    return made


def _find(session: Session, cohort_id: int, kind: PartKind, slug: str) -> ProgramPart | None:
    query = select(ProgramPart).where(
        ProgramPart.cohort_id == cohort_id, ProgramPart.kind == kind, ProgramPart.slug == slug
    )
    return session.scalar(query)


def remove(session: Session, cohort_id: int, kind: PartKind, slug: str) -> bool:
    """Take something out of a cohort's program; return whether it was part of it."""
    found = _find(session, cohort_id, kind, slug)
    if found is None:
        return False
    session.delete(found)
    session.flush()
    return True


def parts(session: Session, cohort_id: int) -> list[ProgramPart]:
    """Return what belongs to a cohort's program, by kind and day."""
    query = select(ProgramPart).where(ProgramPart.cohort_id == cohort_id)
    order = (ProgramPart.kind, ProgramPart.from_day, ProgramPart.slug)
    return list(session.scalars(query.order_by(*order)))


def ours(session: Session, viewer: Viewer, kind: PartKind) -> set[str]:
    """Return the slugs of a kind in the programs of a trainee who looks, today; else none."""
    if not viewer.has(Role.TRAINEE):
        return set()
    return _of_trainee(session, viewer.id, kind, today(viewer.zone))


def _of_trainee(session: Session, trainee_id: int, kind: PartKind, on: dt.date) -> set[str]:
    """Return the slugs of a kind in the programs of a trainee's cohorts on a day."""
    query = (
        select(ProgramPart.slug)
        .join(Enrollment, Enrollment.cohort_id == ProgramPart.cohort_id)
        .where(
            Enrollment.trainee_id == trainee_id,
            and_(
                Enrollment.from_day <= on,
                or_(Enrollment.until_day.is_(None), Enrollment.until_day >= on),
            ),
            ProgramPart.kind == kind,
            ProgramPart.from_day <= on,
        )
    )
    return set(session.scalars(query))
