"""What was acknowledged against what is stored."""

import json
from collections import Counter
from dataclasses import dataclass, field

from tests.browser import typed
from tests.crash.trainees import Sent

_EVENTS = (
    "SELECT attempt.public_id, op_id, slot, seq, response FROM answer_event"
    " JOIN attempt ON attempt.id = attempt_id ORDER BY answer_event.id DESC"
)
_CURRENT = (
    "SELECT attempt.public_id, slot, seq, response FROM answer_current"
    " JOIN attempt ON attempt.id = attempt_id"
)
_GRADED = (
    "SELECT attempt.public_id, count(*) FROM grade_event JOIN attempt ON attempt.id = attempt_id"
    " WHERE state = 'graded' GROUP BY attempt.public_id"
)


@dataclass
class Found:
    """What a run found; everything bad is empty when it is well."""

    #: Acknowledged and not stored, or stored otherwise than sent.
    lost: set[Sent] = field(default_factory=set)
    #: The same, but it came later: the reply was before the commit.
    late: set[Sent] = field(default_factory=set)
    #: Stored twice, or stored and never acknowledged.
    doubled: set[object] = field(default_factory=set)
    #: Attempts and slots whose current answer is not the newest that was acknowledged.
    old: set[tuple[str, int]] = field(default_factory=set)
    #: Answers other than 200 and 503, and trainees who were never heard again.
    wrong: list[object] = field(default_factory=list)
    #: What the database finds wrong with itself.
    damage: list[object] = field(default_factory=list)
    acknowledged: int = 0
    cut_off: int = 0
    refused: int = 0
    done: Counter[str] = field(default_factory=Counter)

    @property
    def fine(self):
        bad = (self.lost, self.late, self.doubled, self.old, self.wrong, self.damage)
        return self.acknowledged > 0 and not any(bad)

    def __str__(self):
        named = ("lost", "late", "doubled", "old", "wrong", "damage")
        bad = ", ".join(f"{len(getattr(self, name))} {name}" for name in named)
        first = [item for name in named for item in list(getattr(self, name))[:3]]
        return (
            f"{'fine' if self.fine else 'NOT FINE'}: {self.acknowledged} acknowledged, {bad}; "
            f"{self.cut_off} cut off, {self.refused} refused; {dict(self.done)} {first or ''}"
        )


def _sent(row):
    attempt, op_id, slot, seq, response = row
    return Sent(attempt, op_id, slot, seq, _words(response))


def _words(response):
    (words,) = json.loads(response)["answer"]
    return words


def compare_newest(found, place, acks):
    """Compare what was acknowledged since the last fault; others may be saving meanwhile."""
    some = f"{_EVENTS} LIMIT {2 * len(acks) + 1000}"
    found.late |= set(acks) - {_sent(row) for row in place.rows(some)}
    current = {row[:2]: row[2] for row in place.rows(_CURRENT)}
    places = {(one.attempt, one.slot): one.seq for one in acks}
    found.old |= {where for where, seq in places.items() if current.get(where, 0) < seq}


def compare_all(found, place, acks):
    """Compare everything, once nobody is saving any more."""
    stored = [_sent(row) for row in place.rows(_EVENTS)]
    found.acknowledged = len(acks)
    found.lost = set(acks) - set(stored)
    found.late -= found.lost
    often = Counter((one.attempt, one.op_id) for one in stored)
    found.doubled |= {operation for operation, count in often.items() if count > 1}
    found.doubled |= set(stored) - set(acks)
    # Each trainee's own saves are in their order, so the last of a slot is the newest.
    newest = {(one.attempt, one.slot): (one.seq, one.words) for one in acks}
    held = {row[:2]: (row[2], _words(row[3])) for row in place.rows(_CURRENT)}
    found.old |= {where for where in newest.keys() | held if newest.get(where) != held.get(where)}
    found.damage += place.damage()


def compare_grades(found, place, attempts):
    """After all were submitted: every question of every attempt has one grade."""
    graded = dict(place.rows(_GRADED))
    found.wrong += [one for one in attempts if graded.get(one) != typed.QUESTIONS]
