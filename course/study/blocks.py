"""Knowledge checks as HTML: made once for each shape, then filled in for the person who reads.

An answered check looks the same for everybody who gave that answer in that order, and an open
one differs only in its option ids, its try and the form's token. So the shape is rendered once,
with marks where those stand, and kept; nothing of a person is ever in it.
"""

import datetime as dt
import secrets
from dataclasses import dataclass, replace

from flask import current_app
from markupsafe import Markup

from course import items
from course.digest import canonical
from course.permissions import Role, Viewer
from course.questions.service import Pinned
from course.quizzes.page import Reviewed, ShownOption, Taking, reviewed, taking
from course.quizzes.service.checks import CheckState, check_key
from course.quizzes.states import AttemptState
from course.study.page import LessonPage
from course.web.cache import kept
from course.web.templating import csrf_token

#: Random for each process: no content can hold it.
_MARK = secrets.token_hex(12)
_TOKEN, _TRY, _CSRF = f"{_MARK}-option-", f"{_MARK}-try", f"{_MARK}-csrf"


@dataclass(frozen=True)
class CheckView:
    """A knowledge check: to answer, or answered with its reasons."""

    slug: str
    #: The number of the try that the form would make; a mark in a kept shape.
    number: str
    csrf: str
    taking: Taking | None
    reviewed: Reviewed | None
    may_answer: bool

    @property
    def is_right(self) -> bool:
        """True when the shown try earned everything."""
        return self.reviewed is not None and self.reviewed.fraction == 1


@dataclass(frozen=True)
class Reader:
    """Who reads, and of which content."""

    me: Viewer
    secret: str
    edition: str
    today: dt.date


def check_html(
    page: LessonPage, reader: Reader, question: Pinned, state: CheckState | None, *, again: bool
) -> Markup:
    """Return the check as this person sees it.

    A check whose question changed since it was answered is shown to answer anew; the old answer
    stays in the record.
    """
    done = state is not None and state.state == AttemptState.GRADED
    if state is not None and done and state.version_id == question.version_id and not again:
        return _answered(page, reader, question, state)
    number = 1 if state is None else state.number + (1 if done else 0)
    return _open(page, reader, question, number)


def _answered(page: LessonPage, reader: Reader, question: Pinned, state: CheckState) -> Markup:
    may = reader.me.has(Role.TRAINEE)
    shape = canonical([state.order, state.response])
    key = ("check-done", reader.edition, page.slug, question.version_id, shape, may)

    def make() -> Markup:
        shown = reviewed(question.item, state.order, state.response)
        return _render(page, CheckView(question.slug, "", "", None, shown, may))

    return kept(key, make)


def _open(page: LessonPage, reader: Reader, question: Pinned, number: int) -> Markup:
    attempt = check_key(reader.secret, reader.me.public_id, question.version_id, number)
    order = items.shown_order(question.item, f"{attempt}:1")
    shape = _shape(page, reader, question, order)
    secret = reader.secret.encode()
    for option in (one for options in order.values() for one in options):
        mine = items.option_token(secret, attempt, 1, option)
        shape = shape.replace(f"{_TOKEN}{option}!", mine)
    # The rest of the shape is escaped, and tokens are hexadecimal digits or signed by us.
    filled = shape.replace(_TRY, str(number)).replace(_CSRF, str(Markup.escape(csrf_token())))
    return Markup(filled)  # noqa: S704


def _shape(page: LessonPage, reader: Reader, question: Pinned, order: dict[str, list[str]]) -> str:
    may = reader.me.has(Role.TRAINEE)
    shown = tuple(one for options in order.values() for one in options)
    key = ("check-open", reader.edition, page.slug, question.version_id, shown, may)

    def make() -> str:
        view = _marked(taking("", 1, question.item, order, {}), order)
        return str(_render(page, CheckView(question.slug, _TRY, _CSRF, view, None, may)))

    return kept(key, make)


def _marked(view: Taking, order: dict[str, list[str]]) -> Taking:
    ids = [one for options in order.values() for one in options]
    shown = zip(ids, view.options, strict=True)
    options = tuple(ShownOption(f"{_TOKEN}{name}!", option.text) for name, option in shown)
    return replace(view, options=options)


def _render(page: LessonPage, check: CheckView) -> Markup:
    # Not by render_template: it would hand the viewer to what is kept for everybody.
    template = current_app.jinja_env.get_template("study/_check.html")
    return Markup(template.render(page=page, check=check))  # noqa: S704 - the template escapes
