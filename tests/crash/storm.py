"""Trainees save while workers, servers and databases are killed and disks fill up."""

import time
from collections import Counter
from http import HTTPStatus

from tests.crash import judging, seats
from tests.crash.judging import Found
from tests.crash.places import fill
from tests.crash.serving import Serving
from tests.crash.trainees import PATIENCE, Trainee

TRAINEES = 8
#: Each trainee must have been acknowledged this often between two faults.
HEARD = 2
#: In seconds; a save that is told too early is made by then, unless a kill took it.
A_MOMENT = 1.0
#: A full disk stays so until this many saves were refused.
REFUSED = 10


class Storm:
    """A site under load; `strike` lets something happen to it and looks what was kept."""

    def __init__(self, place, server, trainees, chance):
        self.place, self.server, self.trainees, self.chance = place, server, trainees, chance
        self.found = Found()
        self.looked_at = Counter()

    def strike(self, fault):
        """Let one fault happen in the middle of saves, wait until all are heard again, compare."""
        self._all_are_heard()
        time.sleep(self.chance.uniform(0, 0.15))
        getattr(self, "_" + fault)()
        self.found.done[fault] += 1
        self._all_are_heard()
        judging.compare_newest(self.found, self.place, self._new_acks())

    def _all_are_heard(self):
        wanted = {one: len(one.acks) + HEARD for one in self.trainees}
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if all(len(one.acks) >= count for one, count in wanted.items()):
                return
            time.sleep(0.01)
        silent = [one.waiting for one, count in wanted.items() if len(one.acks) < count]
        self.found.wrong.append(("not heard again", silent))

    def _new_acks(self):
        # The list of a trainee only grows: what is in it now is acknowledged.
        found = []
        for one in self.trainees:
            acks = one.acks[self.looked_at[one] :]
            self.looked_at[one] += len(acks)
            found += acks
        return found

    # What can happen.

    def _worker(self):
        self.server.kill_worker()

    def _server(self):
        self.server.kill()
        self.server.start()

    def _restart(self):
        self.place.server.down("immediate")
        self.place.server.up()

    def _disk(self):
        before = self._refusals()
        ballast = fill(self.place.disk)
        end = time.monotonic() + PATIENCE
        while self._refusals() < before + REFUSED and time.monotonic() < end:
            time.sleep(0.05)
        if self._refusals() < before + REFUSED:
            self.found.wrong.append("a full disk refused nobody")
        ballast.unlink()
        self.place.revive()

    def _refusals(self):
        return sum(one.other[HTTPStatus.SERVICE_UNAVAILABLE] for one in self.trainees)

    def end(self):
        """Let all finish, compare everything, and submit: the attempts must still be usable."""
        for one in self.trainees:
            one.leave()
        for one in self.trainees:
            one.join(2 * PATIENCE)
        self.found.cut_off = sum(one.cut_off for one in self.trainees)
        self.found.refused = self._refusals()
        self.found.wrong += [wrong for one in self.trainees for wrong in one.wrong]
        self.found.wrong += [("never saved", o.waiting) for o in self.trainees if o.waiting]
        time.sleep(A_MOMENT)
        acks = [ack for one in self.trainees for ack in one.acks]
        judging.compare_all(self.found, self.place, acks)
        for one in self.trainees:
            self._submits(one)
        attempts = [one.seat.attempt for one in self.trainees]
        judging.compare_grades(self.found, self.place, attempts)
        return self.found

    def _submits(self, one):
        path, form = f"/attempts/{one.seat.attempt}/submit", "application/x-www-form-urlencoded"
        one.hang_up()
        status, body = one.ask("POST", path, "", form)
        one.hang_up()
        if status != HTTPStatus.SEE_OTHER:
            self.found.wrong.append(("not submitted", status, body[:300]))


def run(place, faults, chance, *, say=lambda _: None, **how):
    """Let these faults happen one after the other on a running place; return what was found.

    `how` is how it is served: see `Serving`.
    """
    prepared = seats.taken(place, TRAINEES)
    server = Serving(place, **how).start()
    trainees = [Trainee(seat, server.port, n) for n, seat in enumerate(prepared)]
    try:
        storm = Storm(place, server, trainees, chance)
        for one in trainees:
            one.start()
        for number, fault in enumerate(faults, start=1):
            storm.strike(fault)
            say(
                f"{place.name}: {number} of {len(faults)} faults, {len(storm.found.late)} not found"
            )
        return storm.end()
    finally:
        server.stop()
