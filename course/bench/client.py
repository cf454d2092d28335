"""The load: a lean client in its own process, so that it takes little from the servers.

`python -m course.bench.client` reads a plan as JSON from standard input: how long, and for each
connection what it sends, one request after the other. It prints the latencies as JSON.
"""

import json
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
    connections = [_connect(plan, one) for one in plan["connections"]]
    try:
        return _run(plan, connections)
    finally:
        for one in connections:
            one.socket.close()


def _run(plan: dict[str, Any], connections: list[Connection]) -> dict[str, Any]:
    groups: dict[str, list[float]] = {one.group: [] for one in connections}
    poll, by_number = select.epoll(), {one.socket.fileno(): one for one in connections}
    for number in by_number:
        poll.register(number, select.EPOLLIN)
    began = time.perf_counter() + plan["warmup"]
    end, waiting = began + plan["seconds"], len(connections)
    for one in connections:
        one.send(time.perf_counter())
    while waiting:
        ready = poll.poll(10)
        if not ready:
            raise LoadError("no answer for 10 seconds")
        for number, _ in ready:
            waiting -= _take(by_number[number], groups, began, end)
    poll.close()
    return {"seconds": plan["seconds"], "groups": groups}


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
