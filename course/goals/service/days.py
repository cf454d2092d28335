"""The next day that a trainee aims at."""

from typing import Any

from sqlalchemy import func, select

from course.goals.models import Goal
from course.goals.states import GoalState


def next_day(trainee_id: Any, today: Any) -> Any:
    """Return, as a scalar subquery, the first target day of the open goals from today on."""
    return (
        select(func.min(Goal.target_day))
        .where(
            Goal.trainee_id == trainee_id, Goal.state == GoalState.OPEN, Goal.target_day >= today
        )
        .correlate_except(Goal)
        .scalar_subquery()
    )
