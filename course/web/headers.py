"""What every answer says to the browser about safety."""

from flask import Flask, Response, request

from course.config import Settings
from course.errors import Forbidden

#: Own scripts and styles only; nothing inline, nothing evaluated, no framing.
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; manifest-src 'self'"
)
_HEADERS = {
    # Nothing personal may stay in a shared browser's cache or come back by its back button.
    "Cache-Control": "no-store",
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask, settings: Settings) -> None:
    """Set the headers on every answer, and refuse posts that another site sent."""

    @app.before_request
    def _refuse_cross_site() -> None:
        origin = request.headers.get("Sec-Fetch-Site", "none")
        if request.method not in _SAFE and origin not in {"same-origin", "none"}:
            raise Forbidden("This was sent from another site, so nothing was changed.")

    @app.after_request
    def _set_headers(response: Response) -> Response:
        headers = response.headers
        headers.extend([(name, text) for name, text in _HEADERS.items() if name not in headers])
        if settings.has_https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        return response
