"""One line of JSON a request: what, how it went, how long. No bodies, no addresses, no queries."""

import json
import logging
import secrets
import sys
import time
from typing import Any

from flask import Flask, Response, g, request

from course import clock
from course.config import Settings

_FIELDS = ("request", "method", "endpoint", "status", "ms", "error")
logger = logging.getLogger("practicum")


class JsonLines(logging.Formatter):
    """Writes an allow-list of fields: never a body, an address or a query."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of JSON."""
        entry: dict[str, Any] = {
            "at": clock.now().isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        entry |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            entry["error"] = record.exc_info[0].__name__
            entry["where"] = _where(record.exc_info[2])
        return json.dumps(entry, ensure_ascii=False)


def _where(traceback: Any) -> list[str]:
    # File, line and function say where it broke; the values in play may be a trainee's words.
    frames = []
    while traceback:
        code = traceback.tb_frame.f_code
        frames.append(f"{code.co_filename.rpartition('/')[2]}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return frames[-12:]


def init_app(app: Flask, settings: Settings) -> None:
    """Log every request as one line on standard error, under an id that error pages show."""
    _configure(settings.log_level)

    @app.before_request
    def _begin() -> None:
        g.request_id = secrets.token_hex(6)
        g.began = time.perf_counter()

    @app.after_request
    def _end(response: Response) -> Response:
        response.headers["X-Request-Id"] = request_id()
        began = g.get("began", time.perf_counter())
        extra = {
            "request": request_id(),
            "method": request.method,
            "endpoint": request.endpoint or "",
            "status": response.status_code,
            "ms": round((time.perf_counter() - began) * 1000, 1),
        }
        logger.info("request", extra=extra)
        return response


def request_id() -> str:
    """Return the id of this request, as the log and error pages show it."""
    return str(g.get("request_id", "-"))


def _configure(level: str) -> None:
    logger.setLevel(level)
    logger.propagate = False
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        logger.addHandler(handler)
