"""No page is served over a database that does not fit this program."""

from flask import Flask, request

from course import db
from course.db import migrate
from course.errors import Busy

_KEY = "practicum.ready"
#: These answer whatever the database is.
_ALWAYS = frozenset({"static", "home.healthz"})

_WORDS = {
    "empty": "The database is empty. The person who runs this site makes it with: make run.",
    "older": "The database waits for an update. The person who runs this site does: make run.",
    "newer": "The database is of a newer Practicum. The person who runs this site updates it.",
}


def init_app(app: Flask) -> None:
    """Look once in each process, before its first page; keep looking until it fits."""
    app.extensions[_KEY] = False

    @app.before_request
    def _fits() -> None:
        if app.extensions[_KEY] or request.endpoint in _ALWAYS:
            return
        state = migrate.state(db.store())
        if state != "current":
            raise Busy(_WORDS[state])
        app.extensions[_KEY] = True
