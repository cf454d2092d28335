"""What all editing pages share: what was sent, who acts, and the loaders."""

import difflib
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import clock, db
from course.config import Settings
from course.errors import Invalid
from course.people.service.acts import Acting
from course.permissions import Role, Viewer, the_viewer
from course.questions.models import Bank
from course.studio.models import Draft, DraftKind
from course.studio.service import current, drafts
from course.studio.service.current import NumberedQuiz, OpenLesson, OpenQuestion
from course.studio.service.drafts import Place
from course.studio.sheets import Fault, typed
from course.yamlfile import Problem

bp = Blueprint("studio", __name__, url_prefix="/studio")

_DOES = ("preview", "draft", "publish", "discard", "upload")


def acting() -> Acting:
    """Return who acts in this request, and when."""
    settings: Settings = current_app.extensions["practicum.settings"]
    return Acting(the_viewer().id, clock.now(), settings.secret_key)


def may_write() -> bool:
    """Return whether the viewer may change what they see here."""
    return the_viewer().has(Role.INSTRUCTOR)


def question_of(session: Session, viewer: Viewer | None, slug: str) -> OpenQuestion | None:
    """Load a question for the studio."""
    del viewer  # The policy lets in who may read all of it.
    return current.question(session, slug)


def bank_of(session: Session, viewer: Viewer | None, slug: str) -> Bank | None:
    """Load a bank for the studio."""
    del viewer
    return current.bank(session, slug)


def lesson_of(session: Session, viewer: Viewer | None, slug: str) -> OpenLesson | None:
    """Load a lesson for the studio."""
    del viewer
    return current.lesson(session, slug)


def quiz_of(session: Session, viewer: Viewer | None, slug: str) -> NumberedQuiz | None:
    """Load a quiz for the studio."""
    del viewer
    return current.quiz(session, slug)


def by_sheet() -> bool:
    """Return whether the viewer asked for the sheet instead of the boxes."""
    return request.args.get("as") == "sheet"


def ways(endpoint: str, **values: Any) -> tuple[str, str]:
    """Return the addresses of an editing page: with boxes, and as a sheet."""
    return url_for(endpoint, **values), url_for(endpoint, **{**values, "as": "sheet"})


@dataclass(frozen=True)
class Sent:
    """An editing form as it came in."""

    do: str
    text: str
    #: The number of the version it began from.
    base: int


def sent() -> Sent:
    """Return what an editing form sent. Raises Invalid naming the field that does not fit."""
    do = request.form.get("do", "")
    if do not in _DOES:
        raise Invalid(f"do: must be one of {', '.join(_DOES)}.")
    base = request.form.get("base", "")
    if not base.isdecimal() or len(base) > 9:  # noqa: PLR2004 - no thing has a billion versions
        raise Invalid("base: must be the number of the version that the text began from.")
    return Sent(do, typed(request.form.get("text", "")), int(base))


def place(kind: DraftKind, key: str) -> Place:
    """Return where the viewer's draft of a thing lies."""
    return Place(the_viewer().id, kind, key)


def draft_of(kind: DraftKind, key: str) -> Draft | None:
    """Return the viewer's draft of a thing, None when there is none."""
    return drafts.find(db.session(), place(kind, key))


def keep_draft(
    kind: DraftKind, key: str, what: Sent, back: str, bank: str = ""
) -> ResponseReturnValue:
    """Keep what was sent as the viewer's draft, and go back to the page."""
    with db.writing() as session:
        where = place(kind, key)
        drafts.keep(session, where, what.text, what.base, bank=bank, now=clock.now())
    return tell("Your draft is kept. Nobody else sees it, and nothing was published.", back)


def discard_draft(kind: DraftKind, key: str, back: str) -> ResponseReturnValue:
    """Throw the viewer's draft away, and go back to the page."""
    with db.writing() as session:
        drafts.drop(session, place(kind, key))
    return tell("Your draft was thrown away.", back)


def tell(done: str, url: str) -> ResponseReturnValue:
    """Say what was done, and go on by GET."""
    flash(done)
    return redirect(url, code=303)


def is_fragment() -> bool:
    """Return whether a script asks for a part of the page."""
    return "X-Fragment" in request.headers


def faults_of(problems: list[Problem]) -> tuple[Fault, ...]:
    """Return what does not fit together: a problem of the sheet with its line, others in words."""
    return tuple(
        Fault(problem.line if not problem.path else 0, _with_path(problem)) for problem in problems
    )


def _with_path(problem: Problem) -> str:
    return f"{problem.path}: {problem.message}" if problem.path else problem.message


def differences(theirs: str, mine: str) -> str:
    """Return what differs between the published text and the sent one, as a unified diff."""
    lines = difflib.unified_diff(
        theirs.splitlines(), mine.splitlines(), "published", "yours", lineterm="", n=2
    )
    return "\n".join(lines)
