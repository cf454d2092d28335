"""Knowledge checks as HTML: made once for each shape, then filled in for the person who reads.

An answered check looks the same for everybody who chose the same in that order, and an open one
differs only in its tokens, its try and the form's token. So the shape is rendered once, with
marks where those stand, and kept; nothing of a person is ever in it. What somebody wrote in words
is rendered each time.
"""

import datetime as dt
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app
from markupsafe import Markup

from course import items
from course.digest import canonical
from course.permissions import Role, Viewer
from course.questions.service import Pinned
from course.quizzes.service.checks import CheckState, check_key
from course.quizzes.shown import Reviewed, Taking, reviewed, taking
from course.quizzes.states import AttemptState
from course.quizzes.tokens import Misread, tokens
from course.study.page import LessonPage
from course.web.cache import kept
from course.web.templating import csrf_token

_INDENT = re.compile(r"\n\s+")
#: Random for each process: no content can hold it.
_MARK = secrets.token_hex(12)
_TRY, _CSRF = f"{_MARK}-try", f"{_MARK}-csrf"
#: An interaction and one of its options, until they are a token.
_TOKEN = re.compile(rf"{_MARK}-option-([^ !]*) ([^!]*)!")


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

    def make() -> Markup:
        shown = reviewed(question.item, state.order, state.response)
        return _render(page, CheckView(question.slug, "", "", None, shown, may))

    if items.for_taking(question.item, state.order).is_written:
        return make()
    shape = canonical([state.order, state.response])
    return kept(("check-done", reader.edition, page.slug, question.version_id, shape, may), make)


def _open(page: LessonPage, reader: Reader, question: Pinned, number: int) -> Markup:
    key = check_key(reader.secret, reader.me.public_id, question.version_id, number)
    order = items.shown_order(question.item, f"{key}:1")
    token = tokens(key, 1)
    shape = _TOKEN.sub(lambda mark: token(*mark.groups()), _shape(page, reader, question, order))
    # The rest of the shape is escaped, and tokens are hexadecimal digits or signed by us.
    filled = shape.replace(_TRY, str(number)).replace(_CSRF, str(Markup.escape(csrf_token())))
    return Markup(filled)  # noqa: S704


def _shape(page: LessonPage, reader: Reader, question: Pinned, order: dict[str, list[str]]) -> str:
    may = reader.me.has(Role.TRAINEE)
    shown = tuple(one for options in order.values() for one in options)
    key = ("check-open", reader.edition, page.slug, question.version_id, shown, may)

    def make() -> str:
        view = taking(question.item, order, _mark, ())
        return str(_render(page, CheckView(question.slug, _TRY, _CSRF, view, None, may)))

    return kept(key, make)


def _mark(interaction: str, option: str) -> str:
    return f"{_MARK}-option-{interaction} {option}!"


@dataclass(frozen=True)
class Unread:
    """An answer to a check that could not be read: what was sent, and what is wrong with it."""

    number: int
    sent: Sequence[str]
    wrong: Misread


def unread_html(page: LessonPage, reader: Reader, question: Pinned, unread: Unread) -> Markup:
    """Return the check with the answer that was not read, so that nothing of it is lost."""
    key = check_key(reader.secret, reader.me.public_id, question.version_id, unread.number)
    order = items.shown_order(question.item, f"{key}:1")
    view = taking(question.item, order, tokens(key, 1), unread.sent, unread.wrong)
    check = CheckView(question.slug, str(unread.number), csrf_token(), view, None, may_answer=True)
    return _render(page, check)


def _render(page: LessonPage, check: CheckView) -> Markup:
    # Not by render_template: it would hand the viewer to what is kept for everybody.
    template = current_app.jinja_env.get_template("study/_check.html")
    html = template.render(page=page, check=check)
    # A tenth of a page with a matching check is the template's indentation. Code keeps its own.
    slim = html if "<pre" in html else _INDENT.sub("\n", html)
    return Markup(slim)  # noqa: S704 - the template escapes
