"""The kinds and states of attempts, in the words the database keeps, and how they move."""

from collections.abc import Iterable
from enum import StrEnum

from course.errors import Refused


class AttemptKind(StrEnum):
    """A quiz with feedback afterwards, or a lesson's check with feedback at once."""

    QUIZ = "quiz"
    CHECK = "check"


class AttemptState(StrEnum):
    """Where an attempt is. Derived from attempt_event."""

    OPEN = "open"
    SUBMITTED = "submitted"
    GRADED = "graded"
    VOID = "void"


class AttemptEventKind(StrEnum):
    """What can happen to an attempt."""

    STARTED = "started"
    #: On to the next question, where there is no way back.
    MOVED = "moved"
    SUBMITTED = "submitted"
    GRADED = "graded"
    VOIDED = "voided"
    REOPENED = "reopened"


class GradeKind(StrEnum):
    """Where a grade comes from."""

    SCORED = "scored"
    #: Given by a person; a replay leaves it.
    MANUAL = "manual"
    REGRADED = "regraded"
    #: Full credit, because the question does not count.
    DROPPED = "dropped"


class CorrectionKind(StrEnum):
    """What is decided on a question that went wrong."""

    REGRADE = "regrade"
    DROP = "drop"


_OPEN, _SUBMITTED, _GRADED, _VOID = AttemptState

#: From where an event leads where. What is not here cannot happen.
TRANSITIONS: dict[tuple[AttemptState | None, AttemptEventKind], AttemptState] = {
    (None, AttemptEventKind.STARTED): _OPEN,
    (_OPEN, AttemptEventKind.MOVED): _OPEN,
    (_OPEN, AttemptEventKind.SUBMITTED): _SUBMITTED,
    (_SUBMITTED, AttemptEventKind.GRADED): _GRADED,
    (_SUBMITTED, AttemptEventKind.REOPENED): _OPEN,
    (_GRADED, AttemptEventKind.REOPENED): _OPEN,
    (_OPEN, AttemptEventKind.VOIDED): _VOID,
    (_SUBMITTED, AttemptEventKind.VOIDED): _VOID,
    (_GRADED, AttemptEventKind.VOIDED): _VOID,
}


def after(state: AttemptState | None, event: AttemptEventKind) -> AttemptState:
    """Return the state that an event leads to. Raises Refused when it cannot happen there."""
    if (state, event) not in TRANSITIONS:
        here = "not there yet" if state is None else state.value
        raise Refused(f"An attempt that is {here} cannot be {event.value}.")
    return TRANSITIONS[state, event]


def folded(events: Iterable[AttemptEventKind]) -> AttemptState | None:
    """Return the state after these events in order. Raises Refused where one cannot happen."""
    state: AttemptState | None = None
    for event in events:
        state = after(state, event)
    return state
