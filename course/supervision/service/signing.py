"""Signing several entries in one block, each by what was seen of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from course.errors import PracticumError
from course.hours.service.entries import Seen
from course.hours.service.signing import Word, sign_off
from course.hours.states import SignOffKind
from course.people.service.acts import Acting


@dataclass(frozen=True)
class Outcome:
    """What happened to one entry: signed, or why not."""

    public_id: str
    #: None when it is signed.
    why_not: str | None


def sign_all(session: Session, signer_id: int, seen: Sequence[Seen], by: Acting) -> list[Outcome]:
    """Sign each entry that stands as it was seen; what does not is told and left alone.

    In the order of their ids, so that two supervisors who sign at once wait for each other
    instead of both for ever.
    """
    return [
        _sign(session, signer_id, one, by) for one in sorted(seen, key=lambda one: one.public_id)
    ]


def _sign(session: Session, signer_id: int, seen: Seen, by: Acting) -> Outcome:
    try:
        sign_off(session, signer_id, Word(seen, SignOffKind.SIGNED), by)
    except PracticumError as refused:
        # The rules speak before anything is written, so the others are not touched.
        return Outcome(seen.public_id, str(refused))
    return Outcome(seen.public_id, None)
