"""The web floor: headers, log, failures, static files, templates. Features stand on it."""

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask_wtf import CSRFProtect
from itsdangerous import URLSafeTimedSerializer
from werkzeug.middleware.proxy_fix import ProxyFix

from course.config import Settings
from course.web import cache, failures, headers, log, readiness, static_files, templating
from course.web.templating import Counting, NavEntry


class Sessions(SecureCookieSessionInterface):
    """Flask's own sessions; what signs them is made once, and not for every request."""

    _signer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return what reads and signs the cookie: the secret of an application never changes."""
        self._signer = self._signer or super().get_signing_serializer(app)
        return self._signer


def configure(app: Flask, settings: Settings) -> None:
    """Set what Flask itself reads: the secret, cookies, limits."""
    https = settings.has_https
    app.extensions["practicum.settings"] = settings
    app.session_interface = Sessions()
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-practicum" if https else "practicum",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=settings.max_request_megabytes * 2**20,
        MAX_FORM_MEMORY_SIZE=settings.max_request_megabytes * 2**20,
        MAX_FORM_PARTS=500,
        # Flask's own answer to OPTIONS would be a view without a policy.
        PROVIDE_AUTOMATIC_OPTIONS=False,
        # The token lives as long as the sign-in: a long answer is never lost to a clock.
        WTF_CSRF_TIME_LIMIT=None,
    )


def init_app(app: Flask, settings: Settings, nav: list[NavEntry], counting: Counting) -> None:
    """Wire the floor: order matters, the log is outermost."""
    log.init_app(app, settings)
    headers.init_app(app, settings)
    CSRFProtect(app)
    cache.init_app(app)
    static_files.init_app(app)
    templating.init_app(app, nav, counting)
    failures.init_app(app)
    readiness.init_app(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
