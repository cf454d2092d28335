"""Requirements that are had or not: documents, and one of several paths."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from course.goals.allocation.evidence import Evidence, Held, months_between
from course.goals.schemas import AnyOfRequirement, DocumentRequirement, Path
from course.hours.kinds import Degree, Document

#: A higher degree stands for the lower ones.
_RANK = {Degree.BACHELOR: 1, Degree.MASTER: 2, Degree.DOCTORATE: 3}


@dataclass(frozen=True)
class DocumentRow:
    """Whether a document is there. `why` says what is missing."""

    requirement: DocumentRequirement
    met: bool
    why: str


def document_row(one: DocumentRequirement, evidence: Evidence, today: dt.date) -> DocumentRow:
    """Return whether the document is in force today, or was ever, as the requirement asks."""
    held = [found for found in evidence.of(one.document) if found.from_day <= today]
    if not held:
        return DocumentRow(one, met=False, why="Nothing is entered for it yet.")
    if one.current and not any(found.covers(today) for found in held):
        last = max(str(found.until_day) for found in held)
        return DocumentRow(one, met=False, why=f"What was entered ended on {last}.")
    return DocumentRow(one, met=True, why="")


@dataclass(frozen=True)
class PathLine:
    """How far one path is: the degree, and years of practice after it."""

    path: Path
    has_degree: bool
    years: Decimal

    @property
    def met(self) -> bool:
        """True when degree and years are there."""
        return self.has_degree and self.years >= self.path.years


@dataclass(frozen=True)
class AnyOfRow:
    """Whether one of the paths is met."""

    requirement: AnyOfRequirement
    paths: tuple[PathLine, ...]

    @property
    def met(self) -> bool:
        """True when one path is enough."""
        return any(path.met for path in self.paths)


def any_of_row(one: AnyOfRequirement, evidence: Evidence, today: dt.date) -> AnyOfRow:
    """Return how far each path is today."""
    return AnyOfRow(one, tuple(_line(path, evidence, today) for path in one.paths))


def _line(path: Path, evidence: Evidence, today: dt.date) -> PathLine:
    degrees = [held for held in evidence.of(Document.DEGREE) if _is_enough(held, path, today)]
    if not degrees:
        return PathLine(path, has_degree=False, years=Decimal(0))
    since = min(held.from_day for held in degrees)
    practice = evidence.of(Document.EXPERIENCE)
    months = sum(_months(held, since, today) for held in practice)
    return PathLine(path, has_degree=True, years=Decimal(months) / 12)


def _is_enough(held: Held, path: Path, today: dt.date) -> bool:
    return (
        held.degree is not None
        and _RANK[held.degree] >= _RANK[path.degree]
        and held.from_day <= today
    )


def _months(held: Held, since: dt.date, today: dt.date) -> int:
    """Return the whole months of practice after the degree, up to today."""
    first, last = max(held.from_day, since), min(held.until_day or today, today)
    return max(0, months_between(first, last))
