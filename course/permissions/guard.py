"""The guard at every route: a policy by name, and the loader of what the route is about."""

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import db
from course.errors import Forbidden, NotFound
from course.permissions.policies import POLICIES, Verdict, decide
from course.permissions.viewer import Viewer, current_viewer

#: Takes the session, the viewer and the route's values; None means: not theirs, or not there.
Loader = Callable[..., Any]
View = Callable[..., ResponseReturnValue]


class NotSignedIn(Exception):
    """A program asked for a page that needs a sign-in."""


def policy(name: str, load: Loader | None = None) -> Callable[[View], View]:
    """Guard a view by the policy of this name; with `load`, hand it the loaded thing.

    The loader is called as `load(session, viewer, **route values)`. When it returns None the
    answer is 404, the same for what does not exist and for what is somebody else's.
    """

    def guard(view: View) -> View:
        @functools.wraps(view)
        def guarded(**values: Any) -> ResponseReturnValue:
            rule = POLICIES[name]
            # Who is looking at a public page is asked only when the page asks.
            viewer = None if rule.public and load is None else current_viewer()
            verdict = decide(rule, viewer)
            if verdict == Verdict.SIGN_IN:
                return ask_to_sign_in()
            if verdict == Verdict.FORBID:
                raise Forbidden("Your role does not include this page.")
            return view(**values) if load is None else view(_loaded(load, viewer, values))

        guarded.policy_name = name  # type: ignore[attr-defined]
        return guarded

    return guard


def _loaded(load: Loader, viewer: Viewer | None, values: dict[str, Any]) -> Any:
    session: Session = db.session()
    thing = load(session, viewer, **values)
    if thing is None:
        raise NotFound("There is no such page, or it is not yours to see.")
    return thing


def wants_json() -> bool:
    """Return whether the answer goes to a script of ours rather than to a person."""
    return request.is_json or request.accept_mimetypes.best == "application/json"


def ask_to_sign_in() -> ResponseReturnValue:
    """Send a person to the sign-in page with the way back, and a program a 401."""
    if wants_json() or "X-Fragment" in request.headers:
        raise NotSignedIn
    # After a post the way back is the page it came from is unknown: home is safe.
    back = request.full_path.rstrip("?") if request.method == "GET" else ""
    query = f"?{urlencode({'next': back})}" if back and back != "/" else ""
    return redirect(url_for("people.sign_in") + query, code=303)


def require_policies(app: Flask) -> None:
    """Stop the start when a route has no policy, or one that the table does not know.

    Raises RuntimeError naming the routes.
    """
    bare = [
        f"{rule.rule} ({rule.endpoint})"
        for rule in app.url_map.iter_rules()
        if policy_of(app, rule.endpoint) not in POLICIES
    ]
    if bare:
        raise RuntimeError("routes without a policy: " + ", ".join(sorted(bare)))


def policy_of(app: Flask, endpoint: str) -> str | None:
    """Return the name of the policy at an endpoint, or None."""
    return getattr(app.view_functions[endpoint], "policy_name", None)
