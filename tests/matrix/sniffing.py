"""Everything that leaves the application is searched for canaries: answers, mail, log, files."""

import io
import json
import logging
import secrets

from sqlalchemy import text

from course import db
from course.web.log import JsonLines
from tests.browse import TOKEN
from tests.matrix import canaries, expected
from tests.matrix.asking import WITH_KEYS

#: Who writes questions sees their keys; of all others it is asked what they get.
WATCHED = ("anonymous", "disabled", "trainee", "both", "supervisor", "former", "director")
#: Pages of a key for those who are in charge, whatever the trainee is told by now.
MEANT = WITH_KEYS - {"attempts.review"}
CELLS = [
    cell
    for cell in expected.cells()
    if cell.let_in and cell.role in WATCHED and cell.endpoint not in {*MEANT, "static"}
]


class Sniffer:
    """Asks as everybody, and notes where a canary came out."""

    def __init__(self, asker, folder):
        self.asker, self.folder = asker, folder
        self.log = io.StringIO()
        self.handler = logging.StreamHandler(self.log)
        self.handler.setFormatter(JsonLines())
        self.leaks, self.asked = [], 0

    def __enter__(self):
        for logger in (logging.getLogger(), logging.getLogger("practicum")):
            logger.addHandler(self.handler)
        self.level = logging.getLogger("practicum").level
        logging.getLogger("practicum").setLevel(logging.DEBUG)
        return self

    def __exit__(self, *_):
        for logger in (logging.getLogger(), logging.getLogger("practicum")):
            logger.removeHandler(self.handler)
        logging.getLogger("practicum").setLevel(self.level)

    def pages(self):
        """Ask for every page of the matrix that lets somebody in."""
        for cell in CELLS:
            if cell.method == "GET":
                self._take(str(cell), self.asker.ask(cell))

    def acts(self):
        """Do every act of the matrix that lets somebody in; all is put back after each."""
        for cell in CELLS:
            if cell.method == "POST":
                self._take(str(cell), self.asker.ask(cell))
                self.behind(str(cell))
                self.asker.restore()

    def owner(self, attempt):
        """Do with an attempt what its owner's page, script and plain form do, rightly and wrongly."""
        here, send = f"/attempts/{attempt}", self._send
        for number in range(1, len(canaries.NAMES) + 1):
            page = send("GET", f"{here}/questions/{number}")
            token = TOKEN.search(page)
            form = {"csrf_token": token and token[1], "seq": "1", "go": "next"}
            for answer, seq in (([], 5), ([], 4), (["a" * 32], 6), (["=1"], 7)):
                body = {"op_id": secrets.token_hex(9), "slot": number, "seq": seq, "answer": answer}
                send("POST", f"{here}/answers", json=body)
            send("POST", f"{here}/questions/{number}", data={**form, "op_id": "plain-form"})
            wrong = {**form, "op_id": "wrong-form", "answer": "x" * 32}
            send("POST", f"{here}/questions/{number}", data=wrong)
        for path in ("", "/overview", "/review"):
            send("GET", here + path)

    def submits(self, attempt):
        """Submit it, twice, and look at the result and at all that tells of results."""
        for _ in range(2):
            self._send("POST", f"/attempts/{attempt}/submit", data={})
        for path in (f"/attempts/{attempt}/review", "/", "/progress", "/quizzes/first-quiz"):
            self._send("GET", path)

    def _send(self, method, url, **words):
        if method == "POST":
            words["headers"] = {"X-CSRFToken": self.asker.world.csrf["trainee"]}
        answer = self.asker.send("trainee", method, url, **words)
        self._take(f"trainee {method} {url}", answer)
        return answer.get_data(as_text=True)

    def _take(self, name, answer):
        self.asked += 1
        head = "\n".join(f"{key}: {value}" for key, value in answer.headers)
        self._look(f"{name}, headers", head.encode())
        self._look(name, answer.get_data())

    def _look(self, name, raw):
        if canaries.found(raw):
            self.leaks.append(name)

    def works(self):
        """Let `flask work` do what waits, and read what it says."""
        done = self.asker.world.app.test_cli_runner().invoke(args=["work", "--once"])
        assert done.exit_code == 0, done.output
        self._look("flask work", done.output.encode())

    def behind(self, name):
        """Look at the mail that waits, the log, and every file beside the database."""
        with self.asker.world.app.app_context():
            rows = db.session().execute(text("SELECT * FROM outbox_mail")).all()
            mails = json.dumps([[str(value) for value in row] for row in rows])
        self._look(f"mail after {name}", mails.encode())
        self._look(f"log after {name}", self.log.getvalue().encode())
        self.log.seek(0)
        self.log.truncate()
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and not path.name.startswith("practicum.s"):
                self._look(f"{path.name} after {name}", path.read_bytes())
