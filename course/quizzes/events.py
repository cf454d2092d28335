"""What quizzes tell the floors above."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class SlotGraded:
    """The grade of one question: which one, its areas, and the fraction in 0 to 1."""

    areas: str
    fraction: Decimal
    #: The slugs of the question and of the objective that it assesses.
    question: str = ""
    objective: str = ""
    #: Whether it is a safety item.
    safety: bool = False


@dataclass(frozen=True)
class AttemptGraded:
    """An attempt has its grades. `module` is the slug of the module its quiz closes, if any."""

    trainee_id: int
    kind: str
    module: str | None
    #: Earned marks by possible marks, in 0 to 1.
    fraction: Decimal
    slots: tuple[SlotGraded, ...]
    at: dt.datetime
    #: Whether sums may count it now: its marks are told at once and always.
    told: bool = True


@dataclass(frozen=True)
class GradesChanged:
    """What was counted of a trainee is not so any more: taken back, corrected, or marked anew."""

    trainee_id: int
