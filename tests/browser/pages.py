"""Which pages there are: every GET of the matrix that shows one, for each role that gets it.

The matrix fails when a route is missing from it, so no new page can be forgotten here.
"""

import re
from dataclasses import dataclass

from tests.matrix import expected

#: Never pages: files, figures, and what a program asks. Downloads are told by their answers.
NO_PAGES = {"static", "study.asset", "studio.picture", "home.healthz"}
#: Statuses under which a page of its own is shown; others are errors or lead elsewhere.
SHOWN = {200, 410}


@dataclass(frozen=True)
class Target:
    """A page as one role opens it; `empty` sends its form empty, so that mistakes are shown."""

    endpoint: str
    role: str
    thing: str
    empty: bool = False

    def __str__(self):
        return f"{self.role}: {self.endpoint} ({self.thing}){', sent empty' if self.empty else ''}"


def _cells(method, statuses):
    return [
        cell
        for cell in expected.cells()
        if cell.method == method and cell.status in statuses and cell.endpoint not in NO_PAGES
    ]


def targets() -> list[Target]:
    """Return every page of every role, then every form that is refused when sent empty."""
    shown = [Target(c.endpoint, c.role, c.thing) for c in _cells("GET", SHOWN)]
    there = set(shown)
    sent = (Target(c.endpoint, c.role, c.thing, empty=True) for c in _cells("POST", {422}))
    return shown + [one for one in sent if Target(one.endpoint, one.role, one.thing) in there]


def endpoints() -> list[str]:
    return sorted({one.endpoint for one in targets()})


#: Pages that no route shows by itself: address and role.
ERRORS = [("/nowhere", "anonymous"), ("/nowhere", "trainee"), ("/people", "trainee")]

_VARIES = (
    re.compile(r'(name="csrf_token"|data-csrf|name="op_id")[^>]*?value="[^"]*"'),
    re.compile(r'data-csrf="[^"]*"'),
    re.compile(r"[0-9a-f]{32}"),
    re.compile(r' aria-current="page"'),
)


def parts(html: str, names: list[str]) -> set[str]:
    """Return a page's head with header, and its main part, without what differs by person.

    A role whose parts have all been looked at on other pages needs no look of its own.
    """
    for name in names:
        html = html.replace(name, "somebody")
    for pattern in _VARIES:
        html = pattern.sub("", html)
    before, mark, after = html.partition("<main")
    title = re.compile(r"<title>.*?</title>", re.DOTALL)
    return {title.sub("", before), mark + after}
