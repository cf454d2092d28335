"""How many requests an attempt of twenty questions takes in a browser with scripts.

Counted is everything from "Start quiz" to the review on the screen, redirects included, as the
browser sends it: the start, the page with all questions, each answer by itself when it is chosen,
and the submission, which is answered with the review. Going from question to question opens no
page. Scripts and styles are not counted: browsers keep them.
"""

import re
import secrets
from dataclasses import dataclass, field

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from course.bench import exam, site
from course.bench.figures import Figure
from course.bench.statements import signed_in
from course.bench.trainees import JourneyError, token_of

#: What Moodle takes for the same, measured with one question a page.
_MOODLE = 45
_OK, _SEE_OTHER = 200, 303
_SLOT = re.compile(r'data-slot="(\d+)"\s+data-seq="(\d+)"')
_ATTEMPT = re.compile(r"/attempts/[0-9a-f]+")
_SUBMIT = re.compile(r'action="([^"]+/submit)"\s+data-swap="#main"')
_NAMES = re.compile(r'data-names="([^"]+)"')


@dataclass
class Tab:
    """A tab of a browser: follows where it is sent, and counts what it sends."""

    client: FlaskClient
    count: int = 0
    path: str = ""
    page: str = field(default="", repr=False)

    def post(self, path: str, form: dict[str, str], head: dict[str, str] | None = None) -> None:
        """Send a form of the page and go where it leads. Raises JourneyError."""
        form = {"csrf_token": token_of(self.page), **form}
        self._arrive(path, self.client.post(path, data=form, headers=head))

    def open(self, path: str) -> None:
        """Open a page. Raises JourneyError when it is not there."""
        self._arrive(path, self.client.get(path))

    def _arrive(self, path: str, answer: TestResponse) -> None:
        self.count += 1
        while answer.status_code == _SEE_OTHER:
            path = answer.location.partition("#")[0]
            answer = self.client.get(path)
            self.count += 1
        self.path = answer.headers.get("Content-Location", path)
        self.page = answer.get_data(as_text=True)
        _need(answer, path)

    def save(self, slot: int, seq: int, option: str) -> None:
        """Send one answer as the script does. Raises JourneyError."""
        path = f"{self.attempt}/answers"
        body = {"op_id": secrets.token_hex(16), "slot": slot, "seq": seq, "answer": [option]}
        token = {"X-CSRFToken": token_of(self.page)}
        self.count += 1
        _need(self.client.post(path, json=body, headers=token), path)

    @property
    def attempt(self) -> str:
        """The address of the attempt that is open."""
        found = _ATTEMPT.match(self.path)
        if found is None:
            raise JourneyError(f"{self.path} is no page of an attempt")
        return found.group()


def _need(answer: TestResponse, path: str) -> None:
    if answer.status_code != _OK:
        raise JourneyError(f"{path} answered {answer.status_code} while requests were counted")


def measure(app: Flask) -> dict[str, Figure]:
    """Return the requests of an attempt with a page for each question, and with one for all.

    Raises JourneyError when a page does not look as expected.
    """
    client = signed_in(app, site.email(0))
    return {
        "attempt_requests": _taken(client, exam.PAGED),
        "attempt_requests_whole": _taken(client, exam.WHOLE),
    }


def _taken(client: FlaskClient, slug: str) -> Figure:
    tab = Tab(client)
    tab.open(f"/quizzes/{slug}")
    tab.count = 0
    tab.post(f"/quizzes/{slug}/attempts", {"scripts": "1"})
    answered, submit = _answer(tab), _SUBMIT.search(tab.page)
    if submit is None:
        raise JourneyError(f"{tab.path} has no form to submit")
    tab.post(submit.group(1), {}, {"X-Fragment": "1"})
    if answered != exam.QUESTIONS or not tab.path.endswith("/review"):
        raise JourneyError(f"{answered} questions were answered, and {tab.path} came last")
    return Figure(float(tab.count), tab.count, _MOODLE, "requests")


def _answer(tab: Tab) -> int:
    """Choose the first option of every question on the page, and return how many there are."""
    slots = [(int(slot), int(seq)) for slot, seq in _SLOT.findall(tab.page)]
    for (slot, seq), name in zip(slots, _NAMES.findall(tab.page), strict=True):
        tab.save(slot, seq + 1, first_option(tab.page, name))
    return len(slots)


def first_option(page: str, name: str = "") -> str:
    """Return the first option of the question whose fields begin so. Raises JourneyError."""
    found = re.search(rf'name="{re.escape(name)}answer"\s+value="([^"]+)"', page)
    if found is None:
        raise JourneyError("a question has no options")
    return found.group(1)
