"""Entering and correcting documents: a license, a degree, a contract, and their days."""

import datetime as dt
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from course.errors import Invalid, Refused
from course.hours.kinds import Degree, Document
from course.hours.models import DocumentVersion, HeldDocument
from course.hours.service.entries import By, Seen

_CURRENT = ("kind", "degree", "from_day", "until_day")


@dataclass(frozen=True)
class Paper:
    """A document as a trainee writes it. Its last day is None while it goes on."""

    kind: Document
    degree: Degree | None
    from_day: dt.date
    until_day: dt.date | None = None
    issuer: str = ""
    note: str = ""


def check_paper(paper: Paper) -> None:
    """Raise Invalid, naming the field, when a document cannot be entered so."""
    if paper.until_day is not None and paper.until_day < paper.from_day:
        raise Invalid("until_day: the last day comes before the first.")
    if (paper.kind == Document.DEGREE) != (paper.degree is not None):
        raise Invalid("degree: say the level of a degree, and of nothing else.")


def add(session: Session, trainee_id: int, public_id: str, paper: Paper, by: By) -> HeldDocument:
    """Enter a document under the id that its form carried; the same form twice is one.

    Raises Invalid for what cannot be entered, and Refused when the id is taken otherwise.
    """
    check_paper(paper)
    if known := _known(session, public_id):
        return _same(session, known, trainee_id, paper)
    held = HeldDocument(public_id=public_id, trainee_id=trainee_id, number=1)
    _set(held, paper, by.now, withdrawn=False)
    try:
        with session.begin_nested():
            session.add(held)
            session.flush()
    except IntegrityError:
        if known := _known(session, public_id):
            # The same form was sent twice at once, and the other one was first.
            return _same(session, known, trainee_id, paper)
        raise
    _append(session, held, paper, by)
    return held


def _known(session: Session, public_id: str) -> HeldDocument | None:
    return session.scalar(select(HeldDocument).where(HeldDocument.public_id == public_id))


def _same(session: Session, known: HeldDocument, trainee_id: int, paper: Paper) -> HeldDocument:
    first = session.get_one(DocumentVersion, (known.id, 1))
    if known.trainee_id != trainee_id or _as_paper(first) != paper:
        raise Refused("This form was sent before with another document. Open a new one.")
    return known


def _as_paper(version: DocumentVersion) -> Paper:
    return Paper(**{name: getattr(version, name) for name in Paper.__dataclass_fields__})


def _set(held: HeldDocument, paper: Paper, now: dt.datetime, *, withdrawn: bool) -> None:
    for name in _CURRENT:
        setattr(held, name, getattr(paper, name))
    held.withdrawn, held.changed_at = withdrawn, now


def _append(session: Session, held: HeldDocument, paper: Paper, by: By) -> None:
    session.add(
        DocumentVersion(
            document_id=held.id,
            number=held.number,
            **asdict(paper),
            withdrawn=held.withdrawn,
            at=by.now,
            actor_id=by.actor_id,
            why=by.why,
        )
    )
    session.flush()


def correct(session: Session, trainee_id: int, seen: Seen, paper: Paper, by: By) -> None:
    """Append a corrected version. Raises Invalid, and Refused when it was changed meanwhile."""
    check_paper(paper)
    held = _own_locked(session, trainee_id, seen)
    held.number += 1
    _set(held, paper, by.now, withdrawn=False)
    _append(session, held, paper, by)


def withdraw(session: Session, trainee_id: int, seen: Seen, by: By) -> None:
    """Append a version that takes the document out of every count; its history stays."""
    held = _own_locked(session, trainee_id, seen)
    paper = _as_paper(session.get_one(DocumentVersion, (held.id, held.number)))
    held.number += 1
    held.withdrawn, held.changed_at = True, by.now
    _append(session, held, paper, by)


def _own_locked(session: Session, trainee_id: int, seen: Seen) -> HeldDocument:
    query = select(HeldDocument).where(HeldDocument.public_id == seen.public_id)
    held = session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if held is None or held.trainee_id != trainee_id or held.number != seen.number:
        raise Refused("This document was changed since the page was opened. Look at it again.")
    if held.withdrawn:
        raise Refused("This document was withdrawn. Enter it anew.")
    return held
