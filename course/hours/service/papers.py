"""What the pages of documents show."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from course.hours.kinds import Degree, Document
from course.hours.models import DocumentVersion, HeldDocument


@dataclass(frozen=True)
class HeldLine:
    """A document as it stands."""

    public_id: str
    id: int
    number: int
    kind: Document
    degree: Degree | None
    from_day: dt.date
    until_day: dt.date | None
    withdrawn: bool
    issuer: str
    note: str

    def is_over(self, today: dt.date) -> bool:
        """Return whether its last day is behind."""
        return self.until_day is not None and self.until_day < today


def _held(trainee_id: int) -> Any:
    here, version = HeldDocument, DocumentVersion
    now = and_(version.document_id == here.id, version.number == here.number)
    return (
        select(
            here.public_id,
            here.id,
            here.number,
            here.kind,
            here.degree,
            here.from_day,
            here.until_day,
            here.withdrawn,
            version.issuer,
            version.note,
        )
        .join(version, now)
        .where(here.trainee_id == trainee_id)
    )


def one(session: Session, trainee_id: int, public_id: str) -> HeldLine | None:
    """Return one of a trainee's documents as it stands, or None."""
    query = _held(trainee_id).where(HeldDocument.public_id == public_id)
    row = session.execute(query).one_or_none()
    return None if row is None else HeldLine(*row)


def held(session: Session, trainee_id: int, most: int = 500) -> list[HeldLine]:
    """Return a trainee's documents by kind, the newest of each first; withdrawn ones are left out.

    At most `most`: nobody has so many.
    """
    query = _held(trainee_id).where(HeldDocument.withdrawn.is_(False))
    order = (HeldDocument.kind, HeldDocument.from_day.desc(), HeldDocument.id.desc())
    return [HeldLine(*row) for row in session.execute(query.order_by(*order).limit(most))]
