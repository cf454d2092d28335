"""What a trainee has: hours by the entry, and documents with the days they are in force."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from course.hours.kinds import Category, Degree, Document, Mode


@dataclass(frozen=True)
class Entry:
    """Hours of one day, as they stand now."""

    id: str
    day: dt.date
    minutes: int
    category: Category
    mode: Mode
    area: str | None = None
    signed: bool = False
    #: The supervisor asked for a correction, and it has not come yet.
    returned: bool = False


@dataclass(frozen=True)
class Held:
    """A document, in force from a day on, and to a day if it ends. Both days are included."""

    document: Document
    from_day: dt.date
    until_day: dt.date | None = None
    degree: Degree | None = None

    def covers(self, day: dt.date) -> bool:
        """Return whether the document is in force on this day."""
        return self.from_day <= day and (self.until_day is None or day <= self.until_day)


@dataclass(frozen=True)
class Evidence:
    """All that a trainee has entered."""

    entries: tuple[Entry, ...] = ()
    documents: tuple[Held, ...] = ()

    def of(self, document: Document) -> list[Held]:
        """Return the documents of a kind, the oldest first."""
        found = (one for one in self.documents if one.document == document)
        return sorted(found, key=lambda one: one.from_day)

    def in_force(self, document: Document, day: dt.date) -> bool:
        """Return whether a document of this kind is in force on this day."""
        return any(one.covers(day) for one in self.of(document))


def months_between(first: dt.date, last: dt.date) -> int:
    """Return the whole months from one day to another, as calendars count them."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)


def minutes(entries: Iterable[Entry]) -> int:
    """Return the minutes of entries together."""
    return sum(entry.minutes for entry in entries)
