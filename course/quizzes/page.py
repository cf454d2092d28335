"""What the pages of an attempt show, made from the allow-list of `items`."""

import datetime as dt
import functools
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup
from sqlalchemy.orm import Session

from course import items, markdown
from course.db import new_public_id
from course.items import Item
from course.quizzes import rules
from course.quizzes.service import read
from course.quizzes.service.answers import Response, Slot
from course.quizzes.service.read import Answer, Head, Step
from course.quizzes.tokens import token


@dataclass(frozen=True)
class ShownOption:
    """An option as it may be shown before release: a token that says nothing, and its text."""

    token: str
    text: Markup


@dataclass(frozen=True)
class Taking:
    """A question as it may be shown before release."""

    stem: Markup
    multiple: bool
    options: tuple[ShownOption, ...]
    chosen: frozenset[str]


# Texts of questions are content, the same for everybody: each is made into HTML once.
_inline = functools.lru_cache(4000)(markdown.to_inline)
_blocks = functools.lru_cache(4000)(markdown.to_html)


def taking(
    attempt_key: str, slot: int, item: Item, order: dict[str, list[str]], response: Response
) -> Taking:
    """Return a question for taking, its options under the tokens of this attempt."""
    view = items.for_taking(item, order)
    chosen = {option for options in response.values() for option in options}
    tokens = {option.id: token(attempt_key, slot, option.id) for option in view.options}
    options = tuple(ShownOption(tokens[option.id], _inline(option.text)) for option in view.options)
    marked = frozenset(tokens[option] for option in chosen)
    return Taking(_stem(view.stem), view.multiple, options, marked)


def _stem(source: str) -> Markup:
    # A legend may hold phrases only: a stem of one paragraph needs no paragraph around it.
    inline = "\n\n" not in source.strip()
    return _inline(source) if inline else _blocks(source)


@dataclass(frozen=True)
class QuestionPage:
    """One question of an open attempt, with what is around it."""

    number: int
    count: int
    view: Taking
    answer: Answer
    #: The sequence number that the next save carries, and an operation id for a plain post.
    next_seq: int
    op_id: str
    steps: list[Step]
    remaining_ms: int | None
    deadline: dt.datetime | None


def question_page(session: Session, head: Head, slot: Slot, now: dt.datetime) -> QuestionPage:
    """Return the page of one question."""
    answer = read.answer(session, slot.attempt_id, slot.number)
    item = slot.question.item
    return QuestionPage(
        number=slot.number,
        count=slot.count,
        view=taking(slot.public_id, slot.number, item, slot.order, answer.response),
        answer=answer,
        next_seq=answer.seq + 1,
        op_id=new_public_id(),
        steps=read.steps(session, slot.attempt_id),
        remaining_ms=rules.remaining_ms(head.clocked, now),
        deadline=head.deadline,
    )


@dataclass(frozen=True)
class StalePage:
    """Two versions of one answer: this page's, and the one that is stored."""

    mine: list[str]
    saved: list[str]
    saved_at: dt.datetime
    tokens: list[str]
    certainty: int | None
    next_seq: int
    op_id: str


def option_texts(item: Item, response: Response) -> list[str]:
    """Return the texts of the chosen options; both sides of a stale save show them."""
    chosen = {option for options in response.values() for option in options}
    view = items.for_taking(item, items.shown_order(item, "canonical"))
    return [option.text for option in view.options if option.id in chosen]


@dataclass(frozen=True)
class ReviewedOption:
    """An option after release."""

    text: Markup
    chosen: bool
    right: bool
    why: Markup
    verdict: str


@dataclass(frozen=True)
class Reviewed:
    """A question after release: each option with its reason."""

    stem: Markup
    multiple: bool
    options: tuple[ReviewedOption, ...]
    explanation: Markup
    fraction: Decimal


def reviewed(item: Item, order: dict[str, list[str]], response: Response) -> Reviewed:
    """Return a question for review, in the order in which it was shown."""
    view = items.for_review(item, response, order)
    options = tuple(
        ReviewedOption(
            _inline(one.text),
            one.chosen,
            one.right,
            _blocks(one.why),
            one.verdict,
        )
        for one in view.options
    )
    return Reviewed(
        _stem(view.stem), view.multiple, options, _blocks(view.explanation), view.fraction
    )
