"""Saving an answer: one transaction, one effect for one operation id, then the acknowledgement."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Table, and_, bindparam, insert, select, update
from sqlalchemy.orm import Session

from course.digest import canonical
from course.errors import Invalid, Refused
from course.quizzes import rules
from course.quizzes.models import AnswerCurrent, AnswerEvent, Attempt
from course.quizzes.rules import Clocked
from course.quizzes.service.slots import Slot

Response = dict[str, list[str]]


@dataclass(frozen=True)
class Save:
    """An answer as the page sends it, already in canonical option ids."""

    op_id: str
    seq: int
    response: Response
    certainty: int | None
    #: When the request arrived, before it waited for anything.
    received_at: dt.datetime


@dataclass(frozen=True)
class Saved:
    """What the acknowledgement says."""

    seq: int
    at: dt.datetime
    remaining_ms: int | None


def check_certainty(slot: Slot, certainty: int | None) -> None:
    """Raise Invalid when a quiz that does not ask how sure somebody is was told it."""
    if certainty is not None and not slot.file.certainty:
        raise Invalid("certainty: this quiz does not ask for it.")


class Stale(Refused):
    """A newer answer is stored: somebody answered in another tab. Carries the stored one."""

    def __init__(self, seq: int, response: Response, at: dt.datetime) -> None:
        super().__init__("A newer answer to this question was saved in another window.")
        self.seq = seq
        self.response = response
        self.at = at


_tables = (Attempt, AnswerCurrent, AnswerEvent)
_attempt, _current, _event = (cast("Table", one.__table__) for one in _tables)

# The statements of a save, made once, of tables and not of entities: it is what the site does
# most, and it holds the writer lock meanwhile.
_STATE = (
    select(
        _attempt.c.state,
        _attempt.c.deadline,
        _attempt.c.reached,
        _current.c.seq,
        _current.c.response,
        _current.c.at,
        _event.c.slot.label("op_slot"),
        _event.c.seq.label("op_seq"),
        _event.c.response.label("op_response"),
        _event.c.certainty.label("op_certainty"),
        _event.c.at.label("op_at"),
    )
    .select_from(
        _attempt.outerjoin(
            _current,
            and_(_current.c.attempt_id == _attempt.c.id, _current.c.slot == bindparam("in_slot")),
        ).outerjoin(
            _event,
            and_(_event.c.attempt_id == _attempt.c.id, _event.c.op_id == bindparam("with_op")),
        )
    )
    .where(_attempt.c.id == bindparam("in_attempt"))
    # One saver of an attempt at a time on PostgreSQL; SQLite has the writer lock.
    .with_for_update(of=_attempt)
)
_ADD_EVENT = insert(_event).inline()  # the new row's id is not asked for
_ADD_CURRENT = insert(_current).inline()
_CHANGE_CURRENT = (
    update(_current)
    .where(
        _current.c.attempt_id == bindparam("in_attempt"), _current.c.slot == bindparam("in_slot")
    )
    .values({name: bindparam(name) for name in ("seq", "response", "certainty", "at")})
)


def save(session: Session, attempt_id: int, slot: int, new: Save) -> Saved:
    """Append the answer and make it current. Called inside `writing()`.

    The same operation with the same body is acknowledged again and has one effect. Raises
    Refused when the operation id was used for something else or the attempt is closed, and
    Stale when a newer answer is stored.
    """
    known = {"in_attempt": attempt_id, "in_slot": slot, "with_op": new.op_id}
    row = session.execute(_STATE, known).one()
    clocked = Clocked(row.state, row.deadline)
    if row.op_at is not None:
        return _again(row, slot, new, clocked)
    rules.check_open(clocked, new.received_at)
    rules.check_place(row.reached, slot)
    if row.seq is not None and new.seq <= row.seq:
        raise Stale(row.seq, json.loads(row.response), row.at)
    _append(session, attempt_id, slot, new, first=row.seq is None)
    return Saved(new.seq, new.received_at, rules.remaining_ms(clocked, new.received_at))


def _again(row: Any, slot: int, new: Save, clocked: Clocked) -> Saved:
    before = (row.op_slot, row.op_seq, row.op_response, row.op_certainty)
    if before != (slot, new.seq, canonical(new.response), new.certainty):
        raise Refused("This operation id was used for another answer.")
    return Saved(new.seq, row.op_at, rules.remaining_ms(clocked, new.received_at))


def _append(session: Session, attempt_id: int, slot: int, new: Save, *, first: bool) -> None:
    values = {
        "seq": new.seq,
        "response": canonical(new.response),
        "certainty": new.certainty,
        "at": new.received_at,
    }
    place = {"attempt_id": attempt_id, "slot": slot}
    session.execute(_ADD_EVENT, {**place, **values, "op_id": new.op_id})
    if first:
        session.execute(_ADD_CURRENT, {**place, **values})
        return
    session.execute(_CHANGE_CURRENT, {"in_attempt": attempt_id, "in_slot": slot, **values})
