"""Sign-off, entry by entry, by the supervisor of that day."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from course.audit import service as audit
from course.errors import NotFound
from course.hours import rules
from course.hours.models import HoursEntry, SignOff
from course.hours.rules import Signing
from course.hours.service.entries import Seen, locked
from course.hours.states import AFTER, SignOffKind
from course.people.service.acts import Acting
from course.people.service.seeing import supervises


@dataclass(frozen=True)
class Word:
    """What a supervisor says of an entry as they saw it."""

    seen: Seen
    kind: SignOffKind
    comment: str = ""


def sign_off(session: Session, signer_id: int, word: Word, by: Acting) -> bool:
    """Append the supervisor's word, and return whether it changed anything.

    The same word said twice has one effect. It is sealed in the audit log. Raises NotFound for
    what is not there or not theirs, Refused when the rules say no or the entry was changed
    since it was seen, and Invalid when a comment is missing.
    """
    entry = locked(session, word.seen.public_id)
    if entry is None:
        raise NotFound("There is no such entry, or it is not yours to see.")
    in_charge = supervises(session, signer_id, entry.trainee_id, entry.day)
    rules.check_may_sign(Signing(signer_id, entry.trainee_id, in_charge))
    if _was_said(session, entry, signer_id, word):
        return False
    rules.check_still_so(entry.number, word.seen.number)
    rules.check_sign_off(word.kind, entry.state, word.comment)
    _append(session, entry, signer_id, word, by)
    return True


def _latest(session: Session, entry: HoursEntry) -> SignOff | None:
    query = select(SignOff).where(SignOff.entry_id == entry.id).order_by(SignOff.number.desc())
    return session.scalar(query.limit(1))


def _was_said(session: Session, entry: HoursEntry, signer_id: int, word: Word) -> bool:
    """Return whether this is the word that stands: a second click changes nothing."""
    last = _latest(session, entry)
    return (
        last is not None
        and entry.state == AFTER[last.kind]
        and entry.number == last.version == word.seen.number
        and (last.signer_id, last.kind, last.comment) == (signer_id, word.kind, word.comment)
    )


def _append(session: Session, entry: HoursEntry, signer_id: int, word: Word, by: Acting) -> None:
    numbers = select(func.max(SignOff.number)).where(SignOff.entry_id == entry.id)
    number = 1 + (session.scalar(numbers) or 0)
    session.add(
        SignOff(
            entry_id=entry.id,
            number=number,
            version=entry.number,
            kind=word.kind,
            signer_id=signer_id,
            at=by.now,
            comment=word.comment,
        )
    )
    entry.state, entry.changed_at = AFTER[word.kind], by.now
    session.flush()
    audit.record(
        session,
        by.key,
        f"hours.{word.kind.value}",
        subject=entry.public_id,
        actor_id=signer_id,
        at=by.now,
        version=entry.number,
        minutes=entry.minutes,
    )
