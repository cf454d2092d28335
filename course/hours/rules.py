"""What may be entered, corrected and signed, and which hours overlap. Pure."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from course import identifiers
from course.curriculum.areas import AREAS
from course.errors import Invalid, Refused
from course.hours.kinds import MODES, WITH_AREA, Category, Mode
from course.hours.states import AFTER, EntryState, SignOffKind
from course.hours.words import CATEGORIES, MODE_NAMES

#: Nobody in training logs hours from before this many years.
OLDEST_YEARS = 40
DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class Draft:
    """Hours as a trainee writes them."""

    category: Category
    mode: Mode
    area: str | None
    day: dt.date
    minutes: int
    starts_minute: int | None = None
    provider: str = ""
    note: str = ""


def check_draft(draft: Draft, today: dt.date) -> None:
    """Raise Invalid, naming the field, when hours cannot be entered so."""
    if fault := next(faults(draft, today), None):
        raise Invalid(fault)


def faults(draft: Draft, today: dt.date) -> Iterator[str]:
    """Yield all that keeps hours from being entered so, each as `field: words`."""
    what = CATEGORIES[draft.category]
    if draft.day > today:
        yield "day: hours are entered after they were done, not before."
    if draft.day.year < today.year - OLDEST_YEARS:
        yield f"day: {draft.day.isoformat()} is more than {OLDEST_YEARS} years ago."
    if not 1 <= draft.minutes <= DAY_MINUTES:
        yield "hours: an entry holds the time of one day, 1 minute to 24 hours."
    if draft.mode not in MODES[draft.category]:
        ways = ", ".join(MODE_NAMES[mode].lower() for mode in MODES[draft.category])
        yield f"mode: “{what}” is done in one of these ways: {ways}."
    if draft.area is not None and draft.area not in AREAS:
        yield "area: choose one of the knowledge areas a to q."
    if draft.category == Category.CORE and draft.area is None:
        yield "area: hours of core knowledge belong to a knowledge area."
    if draft.area is not None and draft.category not in WITH_AREA:
        yield f"area: “{what}” has no knowledge area."


def check_may_change(state: EntryState) -> None:
    """Raise Refused when a trainee can no longer correct or withdraw an entry."""
    if state == EntryState.SIGNED:
        raise Refused("This entry is signed. Ask your supervisor to unsign it, then correct it.")
    if state == EntryState.WITHDRAWN:
        raise Refused("This entry was withdrawn. Enter the hours anew.")


@dataclass(frozen=True)
class Signing:
    """What decides whether a person may sign: who, whose, and the charge on the entry's day."""

    signer_id: int
    trainee_id: int
    was_in_charge: bool


def check_may_sign(who: Signing) -> None:
    """Raise Refused unless the signer was the trainee's supervisor on the day of the hours."""
    if who.signer_id == who.trainee_id:
        raise Refused("Nobody signs their own hours.")
    if not who.was_in_charge:
        raise Refused("On the day of these hours you were not this trainee's supervisor.")


def check_still_so(number: int, seen: int) -> None:
    """Raise Refused when the entry has another version than the supervisor saw."""
    if number != seen:
        raise Refused("The trainee changed this entry since you opened it. Look at it again.")


_FROM = {
    SignOffKind.SIGNED: {EntryState.WAITING},
    SignOffKind.RETURNED: {EntryState.WAITING},
    SignOffKind.UNSIGNED: {EntryState.SIGNED},
}


def check_sign_off(kind: SignOffKind, state: EntryState, comment: str) -> None:
    """Raise Refused or Invalid when this cannot be said of an entry in this state."""
    if state not in _FROM[kind]:
        raise Refused(f"This entry is {state.value}; it cannot be {kind.value} now.")
    if kind != SignOffKind.SIGNED and not comment.strip():
        what = "why" if kind == SignOffKind.UNSIGNED else "what is to be corrected"
        raise Invalid(f"comment: say {what}. The trainee reads it.")


@dataclass(frozen=True)
class Clocked:
    """An entry whose clock time is known."""

    id: str
    day: dt.date
    starts_minute: int
    minutes: int

    @property
    def starts(self) -> int:
        """Minutes from a fixed day's midnight to the start."""
        return self.day.toordinal() * DAY_MINUTES + self.starts_minute


def overlapping(entries: Iterable[Clocked]) -> set[str]:
    """Return the ids of entries that share clock time with another: the same hour, told twice."""
    found: set[str] = set()
    latest: Clocked | None = None
    for entry in sorted(entries, key=lambda one: (one.starts, one.id)):
        if latest and entry.starts < latest.starts + latest.minutes:
            found |= {latest.id, entry.id}
        if latest is None or entry.starts + entry.minutes > latest.starts + latest.minutes:
            latest = entry
    return found


@dataclass(frozen=True)
class Written:
    """The newest version of an entry."""

    number: int
    at: dt.datetime
    withdrawn: bool


@dataclass(frozen=True)
class Said:
    """A supervisor's word on a version."""

    version: int
    kind: SignOffKind
    at: dt.datetime


def stands(newest: Written, said: Iterable[Said]) -> tuple[EntryState, dt.datetime]:
    """Return the state that follows from the history, and since when; words in their order.

    A word on an older version says nothing of the newest one.
    """
    if newest.withdrawn:
        return EntryState.WITHDRAWN, newest.at
    state, since = EntryState.WAITING, newest.at
    for word in said:
        if word.version == newest.number:
            state, since = AFTER[word.kind], word.at
    return state, since


def could_identify(note: str, provider: str) -> list[str]:
    """Return warnings, one for each part that looks as if it could identify a client.

    Who taught or supervised has a name, so names are looked for in the note only.
    """
    found = [*identifiers.told(note), *identifiers.told(provider, names=False)]
    return [f"{one} If it is a client's, correct the entry without it." for one in found]
