"""Trainees as browsers see them: signed in by the real form, with lessons and an open attempt."""

import http.client
import json
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlencode

from course.bench.client import OP_MARK, SEQ_MARK

_TOKEN = re.compile(r'name="csrf_token"\s+value="([^"]+)"')
_MODULE = re.compile(r'href="(/modules/[a-z0-9-]+)"')
_LESSON = re.compile(r'href="(/modules/[a-z0-9-]+/[a-z0-9-]+)"')
_QUIZ = re.compile(r'href="(/quizzes/[a-z0-9-]+)"')
_OPTION = re.compile(r'name="answer"\s+value="([^"]+)"')
_STEP = re.compile(r'href="(/attempts/[0-9a-f]+/questions/\d+)"')


class JourneyError(Exception):
    """A page on the way to what is measured did not look as expected."""


@dataclass
class Browser:
    """Keeps one connection and one cookie, and posts forms with their token."""

    port: int
    cookie: str = ""
    _connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)

    def get(self, path: str) -> str:
        """Return a page. Raises JourneyError when it is not there."""
        status, _, body = self._ask("GET", path)
        return _need(status == http.client.OK, body, f"GET {path} answered {status}")

    def post(self, path: str, page: str, **fields: str) -> str:
        """Post a form that stands on this page and return where it leads. Raises JourneyError."""
        form = urlencode({"csrf_token": token_of(page), **fields})
        status, target, _ = self._ask("POST", path, form)
        return _need(status == http.client.SEE_OTHER, target, f"POST {path} answered {status}")

    def _ask(self, method: str, path: str, form: str | None = None) -> tuple[int, str, str]:
        headers = {"Cookie": self.cookie}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, form, headers)
        answer = self._connection.getresponse()
        body = answer.read().decode()
        if given := answer.headers.get("Set-Cookie"):
            self.cookie = given.partition(";")[0]
        return answer.status, answer.headers.get("Location", ""), body

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _need(fits: object, value: str, what: str) -> str:
    if not fits:
        raise JourneyError(what)
    return value


def _first(pattern: re.Pattern[str], page: str, what: str) -> str:
    found = pattern.search(page)
    return _need(found, unescape(found.group(1)) if found else "", f"a page has no {what}")


def token_of(page: str) -> str:
    """Return the token that a page's forms carry. Raises JourneyError when there is none."""
    return _first(_TOKEN, page, "token")


@dataclass(frozen=True)
class Load:
    """What one trainee's connection sends: pages to read, answers to save."""

    pages: list[str]
    saves: list[str]


def sign_in(port: int, email: str, password: str) -> Browser:
    """Return a browser in which this person is signed in, by the form on the page."""
    browser = Browser(port)
    browser.post("/sign-in", browser.get("/sign-in"), email=email, password=password)
    return browser


def prepare(browser: Browser, turn: int) -> Load:
    """Open lessons and start an attempt as a trainee does, and return requests made of them.

    `turn` decides at which lesson this trainee begins. Raises JourneyError when the content has
    no module with lessons and a quiz.
    """
    modules = _MODULE.findall(browser.get("/modules"))
    module = next((page for page in map(browser.get, modules) if _QUIZ.search(page)), "")
    _need(module, module, "no module has a quiz")
    lessons = list(dict.fromkeys(_LESSON.findall(module)))
    begin = turn % len(lessons)
    pages = [page_request(path, browser.cookie) for path in lessons[begin:] + lessons[:begin]]
    return Load(pages, _attempt(browser, _first(_QUIZ, module, "quiz")))


def _attempt(browser: Browser, quiz: str) -> list[str]:
    first = browser.post(f"{quiz}/attempts", browser.get(quiz))
    steps = list(dict.fromkeys(_STEP.findall(browser.get(first))))
    saves = [save for path in steps for save in _saves(browser, path)]
    # Each turn through the slots answers them otherwise than the one before.
    return saves[::2] + saves[1::2]


def _saves(browser: Browser, path: str) -> list[str]:
    page = browser.get(path)
    options = _OPTION.findall(page)[:2]
    attempt, _, slot = path.partition("/questions/")
    return [
        save_request(f"{attempt}/answers", browser.cookie, token_of(page), int(slot), option)
        for option in options
    ]


def page_request(path: str, cookie: str) -> str:
    """Return a request for a page."""
    return _request("GET", path, cookie)


def save_request(path: str, cookie: str, token: str, slot: int, option: str) -> str:
    """Return a request that saves an answer; the client fills in its two marks."""
    answer: dict[str, Any] = {"op_id": OP_MARK, "slot": slot, "seq": SEQ_MARK, "answer": [option]}
    body = json.dumps(answer).replace(f'"{SEQ_MARK}"', SEQ_MARK)
    return _request("POST", path, cookie, body, f"X-CSRFToken: {token}\r\n")


def _request(method: str, path: str, cookie: str, body: str = "", more: str = "") -> str:
    if body:
        more += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n"
    kept = f"Cookie: {cookie}\r\n" if cookie else ""
    return f"{head}{kept}{more}\r\n{body}"


#: What the reference's connections send.
BARE_PAGE = Load([_request("GET", "/", "")], [])
BARE_SAVE = Load([], [_request("POST", "/rows", "", "{}")])
