"""How far a trainee is with each goal they work for."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from course.goals import page as pages
from course.goals.page import GoalPage
from course.goals.service import reading
from course.goals.service.reading import GoalLine


@dataclass(frozen=True)
class Standing:
    """An open goal with how far it is."""

    goal: GoalLine
    page: GoalPage


def standings(session: Session, trainee_id: int, day: dt.date) -> list[Standing]:
    """Return a trainee's open goals with how far each is on a day, in three statements."""
    found = [one for one in reading.goals(session, trainee_id) if one.is_open]
    if not found:
        return []
    evidence = reading.evidence(session, trainee_id)
    return [Standing(one, pages.goal_page(one.asked, evidence, day)) for one in found]
