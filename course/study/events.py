"""What study tells the floors above."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class LessonMarked:
    """A trainee marked a lesson as read, or took the mark back."""

    trainee_id: int
    module: str
    #: Letters of the areas of the version that was marked.
    areas: str
    read: bool
    at: dt.datetime
