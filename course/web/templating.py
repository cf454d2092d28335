"""What every template can use: times in the viewer's zone, Markdown, the navigation."""

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g, request, session, url_for
from flask_wtf.csrf import generate_csrf
from jinja2 import StrictUndefined
from markupsafe import Markup

from course import markdown
from course.permissions import Role, Viewer, current_viewer


@dataclass(frozen=True)
class NavItem:
    """A link of the main navigation."""

    label: str
    url: str
    endpoint: str
    current: bool
    #: How many things wait there; None where it is not counted.
    count: int | None = None


#: Label, endpoint, and the roles that see it. `create_app` sets it with the features it wires.
NavEntry = tuple[str, str, frozenset[Role]]


@dataclass(frozen=True)
class Counting:
    """What the navigation counts: by endpoint, for a viewer, on pages of these blueprints only."""

    count: Callable[[Viewer], dict[str, int]]
    on: frozenset[str]

    def __call__(self, me: Viewer) -> dict[str, int]:
        """Return the counts; none on pages that do not show them."""
        return self.count(me) if request.blueprint in self.on else {}


_FRAME = "practicum.frame"


def init_app(app: Flask, nav: list[NavEntry], counting: Counting) -> None:
    """Give templates their filters and context; an undefined name is an error."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["local"] = local
    app.jinja_env.filters["day"] = day
    app.jinja_env.filters["percent"] = percent
    app.jinja_env.filters["mark"] = mark
    app.jinja_env.filters["markdown"] = markdown.to_html
    app.jinja_env.filters["inline_markdown"] = markdown.to_inline
    app.jinja_env.globals["csrf_token"] = csrf_token
    build = app.jinja_env.globals["url_for"] = _url_builder()
    app.jinja_env.globals["once"] = _once(app)
    app.extensions[_FRAME] = context = _context(nav, counting, build)
    app.context_processor(context)


def frame() -> dict[str, Any]:
    """Return what the frame of every page is made of: who is looking, and the navigation."""
    context: Callable[[], dict[str, Any]] = current_app.extensions[_FRAME]
    return context()


def _once(app: Flask) -> Callable[[str], Markup]:
    """Return what renders a partial that is the same for everybody: made once, without a viewer."""

    @functools.cache
    def once(name: str) -> Markup:
        return Markup(app.jinja_env.get_template(name).render())  # noqa: S704 - it escapes

    return once


def csrf_token() -> str:
    """Return the token of this request's forms."""
    if "form_token" not in g:
        raw = session.get("csrf_token")
        secret = current_app.config["SECRET_KEY"]
        g.form_token = _signed(raw, secret) if raw else generate_csrf()
    return str(g.form_token)


@functools.lru_cache(8192)
def _signed(raw: str, secret: str) -> str:
    # It lives as long as the sign-in, so one signature does for all of its pages.
    del raw, secret  # in the session and the settings of this request
    return str(generate_csrf())


UrlFor = Callable[..., str]


def _url_builder() -> UrlFor:
    """Return `url_for` of one app for templates: a page has about twenty, each is built once."""

    @functools.lru_cache(4000)
    def kept(root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
        del root  # the router reads it from the request; here it keeps mount points apart
        return url_for(endpoint, **dict(values))

    def build(endpoint: str, **values: Any) -> str:
        if endpoint.startswith("."):
            endpoint = f"{request.blueprint}{endpoint}"
        return kept(request.script_root, endpoint, tuple(values.items()))

    return build


def _context(
    nav: list[NavEntry], counting: Counting, build: UrlFor
) -> Callable[[], dict[str, Any]]:
    @functools.lru_cache(200)
    def plain(root: str, here: str | None, roles: frozenset[Role]) -> tuple[NavItem, ...]:
        del root  # as above
        return _nav([entry for entry in nav if not roles.isdisjoint(entry[2])], here, build)

    def context() -> dict[str, Any]:
        # An error page says itself who is looking: the database may be what failed.
        me = None if g.get("failing") else current_viewer()
        items = plain(request.script_root, request.blueprint, me.roles) if me else ()
        counts = counting(me) if me else {}
        return {"me": me, "nav": _counted(items, counts), "Role": Role}

    return context


def _nav(entries: list[NavEntry], here: str | None, build: UrlFor) -> tuple[NavItem, ...]:
    return tuple(
        NavItem(label, build(endpoint), endpoint, endpoint.partition(".")[0] == here)
        for label, endpoint, _ in entries
    )


def _counted(items: tuple[NavItem, ...], counts: dict[str, int]) -> tuple[NavItem, ...]:
    return tuple(replace(one, count=counts.get(one.endpoint)) for one in items) if counts else items


def zone() -> ZoneInfo:
    """Return the viewer's time zone, UTC when nobody is signed in."""
    me = current_viewer()
    return ZoneInfo(me.zone if me else "UTC")


def local(instant: dt.datetime) -> str:
    """Return an instant in the viewer's zone, such as `24 Nov 2026, 14:03`."""
    return f"{instant.astimezone(zone()):%-d %b %Y, %H:%M}"


def day(value: dt.date) -> str:
    """Return a day such as `24 Nov 2026`; an instant is first put into the viewer's zone."""
    shown = value.astimezone(zone()) if isinstance(value, dt.datetime) else value
    return f"{shown:%-d %b %Y}"


def percent(fraction: Decimal) -> str:
    """Return a fraction as a whole percentage, such as `73 %`, halves rounded up."""
    return f"{(fraction * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)} %"


def mark(value: Decimal) -> str:
    """Return a mark with at most two decimals and no idle zeros, such as `12` or `12.5`."""
    return f"{value.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP):f}".rstrip("0").rstrip(".")
