"""What was chosen in one question of a quiz, option by option and version by version."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from sqlalchemy import BigInteger, func, select, type_coerce
from sqlalchemy.orm import Session

from course import items, markdown
from course.items import Item
from course.psychometrics import rules as statistics
from course.questions.models import Question, QuestionVersion
from course.quizzes.models import AnswerCurrent, AttemptSlot, GradeCurrent
from course.studio.service.results import ANSWER, SLOT, totals_of

#: More different answers than this are those of a box to write in; the rarest are not looked at.
_MOST_ANSWERS = 20_000


@dataclass(frozen=True)
class ChosenOption:
    """An option, a pair, a place or a known answer: how often it was chosen, and by whom."""

    label: Markup
    text: Markup
    right: bool
    count: int
    #: The correlation of choosing it with the total of the other questions; None when unknown.
    by_the_stronger: float | None


@dataclass(frozen=True)
class VersionResult:
    """One version of a question as it was answered."""

    number: int
    n: int
    blank: int
    options: list[ChosenOption]


Answers = Counter[tuple[str, int]]


def versions(
    session: Session, quiz_id: int, slug: str, *, first: bool = True
) -> list[VersionResult]:
    """Return how each version of a question was answered, the newest first."""
    items_by_number: dict[int, Item] = {}
    answers: dict[int, Answers] = {}
    for row in _rows(session, quiz_id, slug, first=first):
        if row.number not in answers:
            items_by_number[row.number] = items.parse(row.item)
        counter = answers.setdefault(row.number, Counter())
        counter[row.response or "{}", int(row.rest)] += row.times
    return [
        _version(number, items_by_number[number], answers[number])
        for number in sorted(answers, reverse=True)
    ]


def _rows(session: Session, quiz_id: int, slug: str, *, first: bool) -> Iterable[Any]:
    totals = totals_of(quiz_id, first=first)
    rest = totals.c.earned - type_coerce(GradeCurrent.mark, BigInteger)
    what = (QuestionVersion.number, QuestionVersion.item, AnswerCurrent.response)
    times = func.count()
    return session.execute(
        select(*what, rest.label("rest"), times.label("times"))
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(AttemptSlot, AttemptSlot.question_version_id == QuestionVersion.id)
        .join(totals, totals.c.attempt_id == AttemptSlot.attempt_id)
        .join(GradeCurrent, SLOT)
        .outerjoin(AnswerCurrent, ANSWER)
        .where(Question.slug == slug)
        .group_by(*what, rest)
        .order_by(times.desc())
        .limit(_MOST_ANSWERS)
    )


_Key = tuple[str, str, str, bool]


def _version(number: int, item: Item, answers: Answers) -> VersionResult:
    by_response: dict[str, Counter[int]] = {}
    for (response, rest), times in answers.items():
        by_response.setdefault(response, Counter())[rest] += times
    marked = {text: _marked(item, json.loads(text)) for text in by_response}
    keys = dict.fromkeys((*_all(item), *(key for found in marked.values() for key in found)))
    blank = sum(
        rests.total() for text, rests in by_response.items() if not any(json.loads(text).values())
    )
    options = [_option(key, by_response, marked) for key in keys]
    return VersionResult(number, answers.total(), blank, options)


def _all(item: Item) -> list[_Key]:
    """Return everything that a reviewed question lists, chosen or not."""
    view = items.for_review(item, items.model_answer(item), items.shown_order(item, "results"))
    return [
        (one.id, option.label, option.text, option.right)
        for one in view.interactions
        for option in one.options
    ]


def _marked(item: Item, response: dict[str, list[str]]) -> set[_Key]:
    """Return what a response chose. Words that nobody foresaw are never shown: a set of nothing."""
    view = items.for_review(item, response, items.shown_order(item, "results"))
    return {
        (one.id, option.label, option.text, option.right)
        for one in view.interactions
        for option in one.options
        if option.chosen
    }


def _option(
    key: _Key, by_response: dict[str, Counter[int]], marked: dict[str, set[_Key]]
) -> ChosenOption:
    tally: Counter[tuple[int, int]] = Counter()
    for text, rests in by_response.items():
        for rest, times in rests.items():
            tally[int(key in marked[text]), rest] += times
    count = sum(times for (chosen, _), times in tally.items() if chosen)
    told = statistics.discrimination(tally) if tally.total() >= statistics.ENOUGH else None
    label, text = markdown.to_inline(key[1]), markdown.to_inline(key[2])
    return ChosenOption(label, text, key[3], count, told)
