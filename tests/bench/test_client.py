"""The load's own reading and writing of HTTP, against a server of a few lines."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from course.bench import client
from course.bench.client import LoadError, is_whole
from course.bench.trainees import page_request, save_request

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"


def test_an_answer_is_whole_when_its_length_is_there():
    assert not is_whole(HEAD[:20])
    assert not is_whole(HEAD + b"hell")
    assert is_whole(HEAD + b"hello")


def test_an_empty_success_is_whole_at_the_end_of_its_head():
    assert is_whole(b"HTTP/1.1 204 NO CONTENT\r\nServer: x\r\n\r\n")


@pytest.mark.parametrize("status", [b"302 FOUND", b"404 NOT FOUND", b"503 BUSY"])
def test_what_is_no_success_stops_the_load(status):
    with pytest.raises(LoadError, match="answered"):
        is_whole(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n")


def test_an_answer_without_a_length_stops_the_load():
    with pytest.raises(LoadError, match="length"):
        is_whole(b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\nhello")


@pytest.fixture
def site():
    """A server that keeps what was posted."""
    posted = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self._answer()

        def do_POST(self):
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self._answer()

        def _answer(self):
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1], posted
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_save_has_its_own_operation_and_a_higher_number(site):
    port, posted = site
    save = save_request("/attempts/x/answers", "practicum=1", "token", 3, "option")
    connection = {"group": "saves", "requests": [save], "seq": 70}
    plan = {"port": port, "connections": [connection], "seconds": 0.2, "warmup": 0.0}
    seen = client.run(plan)
    assert len(posted) >= len(seen["groups"]["saves"]) > 1
    assert [one["seq"] for one in posted] == list(range(71, 71 + len(posted)))
    assert len({one["op_id"] for one in posted}) == len(posted)
    assert {(one["slot"], tuple(one["answer"])) for one in posted} == {(3, ("option",))}


def test_latencies_are_kept_apart_by_group(site):
    port, _ = site
    page = page_request("/", "")
    both = [{"group": name, "requests": [page]} for name in ("pages", "saves")]
    seen = client.run({"port": port, "connections": both, "seconds": 0.1, "warmup": 0.0})
    assert all(latency > 0 for group in seen["groups"].values() for latency in group)
    assert set(seen["groups"]) == {"pages", "saves"}
