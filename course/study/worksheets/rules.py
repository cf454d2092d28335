"""What a filled-in worksheet is made of, and who may read it besides its owner."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from course import identifiers

#: Characters of one field.
LONGEST = 4000


class Prompt(Protocol):
    """A field as the lesson asks it today."""

    @property
    def id(self) -> str:
        """Stable for ever."""

    @property
    def prompt(self) -> str:
        """What it asks for, in plain words."""

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen, in plain words; nothing when the answer is written."""


@dataclass(frozen=True)
class Entry:
    """A field that was filled in, with the prompt as it was then."""

    field: str
    prompt: str
    text: str


@dataclass(frozen=True)
class Field:
    """A field as the page shows it.

    `before` is the prompt under which the text was written, when the lesson asks it in other
    words today; `asked` is False when the lesson does not ask for it any more. With `choices`
    the text is one of them, or what was chosen or written before the lesson offered these.
    """

    id: str
    prompt: str
    text: str = ""
    before: str = ""
    asked: bool = True
    choices: tuple[str, ...] = ()


def fields(asked: Iterable[Prompt], kept: Iterable[Entry]) -> list[Field]:
    """Return the fields that the lesson asks for, in its order, then those it asked for once."""
    written = {one.field: one for one in kept}
    today = [_today(one, written.pop(one.id, None)) for one in asked]
    return today + [Field(one.field, one.prompt, one.text, asked=False) for one in written.values()]


def _today(asked: Prompt, entry: Entry | None) -> Field:
    if entry is None:
        return Field(asked.id, asked.prompt, choices=asked.choices)
    before = entry.prompt if entry.prompt != asked.prompt else ""
    return Field(asked.id, asked.prompt, entry.text, before, choices=asked.choices)


def entries(shown: Sequence[Field], texts: Mapping[str, str]) -> list[Entry]:
    """Return what is to be kept when these texts come in for the fields that stand there.

    A field that was not sent keeps its text; an emptied one is gone. A text that did not change
    keeps the prompt under which it was written.
    """
    both = [(one, texts.get(one.id, one.text)) for one in shown]
    return [Entry(one.id, _prompt(one, text), text) for one, text in both if text.strip()]


def _prompt(shown: Field, text: str) -> str:
    return shown.before if shown.before and text == shown.text else shown.prompt


def too_long(shown: Sequence[Field], texts: Mapping[str, str]) -> dict[str, str]:
    """Return for each field that is too long what is wrong with it."""
    return {
        one.id: f"{one.prompt}: at most {LONGEST:,} characters; this has {len(text):,}."
        for one in shown
        if len(text := texts.get(one.id, "")) > LONGEST
    }


@dataclass(frozen=True)
class Warned:
    """Something in a field that may identify a client, in words."""

    field: str
    text: str


def warnings(texts: Mapping[str, str]) -> list[Warned]:
    """Return what to tell the owner about each field, in order. Nothing is ever refused for it."""
    return [
        Warned(name, f"{one} Remove it if it is a client's.")
        for name, text in texts.items()
        for one in identifiers.told(text)
    ]


@dataclass(frozen=True)
class Charge:
    """A supervisor's charge of the owner: who, where they are, from which day to which."""

    supervisor_id: int
    name: str
    zone: str
    from_day: dt.date
    until_day: dt.date | None

    def runs(self, at: dt.datetime) -> bool:
        """Return whether the charge runs on the day that this instant is for the supervisor."""
        day = at.astimezone(ZoneInfo(self.zone)).date()
        return self.from_day <= day and (self.until_day is None or day <= self.until_day)


def in_charge(charges: Iterable[Charge], at: dt.datetime) -> dict[int, str]:
    """Return the names of the supervisors in charge at an instant, by their ids."""
    return {one.supervisor_id: one.name for one in charges if one.runs(at)}


def readers(
    charges: Sequence[Charge], shared_at: dt.datetime | None, now: dt.datetime
) -> dict[int, str]:
    """Return who may read a worksheet now besides its owner: names by the supervisors' ids.

    Those who were in charge when it was shared and are today. A charge that ended ends it; a
    supervisor who came later was not meant, until the owner shares it again.
    """
    if shared_at is None:
        return {}
    then, today = in_charge(charges, shared_at), in_charge(charges, now)
    return {key: name for key, name in today.items() if key in then}
