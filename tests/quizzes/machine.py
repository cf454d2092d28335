"""What can happen to an attempt; `machine_model` has what must hold then."""

from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from course import db
from course.errors import Refused
from course.quizzes.rules import Given
from course.quizzes.service import (
    accommodations,
    by_hand,
    closing,
    correcting,
    finish,
    handling,
    moving,
)
from course.quizzes.service.accommodations import Giving
from course.quizzes.service.answers import Stale
from course.quizzes.service.by_hand import ByHand
from course.quizzes.service.corrections import Decision
from course.quizzes.service.moving import By
from course.quizzes.states import CorrectionKind
from tests.conftest import NOON
from tests.quizzes import world
from tests.quizzes.machine_model import KEYS, MINUTE, SECOND, Model, edit

OPTIONS = st.sampled_from(["a", "b", "c"])
SLOTS = st.integers(1, 3)


class AttemptMachine(Model):
    """The rules."""

    @rule()
    def start(self):
        used = sum(one["state"] != "void" for one in self.tries)
        before, allowed = self.open, self.file.get("attempts")
        closed = "window" in self.file and self.now + SECOND >= NOON + 30 * MINUTE
        if before is None and (closed or (allowed and used >= allowed)):
            return self.refused(lambda: world.start(self.tara, self.slug))
        public_id = self.act(lambda: world.start(self.tara, self.slug))
        if before is not None:
            assert public_id == before["id"]
            return None
        self.tries.append(
            {
                "id": public_id,
                "state": "open",
                "started": self.now,
                "answers": {},
                "manual": {},
                "marks": {},
                "reached": 1,
                "slots": {slot: dict(KEYS[slot]) for slot in (1, 2, 3)},
            }
        )
        return None

    def _saves(self, one, slot, option, seq, op_id=None):
        return lambda: world.answer(
            one["id"], slot, option, seq=seq, op_id=op_id, received=self.now
        )

    @precondition(lambda self: self.tries)
    @rule(slot=SLOTS, option=OPTIONS, data=st.data())
    def save(self, slot, option, data):
        one = data.draw(st.sampled_from(self.tries))
        self.seq += 1
        sequential = self.file.get("navigation") == "sequential"
        self.now += SECOND
        late = one["state"] != "open" or self.is_late(one)
        if late or (sequential and slot != one["reached"]):
            self.now -= SECOND
            return self.refused(self._saves(one, slot, option, self.seq))
        self.now -= SECOND
        op_id = f"machine-{self.seq:06}"
        saved = self.act(self._saves(one, slot, option, self.seq, op_id))
        one["answers"][slot] = (self.seq, option, self.now, op_id)
        assert saved.seq == self.seq
        return None

    @precondition(lambda self: self.open and self.open["answers"])
    @rule(data=st.data(), option=OPTIONS)
    def send_again_or_from_an_old_tab(self, data, option):
        one = self.open
        slot = data.draw(st.sampled_from(sorted(one["answers"])))
        seq, stored, _, op_id = one["answers"][slot]
        assert self.act(self._saves(one, slot, stored, seq, op_id)).seq == seq
        if option != stored:
            try:
                self.act(self._saves(one, slot, option, seq, op_id))
            except Refused:
                pass
            else:
                raise AssertionError("one operation id was used for two answers")
        self.now += SECOND
        reached = self.file.get("navigation") != "sequential" or slot == one["reached"]
        if not self.is_late(one) and reached:
            try:
                self.act(self._saves(one, slot, option, seq))
            except Stale:
                pass
            else:
                raise AssertionError("a stale answer was taken")

    @precondition(lambda self: self.open and self.file.get("navigation") == "sequential")
    @rule()
    def go_on(self):
        one, here = self.open, self.open["reached"]
        if here == 3:
            return
        attempt_id = world.attempt(one["id"]).id
        for _ in range(2):  # the second click skips nothing
            self.write(lambda s: moving.advance(s, attempt_id, here, By(self.tara.id, self.now)))
        one["reached"] = here + 1

    @precondition(lambda self: self.tries)
    @rule(data=st.data())
    def submit(self, data):
        one = data.draw(st.sampled_from(self.tries))
        self.act(lambda: world.finish(one["id"], self.tara))
        if one["state"] == "open":
            self.submitted(one)
        if one["state"] == "submitted":
            self.graded(one)

    @precondition(lambda self: self.open)
    @rule()
    def submit_and_crash(self):
        one = self.open
        attempt_id = world.attempt(one["id"]).id
        self.write(lambda session: finish.submit(session, attempt_id, self.now, self.tara.id))
        self.submitted(one)

    @rule(minutes=st.integers(1, 9))
    def time_goes_by(self, minutes):
        self.now += minutes * MINUTE

    def _settled(self):
        for one in self.tries:
            if one["state"] == "open" and self.is_late(one):
                self.submitted(one)
            if one["state"] == "submitted":
                self.graded(one)

    @rule()
    def sweep(self):
        def run():
            with world.APP.app_context():
                closing.sweep()

        self.act(run)
        self._settled()

    @precondition(lambda self: self.tries)
    @rule(data=st.data())
    def staff_looks(self, data):
        one = data.draw(st.sampled_from(self.tries))
        with world.APP.app_context():
            assert handling.attempt(db.session(), one["id"]).state == one["state"]

    @rule(factor=st.sampled_from(["1", "1.5", "3"]), extra=st.sampled_from([0, 10]))
    def extend(self, factor, extra):
        given = Given(Decimal(factor), extra)
        new = Giving(self.tara.id, self.tara.public_id, self.quiz_id, given, "UTC", "agreed")
        self.write(lambda session: accommodations.give(session, self.by, new))
        self.terms = (Decimal(factor), extra)

    @precondition(lambda self: self.tries)
    @rule(data=st.data())
    def reopen(self, data):
        one = data.draw(st.sampled_from(self.tries))
        attempt_id, end = world.attempt(one["id"]).id, self.end(one)
        seen = one["state"] == "graded" and self.review.is_default
        no_time = end is not None and self.now + SECOND >= end
        run = lambda s: handling.reopen(s, self.by, attempt_id, "fire alarm")  # noqa: E731
        if one["state"] not in {"submitted", "graded"} or seen or no_time or self.open:
            return self.refused(lambda: self._plain(run))
        self.write(run)
        one["state"], one["marks"] = "open", {}
        return None

    def _plain(self, what):
        with world.APP.app_context(), db.writing() as session:
            what(session)

    @precondition(lambda self: self.tries)
    @rule(data=st.data())
    def void(self, data):
        one = data.draw(st.sampled_from(self.tries))
        attempt_id = world.attempt(one["id"]).id
        run = lambda s: handling.void(s, self.by, attempt_id, "wrong room")  # noqa: E731
        if one["state"] == "void":
            return self.refused(lambda: self._plain(run))
        self.write(run)
        one["state"], one["marks"] = "void", {}
        return None

    @rule(slot=SLOTS, key=OPTIONS)
    def edit_question(self, slot, key):
        self.now += SECOND
        edit(slot, key, self.now)

    @rule(slot=SLOTS, drop=st.booleans())
    def correct(self, slot, drop):
        known = KEYS[slot]
        kind = CorrectionKind.DROP if drop else CorrectionKind.REGRADE
        decision = Decision(self.quiz_id, known["question"], kind, None if drop else known["id"])

        def run():
            with world.APP.app_context():
                correcting.correct(decision, self.by, "the key was wrong")

        self.act(run)
        self.decided[slot] = ("drop" if drop else "regrade", self.now, known["key"])
        for one in self.tries:
            if one["state"] == "graded":
                self._corrected(one, slot, None if drop else known["key"])

    def _corrected(self, one, slot, key):
        answer, manual = one["answers"].get(slot), one["manual"].get(slot)
        stands = manual and (answer is None or answer[2] <= manual[1])
        if key is None:
            one["marks"][slot] = Decimal(1)
        elif stands:
            one["marks"][slot] = manual[0]
        else:
            one["marks"][slot] = Decimal(bool(answer and answer[1] == key))

    @precondition(lambda self: any(one["state"] == "graded" for one in self.tries))
    @rule(data=st.data(), slot=SLOTS, fraction=st.sampled_from(["0", "0.25", "1"]))
    def mark_by_hand(self, data, slot, fraction):
        one = data.draw(st.sampled_from([t for t in self.tries if t["state"] == "graded"]))
        attempt_id, given = world.attempt(one["id"]).id, ByHand(slot, Decimal(fraction), "fair")
        self.write(lambda s: by_hand.mark(s, attempt_id, given, By(self.petra.id, self.now)))
        one["manual"][slot] = (given.fraction, self.now)
        one["marks"][slot] = given.fraction
