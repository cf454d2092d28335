"""The states of a goal, and what can happen to it."""

from enum import StrEnum


class GoalState(StrEnum):
    """Where a goal stands."""

    OPEN = "open"
    DROPPED = "dropped"


class GoalEventKind(StrEnum):
    """What a trainee decided."""

    CHOSEN = "chosen"
    TARGET = "target"
    CONTRACT = "contract"
    DROPPED = "dropped"


AFTER = {
    GoalEventKind.CHOSEN: GoalState.OPEN,
    GoalEventKind.TARGET: GoalState.OPEN,
    GoalEventKind.CONTRACT: GoalState.OPEN,
    GoalEventKind.DROPPED: GoalState.DROPPED,
}
