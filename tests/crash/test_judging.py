"""The judge finds each kind of loss in rows that hold it, and nothing in rows that are well."""

import json

import pytest

from tests.crash import judging
from tests.crash.judging import Found
from tests.crash.trainees import Sent

FIRST = Sent("attempt", "op-1", 3, 1, "one")
SECOND = Sent("attempt", "op-2", 3, 2, "two")


class Rows:
    """A place that holds these events, and of each slot this one as the current answer."""

    def __init__(self, events, current):
        self.events, self.current = events, current

    def rows(self, query):
        current = [(o.attempt, o.slot, o.seq, _response(o)) for o in self.current]
        events = [(o.attempt, o.op_id, o.slot, o.seq, _response(o)) for o in self.events]
        return current if "answer_current" in query else events

    def damage(self):
        return []


def _response(one):
    return json.dumps({"answer": [one.words]})


def _found(events, current):
    found = Found()
    judging.compare_newest(found, Rows(events, current), [FIRST, SECOND])
    judging.compare_all(found, Rows(events, current), [FIRST, SECOND])
    return found


def test_what_is_stored_as_it_was_sent_is_well():
    assert _found([SECOND, FIRST], [SECOND]).fine


CHANGED = Sent("attempt", "op-2", 3, 2, "other")
FOREIGN = Sent("attempt", "op-3", 4, 1, "three")


@pytest.mark.parametrize(
    ("events", "current", "what"),
    [
        ([FIRST], [SECOND], {"lost": {SECOND}}),
        ([CHANGED, FIRST], [SECOND], {"lost": {SECOND}, "doubled": {CHANGED}}),
        ([SECOND, SECOND, FIRST], [SECOND], {"doubled": {("attempt", "op-2")}}),
        ([FOREIGN, SECOND, FIRST], [SECOND], {"doubled": {FOREIGN}}),
        ([SECOND, FIRST], [FIRST], {"old": {("attempt", 3)}}),
        ([SECOND, FIRST], [CHANGED], {"old": {("attempt", 3)}}),
        ([SECOND, FIRST], [], {"old": {("attempt", 3)}}),
    ],
)
def test_what_is_not_well_is_found_by_its_name(events, current, what):
    found = _found(events, current)
    assert not found.fine
    assert {name: getattr(found, name) for name in ("lost", "doubled", "old")} == {
        name: what.get(name, set()) for name in ("lost", "doubled", "old")
    }


def test_what_comes_only_later_is_late():
    found = Found()
    judging.compare_newest(found, Rows([FIRST], [SECOND]), [FIRST, SECOND])
    judging.compare_all(found, Rows([SECOND, FIRST], [SECOND]), [FIRST, SECOND])
    assert (found.late, found.lost, found.fine) == ({SECOND}, set(), False)
