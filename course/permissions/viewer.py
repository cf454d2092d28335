"""Who is looking. The one place that knows Flask-Login."""

from collections.abc import Callable
from dataclasses import dataclass

import flask_login
from flask import Flask, session

from course.permissions.roles import Role


@dataclass(frozen=True)
class Viewer:
    """The signed-in person of this request, read once in one statement and never changed."""

    id: int
    public_id: str
    name: str
    roles: frozenset[Role]
    zone: str
    theme: str
    token: str

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Return the sign-in's token: what the cookie holds is the sign-in, not the person."""
        return self.token

    def has(self, *roles: Role) -> bool:
        """Return whether the viewer holds one of the roles."""
        return not self.roles.isdisjoint(roles)


def init_app(app: Flask, viewer_of: Callable[[str], Viewer | None]) -> None:
    """Set up Flask-Login with the function that finds the viewer behind a sign-in's token.

    The sign-in row is the session, so Flask-Login's own protection is off.
    """
    manager = flask_login.LoginManager()
    manager.session_protection = None
    # Not `manager.init_app`: it would read the session of every answer, static files included, for
    # a remember-me cookie that there is not, and load the user again for every template.
    app.login_manager = manager  # type: ignore[attr-defined]
    manager.user_loader(viewer_of)


def remember(viewer: Viewer) -> None:
    """Make this browser the viewer's. The cookie's session is new: nothing of before stays."""
    session.clear()
    flask_login.login_user(viewer)


def forget() -> None:
    """Make this browser nobody's."""
    flask_login.logout_user()
    session.clear()


def current_viewer() -> Viewer | None:
    """Return the signed-in person, or None."""
    user = flask_login.current_user._get_current_object()  # noqa: SLF001
    return user if isinstance(user, Viewer) else None


def the_viewer() -> Viewer:
    """Return the signed-in person of a page that nobody else reaches."""
    viewer = current_viewer()
    if viewer is None:
        raise RuntimeError("this page has no policy that asks for a sign-in")
    return viewer
