"""How many SQL statements a page sends once its content is in memory."""

import contextlib
import json
from collections.abc import Iterator
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from course import db
from course.bench import site
from course.bench.client import OP_MARK, SEQ_MARK
from course.bench.figures import Figure, counted
from course.bench.trainees import JourneyError, Load, token_of

#: A sequence number after every one that the rounds used.
_LATE = 2_000_000_000


@contextlib.contextmanager
def counting(app: Flask) -> Iterator[list[str]]:
    """Yield a list that takes every statement sent by this application."""
    with app.app_context():
        engine = db.store().engine
    sent: list[str] = []

    def note(*args: Any) -> None:
        sent.append(args[2])

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def measure(app: Flask, load: Load) -> dict[str, Figure]:
    """Return the statements of a lesson page, of a save and of a roster.

    `load` holds the requests of the first trainee. Each is sent twice and counted the second
    time. Raises JourneyError when one does not succeed.
    """
    client, head = signed_in(app, site.email(0)), load.saves[0].split("\r\n", 1)[0]
    page, save = load.pages[0].split(" ")[1], head.split(" ")[1]
    token = token_of(client.get("/about").get_data(as_text=True))
    return {
        "lesson_statements": counted(_pages(app, client, page)),
        "save_statements": counted(_saves(app, client, save, load.saves[0], token)),
        "roster_statements": counted(_pages(app, signed_in(app, site.SUPERVISOR), "/trainees")),
    }


def signed_in(app: Flask, email: str) -> FlaskClient:
    """Return a client in which this person is signed in. Raises JourneyError."""
    client = app.test_client()
    token = token_of(client.get("/sign-in").get_data(as_text=True))
    form = {"csrf_token": token, "email": email, "password": site.PASSWORD}
    _need(client.post("/sign-in", data=form).status_code == 303, "sign-in")  # noqa: PLR2004
    return client


def _need(fits: bool, what: str) -> None:  # noqa: FBT001 - the one thing it asks
    if not fits:
        raise JourneyError(f"{what} did not succeed while statements were counted")


def _pages(app: Flask, client: FlaskClient, path: str) -> int:
    client.get(path)
    with counting(app) as sent:
        _need(client.get(path).status_code == 200, path)  # noqa: PLR2004
    return len(sent)


def _saves(app: Flask, client: FlaskClient, path: str, request: str, token: str) -> int:
    numbers: list[int] = []
    for seq in (_LATE, _LATE + 1):
        text = request.partition("\r\n\r\n")[2].replace(SEQ_MARK, str(seq))
        body = json.loads(text.replace(OP_MARK, f"counted-{seq}"))
        with counting(app) as sent:
            answer = client.post(path, json=body, headers={"X-CSRFToken": token})
        _need(answer.status_code == 200, path)  # noqa: PLR2004
        numbers.append(len(sent))
    return numbers[-1]
