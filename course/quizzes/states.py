"""The kinds and states of attempts, in the words the database keeps."""

from enum import StrEnum


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
    SUBMITTED = "submitted"
    GRADED = "graded"
    VOIDED = "voided"
