"""Addresses: our own pages only as a way back, and absolute links for mail."""

from urllib.parse import urlsplit

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException

from course.config import Settings


def safe_next(target: str | None) -> str:
    r"""Return the target when it is a page of ours that opens by GET, and home otherwise.

    What browsers bend into other hosts (`//host`, `/\host`, control characters) is refused
    before the router is asked.
    """
    home = url_for("home.show")
    if not target or not target.startswith("/") or target.startswith("//"):
        return home
    if "\\" in target or any(ord(sign) < 33 or ord(sign) == 127 for sign in target):  # noqa: PLR2004
        return home
    return target if _is_ours(target) else home


def _is_ours(target: str) -> bool:
    try:
        parts = urlsplit(target)
        adapter = current_app.url_map.bind(request.host)
        adapter.match(parts.path, method="GET")
    except (HTTPException, ValueError):
        return False
    return not parts.scheme and not parts.netloc


def absolute(path: str) -> str:
    """Return a link for mail, built from the configured address and never from the Host header."""
    settings: Settings = current_app.extensions["practicum.settings"]
    base = settings.public_base_url or f"http://127.0.0.1:{settings.port}"
    return base + path
