"""Trainees who save answers over HTTP, and keep a note of everything that was acknowledged."""

import http.client
import json
import random
import secrets
import threading
import time
from collections import Counter
from dataclasses import dataclass

#: After the storm, what still waits must be saved within this many seconds.
PATIENCE = 60.0
_AGAIN_AFTER = 0.05
#: One in so many acknowledged operations is sent once more, as after a lost reply.
_REPEATED = 8
#: One in so many is followed by a new connection, so that all workers get some.
_RECONNECTED = 8


@dataclass(frozen=True)
class Sent:
    """One operation as it was sent: what the database must hold once it is acknowledged."""

    attempt: str
    op_id: str
    slot: int
    seq: int
    words: str


@dataclass(frozen=True)
class Seat:
    """What one trainee's browser knows: its attempt, who it is, and the boxes of its questions."""

    attempt: str
    cookie: str
    csrf: str
    boxes: dict[int, str]


class Trainee(threading.Thread):
    """Types one answer after the other, each until it is acknowledged, under one operation id."""

    def __init__(self, seat, port, number):
        super().__init__(daemon=True)
        self.seat, self.port = seat, port
        self.chance = random.Random(number)
        self.link = None
        self.newest = Counter()
        #: What was acknowledged, in order; what came back otherwise; requests without any answer.
        self.acks, self.other, self.cut_off = [], Counter(), 0
        self.wrong, self.waiting = [], None
        self.leaving = threading.Event()
        self.leave_by = float("inf")

    def run(self):
        while not self.leaving.is_set():
            self.waiting = self._next()
            if not self._saved(self.waiting):
                return
            self.acks.append(self.waiting)
            if self.chance.randrange(_REPEATED) == 0:
                # Once only: sent until it arrives, it would make good what a crash had lost.
                self._fits(self.waiting, *self._post(self.waiting))
            self.waiting = None
            if self.chance.randrange(_RECONNECTED) == 0:
                self.hang_up()

    def leave(self):
        """Finish what is under way, and type nothing more."""
        self.leave_by = time.monotonic() + PATIENCE
        self.leaving.set()

    def _next(self):
        slot = self.chance.choice(sorted(self.seat.boxes))
        self.newest[slot] += 1
        words = f"word {secrets.token_hex(6)}"
        return Sent(self.seat.attempt, secrets.token_hex(16), slot, self.newest[slot], words)

    def _saved(self, sent):
        """Send it until it is acknowledged; False when it never was, or wrongly."""
        while time.monotonic() < self.leave_by:
            if self._fits(sent, *self._post(sent)):
                return True
            if self.wrong:
                return False
            time.sleep(_AGAIN_AFTER)
        return False

    def _fits(self, sent, status, body):
        """Whether this acknowledges the operation; an answer that nobody may get is noted."""
        if status in {None, http.HTTPStatus.SERVICE_UNAVAILABLE}:
            return False
        if status == http.HTTPStatus.OK and json.loads(body)["saved_seq"] == sent.seq:
            return True
        self.wrong.append((sent, status, body[:300]))
        return False

    def _post(self, sent):
        """Return status and body; no status when the server went away before its answer."""
        answer = [f"{self.seat.boxes[sent.slot]}={sent.words}"]
        body = {"op_id": sent.op_id, "slot": sent.slot, "seq": sent.seq, "answer": answer}
        path, kind = f"/attempts/{sent.attempt}/answers", "application/json"
        try:
            found = self.ask("POST", path, json.dumps(body), kind)
        except (OSError, http.client.HTTPException):
            self.hang_up()
            self.cut_off += 1
            return None, b""
        if found[0] != http.HTTPStatus.OK:
            self.other[found[0]] += 1
        return found

    def ask(self, method, path, body=None, kind="text/html"):
        """Ask for one thing over this trainee's connection; return status and body."""
        if self.link is None:
            self.link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {
            "Cookie": f"practicum={self.seat.cookie}",
            "X-CSRFToken": self.seat.csrf,
            "Content-Type": kind,
        }
        self.link.request(method, path, body, headers)
        answer = self.link.getresponse()
        return answer.status, answer.read()

    def hang_up(self):
        """Close the connection; the next question opens a new one."""
        if self.link is not None:
            self.link.close()
        self.link = None
