"""Knowledge checks as HTML: made once for each shape, then filled in for the person who reads.

An answered check looks the same for everybody who chose the same in that order, and an open one
differs only in its tokens, its try and the form's token. So its shape is kept, with gaps where
those stand; nothing of a person is ever in it. What somebody wrote in words
is rendered each time.
"""

import datetime as dt
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
from course.web.shapes import Shape, gap, slim


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
    #: The token of the page's forms, as HTML.
    csrf: Markup


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
    token, own = tokens(key, 1), {"try": str(number), "csrf": reader.csrf}

    def value(name: str) -> str:
        interaction, blank, option = name.partition(" ")
        return token(interaction, option) if blank else own[name]

    return _shape(page, reader, question, order).filled(value)


def _shape(
    page: LessonPage, reader: Reader, question: Pinned, order: dict[str, list[str]]
) -> Shape:
    may = reader.me.has(Role.TRAINEE)
    shown = tuple(one for options in order.values() for one in options)
    key = ("check-open", reader.edition, page.slug, question.version_id, shown, may)

    def make() -> Shape:
        view = taking(question.item, order, _option, ())
        check = CheckView(question.slug, gap("try"), gap("csrf"), view, None, may)
        return Shape.of(_render(page, check))

    return kept(key, make)


def _option(interaction: str, option: str) -> str:
    return gap(f"{interaction} {option}")


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
    check = CheckView(question.slug, str(unread.number), reader.csrf, view, None, may_answer=True)
    return _render(page, check)


def _render(page: LessonPage, check: CheckView) -> Markup:
    # Not by render_template: it would hand the viewer to what is kept for everybody.
    template = current_app.jinja_env.get_template("study/_check.html")
    return Markup(slim(template.render(page=page, check=check)))  # noqa: S704 - the template escapes
