"""Every failure as a page (or JSON) that says what happened, what was kept and what to do next."""

import contextlib
from dataclasses import dataclass

from flask import Flask, Response, g, jsonify, make_response, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from markupsafe import escape
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from course import db
from course.db.session import cannot_write_now
from course.errors import Busy, PracticumError
from course.permissions import NotSignedIn, Viewer, current_viewer, wants_json
from course.web.log import logger, request_id


@dataclass(frozen=True)
class Failure:
    """What an error page shows."""

    code: int
    title: str
    text: str


_WORDS = {
    400: ("This could not be read", "What was sent could not be read. Nothing was changed."),
    401: ("Please sign in", "Your sign-in has ended. What you saved is kept."),
    403: ("Not with your role", "Your role does not include this page. Nothing was changed."),
    404: ("Nothing here", "There is no such page, or it is not yours to see."),
    405: ("Not this way", "This page cannot be used like that. Nothing was changed."),
    409: ("That did not fit", "Nothing was changed."),
    413: ("Too large", "What was sent is larger than this site reads. Nothing was changed."),
    422: ("Please look at it again", "Something does not fit. Nothing was changed."),
    429: ("A little slower", "Too many tries. Wait a few minutes, then try again."),
    500: ("Something broke", "The fault is ours. What was saved is kept; this step was not."),
    503: ("Not just now", "This was not saved. Wait a moment and send it again."),
}


def _failure(code: int, text: str = "") -> Failure:
    title, words = _WORDS.get(code, _WORDS[400 if code < 500 else 500])  # noqa: PLR2004
    return Failure(code, title, text or words)


def answer(failure: Failure) -> Response:
    """Return the failure as JSON for a script of ours, and as a page for a person."""
    body = {"error": failure.title, "message": failure.text, "request_id": request_id()}
    if wants_json():
        return _with_code(jsonify(body), failure.code)
    return _with_code(make_response(_page(failure)), failure.code)


def _page(failure: Failure) -> str:
    # What templates ask of the database is what may just have failed: see `templating`.
    g.failing = True
    try:
        return render_template(_template(failure.code), **_context(failure))
    except Exception as error:  # noqa: BLE001 - an error page that fails would hide the first failure
        logger.error("no error page", extra={"request": request_id()}, exc_info=error)
        return _BARE.format(title=escape(failure.title), text=escape(failure.text))


_BARE = (
    '<!DOCTYPE html><html lang="en"><head><title>{title} · Practicum</title></head>'
    "<body><main><h1>{title}</h1><p>{text}</p></main></body></html>"
)


def _template(code: int) -> str:
    usual = 400 if code < 500 else 500  # noqa: PLR2004
    return f"errors/{code if code in _WORDS else usual}.html"


def _viewer(failure: Failure) -> Viewer | None:
    """Return who is looking, None when that cannot be found out just now."""
    if failure.code in {500, 503}:
        return None
    with contextlib.suppress(SQLAlchemyError, PracticumError):
        return current_viewer()
    return None


def _context(failure: Failure) -> dict[str, object]:
    me = _viewer(failure)
    return {
        "code": failure.code,
        "title": failure.title,
        "text": failure.text,
        "next_url": url_for("home.show" if me else "people.sign_in"),
        "next_label": "Go to your home page" if me else "Go to sign in",
        "request_id": request_id(),
        "me": me,
        "nav": [],
    }


def _with_code(response: Response, code: int) -> Response:
    response.status_code = code
    if code == Busy.status:
        response.headers["Retry-After"] = str(Busy.retry_after)
    return response


def init_app(app: Flask) -> None:
    """Turn every exception into an answer; a traceback is never shown."""
    app.register_error_handler(PracticumError, _ours)
    app.register_error_handler(NotSignedIn, lambda _: answer(_failure(401)))
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(PoolTimeout, _database)
    app.register_error_handler(Exception, _unexpected)


def _ours(error: Exception) -> Response:
    code = error.status if isinstance(error, PracticumError) else 500
    if code >= 500:  # noqa: PLR2004
        logger.warning("failure", extra={"request": request_id()}, exc_info=error)
    text = str(error)
    return answer(_failure(code, f"{text} {_WORDS[503][1]}" if code == Busy.status else text))


def _csrf(error: Exception) -> Response:
    del error
    text = "This form was open for too long or came from elsewhere. Go back, reload, send it again."
    return answer(_failure(400, text))


def _http(error: Exception) -> Response:
    response = error.get_response() if isinstance(error, HTTPException) else None
    code = getattr(error, "code", None) or 500
    if response is not None and code < 400:  # noqa: PLR2004 - a redirect of the router
        return make_response(response)
    made = answer(_failure(code))
    if response is not None and "Allow" in response.headers:
        made.headers["Allow"] = response.headers["Allow"]
    return made


def _database(error: Exception) -> Response:
    if cannot_write_now(error):
        with contextlib.suppress(SQLAlchemyError):
            db.session().rollback()
        logger.warning("database", extra={"request": request_id()}, exc_info=error)
        return answer(_failure(503))
    return _unexpected(error)


def _unexpected(error: Exception) -> Response:
    logger.error("unexpected", extra={"request": request_id()}, exc_info=error)
    if request.environ.get("werkzeug.debug.preserve_context"):
        raise error
    return answer(_failure(500))
