"""Which version of a set applies to a person, and which days a goal may have. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from course.errors import Invalid, Refused
from course.goals.schemas import first_day
from course.goals.states import GoalState

#: Nobody works under a contract from before this many years.
OLDEST_YEARS = 40
#: Nobody plans further ahead.
FARTHEST_YEARS = 30

AppliesBy = Literal["contract-day", "application-day"]


@dataclass(frozen=True)
class Candidate:
    """A version of a set that could apply."""

    id: int
    number: int
    label: str
    #: A year, a month or a day.
    as_of: str

    @property
    def first_day(self) -> dt.date:
        """The first day on which the version was in force, as far as was seen."""
        return first_day(self.as_of)


def choose(candidates: Sequence[Candidate], contract_day: dt.date | None) -> Candidate:
    """Return the version that applies: the newest that is not after the day, else the oldest.

    Without a day it is the newest of all. A later text of the same version goes before an
    earlier one. Raises ValueError when there is none.
    """
    newest = max(candidates, key=lambda one: (one.first_day, one.number))
    if contract_day is None:
        return newest
    known = [one for one in candidates if one.first_day <= contract_day]
    if known:
        return max(known, key=lambda one: (one.first_day, one.number))
    oldest = min(one.first_day for one in candidates)
    return max((one for one in candidates if one.first_day == oldest), key=lambda one: one.number)


def day_name(applies_by: AppliesBy) -> str:
    """Return what the deciding day is called for a set."""
    return "supervision contract" if applies_by == "contract-day" else "application"


def why_chosen(as_of: str, contract_day: dt.date | None, applies_by: AppliesBy) -> str:
    """Return in words why a version was taken."""
    what = day_name(applies_by)
    if contract_day is None:
        return (
            f"No day of a {what} is set, so the newest version known here was taken. "
            "Set the day as soon as there is one: it decides."
        )
    day = in_words(contract_day)
    if first_day(as_of) <= contract_day:
        return f"The newest version known here that is not after the {what} of {day}."
    return (
        f"Every version known here is from after the {what} of {day}, so the oldest one was "
        "taken. What was in force on that day may have differed: ask the body."
    )


def in_words(day: dt.date) -> str:
    """Return a day such as `24 Nov 2026`."""
    return f"{day.day} {day:%b %Y}"


def check_contract_day(day: dt.date | None, today: dt.date) -> None:
    """Raise Invalid when the deciding day has not come, or is too long ago."""
    if day is not None and day > today:
        raise Invalid("contract_day: this day has not come yet. Leave it empty until it has.")
    if day is not None and day.year < today.year - OLDEST_YEARS:
        raise Invalid(f"contract_day: this is more than {OLDEST_YEARS} years ago.")


def check_target_day(day: dt.date | None, today: dt.date) -> None:
    """Raise Invalid when the day to aim at is not ahead."""
    if day is not None and day <= today:
        raise Invalid("target_day: choose a day that is still to come, or leave it empty.")
    if day is not None and day.year > today.year + FARTHEST_YEARS:
        raise Invalid(f"target_day: this is more than {FARTHEST_YEARS} years away.")


def check_open(state: GoalState) -> None:
    """Raise Refused when a goal was dropped: what was decided of it stays."""
    if state == GoalState.DROPPED:
        raise Refused("This goal was dropped. Choose the set anew.")


def check_may_set_contract(contract_day: dt.date | None) -> None:
    """Raise Refused when the deciding day is set already: it pins the version for good."""
    if contract_day is not None:
        raise Refused(
            "The day is set, and it pins the version. If it was wrong, drop this goal and choose "
            "the set anew."
        )
