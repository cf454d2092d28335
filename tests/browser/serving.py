"""Two ways to serve: inside this process at a held hour, and as gunicorn serves a real site."""

import contextlib
import http.client
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

from werkzeug.serving import WSGIRequestHandler, make_server

from course import clock, db
from course.content.loading import load
from course.demo import cast
from course.demo import service as demo
from course.people import passwords
from course.people import service as people
from course.people.service import sign_ins
from course.permissions import Role
from tests import conftest as house
from tests.browse import Browser

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """Return a port below those that systems lend out: nobody takes it while the server is down."""
    for port in random.sample(range(20_000, 32_000), 100):
        with socket.socket() as one, contextlib.suppress(OSError):
            one.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no free port was found")


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, *_):
        pass


class Served:
    """An application of this process, in threads, always at the same hour."""

    def __init__(self, app, moment):
        def at_the_hour(environ, start):
            with clock.held(moment):
                return app(environ, start)

        self.server = make_server(
            "127.0.0.1", 0, at_the_hour, threaded=True, request_handler=_Quiet
        )
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


class Site:
    """The delivered curriculum and the demo's people, served by gunicorn as `make run` does."""

    password = cast.PASSWORD

    def __init__(self, folder, content=ROOT):
        self.folder = folder
        self.content = content
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None
        self._fill()

    def _fill(self):
        app = house._make(house._settings(self.folder))
        with app.app_context():
            load(self.content, clock.now(), say=lambda _: None)
        with app.test_request_context():
            demo.make(8, "browser")
        self.app = app
        with app.app_context():
            self.hashed = passwords.hash_password(self.password)

    def trainee(self, name):
        """Add a trainee beside the demo's people, and return their e-mail address."""
        email = f"{name.split()[0].lower()}@journey.test"
        with self.app.app_context(), db.writing() as session:
            people.create_person(
                session,
                email=email,
                name=name,
                roles=[Role.TRAINEE],
                zone="America/New_York",
                password_hash=self.hashed,
                now=clock.now(),
                actor_id=None,
            )
        return email

    def cookie(self, email):
        """Sign somebody in, and return the cookie that says so."""
        browser = Browser(self.app)
        browser.sign_in(email, self.password)
        return browser.client.get_cookie("practicum").value

    def end_sign_ins(self, email):
        """End every sign-in of a person, as time or a director would."""
        ((person_id,),) = self.rows("SELECT id FROM person WHERE email = ?", email)
        with self.app.app_context(), db.writing() as session:
            sign_ins.end_all(session, person_id, clock.now())

    def start(self):
        environ = os.environ | {
            "PORT": str(self.port),
            "WEB_CONCURRENCY": "1",
            "INSTANCE_PATH": str(self.folder),
            "SECRET_KEY": house.SECRET,
            "PASSWORD_HASHING": "light",
            "LOG_LEVEL": "ERROR",
        }
        environ.pop("DATABASE_URL", None)
        words = ["-m", "gunicorn", "--config", "course/web/server.py", "wsgi:app"]
        self.process = subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            env=environ,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._wait()
        return self

    def _wait(self):
        for _ in range(300):
            with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)) as asked:
                with contextlib.suppress(OSError):
                    asked.request("GET", "/healthz")
                    if asked.getresponse().status == http.HTTPStatus.OK:
                        return
            time.sleep(0.1)
        raise AssertionError("the server did not start within 30 s")

    def stop(self, how=signal.SIGTERM):
        """Stop it; SIGKILL leaves it no time to finish anything."""
        if self.process:
            os.killpg(self.process.pid, how)
            self.process.wait()
            self.process = None

    def rows(self, query, *values):
        """Read rows of the site's own file, past the application."""
        with closing(sqlite3.connect(self.folder / "practicum.sqlite")) as connection:
            connection.execute("PRAGMA query_only = 1")
            return connection.execute(query, values).fetchall()

    def events(self, attempt):
        """Return every save of an attempt in order: operation id, slot, number."""
        return self.rows(
            "SELECT op_id, slot, seq FROM answer_event JOIN attempt ON attempt.id = attempt_id"
            " WHERE public_id = ? ORDER BY answer_event.id",
            attempt,
        )

    def stored(self, attempt):
        """Return the stored answers of an attempt: number to response."""
        found = self.rows(
            "SELECT slot, response FROM answer_current JOIN attempt ON attempt.id = attempt_id"
            " WHERE public_id = ?",
            attempt,
        )
        return {slot: json.loads(response) for slot, response in found}
