"""All requirements of a set beside one trainee's evidence."""

import datetime as dt
from dataclasses import dataclass

from course.goals.allocation.documents import AnyOfRow, DocumentRow, any_of_row, document_row
from course.goals.allocation.evidence import Evidence
from course.goals.allocation.hours import HoursRow, hours_row
from course.goals.schemas import DocumentRequirement, HoursRequirement, Requirement, SetFile

Row = HoursRow | DocumentRow | AnyOfRow


@dataclass(frozen=True)
class Progress:
    """A row for every requirement, in the order of the set."""

    rows: tuple[Row, ...]

    @property
    def met(self) -> int:
        """How many requirements are met."""
        return sum(row.met for row in self.rows)

    @property
    def open(self) -> tuple[Row, ...]:
        """What is still missing."""
        return tuple(row for row in self.rows if not row.met)


def progress(asked: SetFile, evidence: Evidence, today: dt.date) -> Progress:
    """Return how far a trainee is on this day (a day where the trainee is)."""
    return Progress(tuple(_row(one, evidence, today) for one in asked.requirements))


def _row(one: Requirement, evidence: Evidence, today: dt.date) -> Row:
    if isinstance(one, HoursRequirement):
        return hours_row(one, evidence)
    if isinstance(one, DocumentRequirement):
        return document_row(one, evidence, today)
    return any_of_row(one, evidence, today)
