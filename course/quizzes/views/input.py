"""What pages send when an answer is saved: by a script as JSON, or by a plain form."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from course.db import new_public_id
from course.errors import Invalid
from course.quizzes.page import StalePage
from course.quizzes.service.answers import Save, Stale
from course.quizzes.service.read import Answer
from course.quizzes.service.slots import Slot
from course.quizzes.shown import answer_lines
from course.quizzes.tokens import Response, sent_by_form, to_response, tokens

_OP_ID = re.compile(r"^[0-9a-zA-Z-]{8,36}$")
_MOST_PARTS = 200
_HIGHEST_SEQ = 2**31 - 1
_CERTAINTIES = (1, 2, 3)


@dataclass(frozen=True)
class Sent:
    """An answer as it came in, its shape checked and not yet what it says."""

    op_id: str
    slot: int
    seq: int
    #: See `tokens`: what is chosen, and what is written.
    answer: list[str]
    certainty: int | None

    def save(self, slot: Slot, arrived: dt.datetime) -> Save:
        """Return the answer in canonical form. Raises Misread for a foreign choice."""
        return Save(self.op_id, self.seq, self.response(slot), self.certainty, arrived)

    def response(self, slot: Slot) -> Response:
        """Return what is answered, in canonical form. Raises Misread for a foreign choice."""
        token = tokens(slot.public_id, slot.number)
        return to_response(token, slot.question.item, self.answer)


def _whole(value: Any, name: str, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise Invalid(f"{name}: must be a whole number from {low} to {high}.")
    return value


def _op_id(value: Any) -> str:
    if not isinstance(value, str) or not _OP_ID.match(value):
        raise Invalid("op_id: must be 8 to 36 letters, digits and hyphens.")
    return value


def _answer(value: Any) -> list[str]:
    fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
    if not fits or len(value) > _MOST_PARTS:
        raise Invalid("answer: must be a list of what is chosen and what is written.")
    return list(value)


def _certainty(value: Any) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or value not in _CERTAINTIES:
        raise Invalid("certainty: must be 1, 2 or 3, or be left out.")
    return int(value)


def from_json(body: Any) -> Sent:
    """Return the answer in a JSON body. Raises Invalid naming the field that does not fit."""
    if not isinstance(body, dict):
        raise Invalid("The body must be a JSON object with op_id, slot, seq and answer.")
    if extra := set(body) - {"op_id", "slot", "seq", "answer", "certainty"}:
        raise Invalid(f"{min(extra)}: there is no such field.")
    return Sent(
        _op_id(body.get("op_id")),
        _whole(body.get("slot"), "slot", 1, 1000),
        _whole(body.get("seq"), "seq", 1, _HIGHEST_SEQ),
        _answer(body.get("answer")),
        _certainty(body.get("certainty")),
    )


def _number(name: str) -> int:
    text = request.form.get(name, "")
    return _whole(int(text) if text.isdecimal() and len(text) < 11 else None, name, 1, _HIGHEST_SEQ)  # noqa: PLR2004


@dataclass(frozen=True)
class SentForm(Sent):
    """The same from a plain form, with the button that was pressed."""

    go: str

    def target(self, slot: Slot) -> str:
        """Return where the pressed button leads."""
        number = slot.number + {"next": 1, "back": -1}.get(self.go, 0)
        if self.go == "overview" or not 1 <= number <= slot.count:
            return url_for("attempts.overview", public_id=slot.public_id)
        return url_for("attempts.question", public_id=slot.public_id, number=number)

    def both(self, stale: Stale, slot: Slot) -> StalePage:
        """Return both versions, so that a person can choose."""
        item = slot.question.item
        return StalePage(
            mine=answer_lines(item, slot.order, self.response(slot)),
            saved=answer_lines(item, slot.order, stale.response),
            saved_at=stale.at,
            sent=self.answer,
            certainty=self.certainty,
            next_seq=stale.seq + 1,
            op_id=new_public_id(),
        )


def from_form(slot: Slot) -> SentForm:
    """Return the answer in a posted form. Raises Invalid naming the field that does not fit."""
    go = request.form.get("go", "next")
    certainty = "" if go == "clear" else request.form.get("certainty", "")
    return SentForm(
        _op_id(request.form.get("op_id")),
        slot.number,
        _number("seq"),
        _answer([] if go == "clear" else sent_by_form(request.form)),
        _certainty(int(certainty) if certainty.isdecimal() else certainty or None),
        go,
    )


def same(stored: Answer, new: Save) -> bool:
    """Return whether the stored answer says what the new one says; blank equals unanswered."""
    held = {name: chosen for name, chosen in stored.response.items() if chosen}
    sent = {name: chosen for name, chosen in new.response.items() if chosen}
    return held == sent and stored.certainty == new.certainty
