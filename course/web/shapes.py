"""Pages and parts of them made once, with gaps for what is the reader's own.

A lesson looks the same for everybody in the same roles, but for a name, a token and the state of
its checks. So it is rendered once with marks in these places, kept, and filled in for each reader:
what a page costs does not grow with its template. Nothing of a person is ever in what is kept.
"""

import contextlib
import re
import secrets
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from flask import current_app, g, request, session
from markupsafe import Markup, escape

from course.permissions import Viewer
from course.web.cache import kept
from course.web.templating import csrf_token, frame

# Random for each process: no content, name or answer can hold it.
_MARK = secrets.token_hex(12)
_GAP = re.compile(rf"{_MARK}-([^!]*)!")


_INDENT = re.compile(r"\n\s+")
_KEEPS_SPACE = re.compile("<(pre|textarea)")


def slim(html: str) -> str:
    """Return HTML without the indentation of its templates, a tenth of it; code keeps its own."""
    return html if _KEEPS_SPACE.search(html) else _INDENT.sub("\n", html)


def gap(name: str) -> str:
    """Return the mark of a gap; it passes escaping unchanged when its name does."""
    return f"{_MARK}-{name}!"


@dataclass(frozen=True)
class Shape:
    """HTML with gaps: what stands between them at even places, their names at odd ones."""

    parts: tuple[str, ...]

    @classmethod
    def of(cls, html: str) -> "Shape":
        """Return the shape of HTML in which gaps are marked."""
        return cls(tuple(_GAP.split(html)))

    def filled(self, value: Callable[[str], str]) -> Markup:
        """Return the HTML with `value` of each gap's name, which must be safe HTML itself."""
        parts = list(self.parts)
        parts[1::2] = map(value, parts[1::2])
        return Markup("".join(parts))  # noqa: S704 - escaped when made; joined as Markup costs 5x


def page(template: str, key: tuple[Hashable, ...], gaps: Mapping[str, str], **given: Any) -> str:
    """Return a page for the viewer, of a shape that is made once for each key.

    `key` must decide all of `given`; `gaps` is safe HTML for the gaps that stand in `given`, by
    name. The frame's own gaps are filled here: the viewer's name, time zone and tokens.
    """
    around = frame()
    me, nav = around["me"], around["nav"]
    make = partial(_made, template, {**around, **given, "me": _nobody(me)})
    whole = ("page", template, request.script_root, me.roles, me.theme, nav, *key)
    # A message is for one person and once: with one, the page is made for them alone.
    shape = make() if "_flashes" in session else kept(whole, make)
    return shape.filled({**_own(me), **gaps}.__getitem__)


def _own(me: Viewer) -> dict[str, str]:
    own = {"me": me.public_id, "name": me.name.split(" ")[0], "zone": me.zone, "csrf": csrf_token()}
    return {name: escape(text) for name, text in own.items()}


def _nobody(me: Viewer) -> Viewer:
    return replace(me, id=0, public_id=gap("me"), name=gap("name"), zone=gap("zone"), token="")


def _made(template: str, context: dict[str, Any]) -> Shape:
    # Not by render_template: it would hand the viewer to what is kept for everybody.
    with _token_as_gap():
        return Shape.of(slim(current_app.jinja_env.get_template(template).render(context)))


@contextlib.contextmanager
def _token_as_gap() -> Iterator[None]:
    token, g.form_token = csrf_token(), gap("csrf")
    try:
        yield
    finally:
        g.form_token = token
