"""The load: a lean client in its own process, so that it takes little from the servers.

`python -m course.bench.client` reads a plan as JSON from standard input: how long, and for each
connection what it sends, one request after the other. It prints the latencies as JSON.
"""

import json
import math
import secrets
import select
import socket
import sys
import time
from dataclasses import dataclass, field
from typing import Any

#: Stand in a request's text; the client puts a new operation id and a rising number there.
OP_MARK = "operation-id-of-32-characters---"
SEQ_MARK = "9999999999"

_END_OF_HEAD = b"\r\n\r\n"
_LENGTH = b"\r\ncontent-length:"
_PATIENCE = 10.0


class LoadError(Exception):
    """A server answered something else than was measured."""


@dataclass
class Connection:
    """One connection: sends the next request when the answer to the last one is whole."""

    group: str
    requests: list[bytes]
    seq: int
    socket: socket.socket
    sent_at: float = 0.0
    _turn: int = 0
    _received: bytearray = field(default_factory=bytearray)

    def send(self, now: float) -> None:
        """Send the next request."""
        request = self.requests[self._turn % len(self.requests)]
        self._turn += 1
        if _OP in request:
            self.seq += 1
            request = request.replace(_OP, secrets.token_hex(16).encode())
            request = request.replace(_SEQ, b"%10d" % self.seq)
        self._received.clear()
        self.sent_at = now
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take what came, and return whether the answer is whole. Raises LoadError."""
        part = self.socket.recv(262_144)
        if not part:
            raise LoadError("the server closed a connection")
        self._received += part
        return is_whole(self._received)


_OP, _SEQ = OP_MARK.encode(), SEQ_MARK.encode()


def is_whole(received: bytes | bytearray) -> bool:
    """Return whether an answer is there to its end. Raises LoadError when it is no success."""
    end = received.find(_END_OF_HEAD)
    if end < 0:
        return False
    status = bytes(received[9:12])
    if status == b"204":
        return True
    if status != b"200":
        raise LoadError(f"answered {bytes(received[:600]).decode(errors='replace')}")
    return len(received) - end - 4 >= _length(bytes(received[:end]).lower())


def _length(head: bytes) -> int:
    place = head.find(_LENGTH)
    if place < 0:
        raise LoadError("an answer does not say its length")
    return int(head[place + len(_LENGTH) :].split(b"\r\n", 1)[0])


def _connect(plan: dict[str, Any], one: dict[str, Any]) -> Connection:
    opened = socket.create_connection(("127.0.0.1", plan["port"]), timeout=10)
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    requests = [text.encode() for text in one["requests"]]
    return Connection(one["group"], requests, one.get("seq", 0), opened)


def run(plan: dict[str, Any]) -> dict[str, Any]:
    """Send as the plan says, and return the latencies in milliseconds by group.

    The first `warmup` seconds are not counted. Raises LoadError at the first answer that is no
    success: a figure of failures would mean nothing.
    """
    load = _Load(plan)
    try:
        return load.run()
    finally:
        load.close()


class _Load:
    """Ten connections or so, opened one after the other while those before are already busy.

    Opened at once, one worker often takes them all, and half of the machine is measured.
    """

    def __init__(self, plan: dict[str, Any]) -> None:
        self._plan, self._poll = plan, select.epoll()
        self._open: dict[int, Connection] = {}
        self._groups: dict[str, list[float]] = {one["group"]: [] for one in plan["connections"]}
        self._began = time.perf_counter() + plan["warmup"]
        self._end = self._began + plan["seconds"]

    def run(self) -> dict[str, Any]:
        """Send and receive until every connection has its last answer."""
        step = self._plan["warmup"] / 2 / len(self._plan["connections"])
        for one in self._plan["connections"]:
            self._add(_connect(self._plan, one))
            self._work(time.perf_counter() + step)
        self._work(math.inf)
        return {"seconds": self._plan["seconds"], "groups": self._groups}

    def _add(self, one: Connection) -> None:
        self._open[one.socket.fileno()] = one
        self._poll.register(one.socket.fileno(), select.EPOLLIN)
        one.send(time.perf_counter())

    def _work(self, until: float) -> None:
        while self._open and (left := until - time.perf_counter()) > 0:
            ready = self._poll.poll(min(left, _PATIENCE))
            if not ready and left > _PATIENCE:
                raise LoadError(f"no answer for {_PATIENCE} seconds")
            for number, _ in ready:
                if _take(self._open[number], self._groups, self._began, self._end):
                    self._open.pop(number).socket.close()

    def close(self) -> None:
        """Close what is still open."""
        self._poll.close()
        for one in self._open.values():
            one.socket.close()


def _take(one: Connection, groups: dict[str, list[float]], began: float, end: float) -> bool:
    """Take an answer if it is whole; return True when this connection has done its work."""
    if not one.receive():
        return False
    now = time.perf_counter()
    if began <= now <= end:
        groups[one.group].append(round((now - one.sent_at) * 1000, 3))
    if now >= end:
        return True
    one.send(now)
    return False


if __name__ == "__main__":
    try:
        json.dump(run(json.load(sys.stdin)), sys.stdout)
    except (LoadError, OSError) as error:
        sys.exit(f"the load stopped: {error}")
