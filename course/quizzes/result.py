"""What the review of a finished attempt shows: each kind of information when it is released."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from markupsafe import Markup

from course import items, markdown
from course.items import Item
from course.quizzes import rules
from course.quizzes.rules import Earned, Finished, Told, When
from course.quizzes.service.answers import Response
from course.quizzes.service.read import Graded, Head
from course.quizzes.shown import Order, Reviewed, answer_lines, reviewed


@dataclass(frozen=True)
class Withheld:
    """A question whose key is not told: what its page showed, the answer given, and no more."""

    stem: Markup
    #: What there was to choose from, as it was shown.
    options: tuple[Markup, ...]
    #: The answer in plain words, a line for each choice.
    given: tuple[str, ...]
    #: None while it is not told whether the answer is right.
    fraction: Decimal | None


def withheld(item: Item, order: Order, response: Response, told: frozenset[Told]) -> Withheld:
    """Return a question for a review without its key, built on the allow-list of its own page."""
    view = items.for_taking(item, order)
    fraction = items.score(item, response).fraction if Told.CORRECTNESS in told else None
    options = tuple(markdown.to_inline(one.text) for one in view.options)
    given = tuple(answer_lines(item, order, response))
    return Withheld(markdown.to_html(view.stem), options, given, fraction)


def without_reasons(view: Reviewed) -> Reviewed:
    """Return a reviewed question with its key and without a word of why."""
    none = Markup()
    groups = tuple(
        replace(group, note=none, options=tuple(replace(one, why=none) for one in group.options))
        for group in view.groups
    )
    return replace(view, groups=groups, explanation=none)


@dataclass(frozen=True)
class ReviewedSlot:
    """A slot of the review page: `view` when the key is told, else `part`."""

    number: int
    view: Reviewed | None
    part: Withheld | None
    objective: str
    references: tuple[str, ...]
    certainty: int | None
    points: Decimal
    #: None while marks or correctness are not told: together they are one's mark of a question.
    mark: Decimal | None
    #: Set where a person or a correction, and not the scorer, gave the grade.
    note: str

    @property
    def is_full(self) -> bool:
        """True when the slot earned all its points."""
        return self.mark == self.points


@dataclass(frozen=True)
class Sum:
    """Earned and possible marks, and whether the quiz's practice mark was reached."""

    earned: Decimal
    possible: Decimal
    reached: bool


@dataclass(frozen=True)
class ReviewPage:
    """The result of an attempt, as far as it is told now."""

    told: frozenset[Told]
    slots: list[ReviewedSlot]
    sum: Sum | None
    #: When more will be told, if it is known.
    more_at: dt.datetime | None

    @property
    def to_look_at(self) -> list[ReviewedSlot]:
        """The questions that did not earn all their points, once that is told."""
        return [slot for slot in self.slots if slot.mark is not None and not slot.is_full]

    @property
    def tells_right(self) -> bool:
        """True when each question says whether it earned its points."""
        return bool(self.slots) and {Told.CORRECTNESS, Told.MARKS} <= self.told

    @property
    def is_whole(self) -> bool:
        """True when nothing is held back."""
        return len(self.told) == len(Told)


def told_now(head: Head, closes_at: dt.datetime | None, now: dt.datetime) -> frozenset[Told]:
    """Return every kind of information that is released about an attempt now."""
    finished = Finished(head.state, head.submitted_at, closes_at)
    windows = head.file.review.windows
    return frozenset(what for what in Told if rules.released(what, finished, windows, now))


def review_page(
    head: Head, graded: list[Graded], closes_at: dt.datetime | None, now: dt.datetime
) -> ReviewPage:
    """Return the review of an attempt; `closes_at` is when the last one closes who matters."""
    told = told_now(head, closes_at, now)
    slots = [_slot(one, told) for one in graded] if Told.ATTEMPT in told else []
    told_sum = _sum(head, graded) if Told.MARKS in told else None
    return ReviewPage(told, slots, told_sum, more_at(head, told, closes_at))


def more_at(head: Head, told: frozenset[Told], closes_at: dt.datetime | None) -> dt.datetime | None:
    """Return when more than that will be told, None when it is not known or never."""
    windows = head.file.review.windows
    later = any(When.CLOSED in windows[what] for what in Told if what not in told)
    return closes_at if later else None


def _slot(one: Graded, told: frozenset[Told]) -> ReviewedSlot:
    keyed = Told.ANSWER in told
    return ReviewedSlot(
        one.number,
        _keyed(one, told) if keyed else None,
        None if keyed else withheld(one.question.item, one.order, one.response, told),
        one.question.objective,
        one.question.references if Told.REASONS in told else (),
        one.certainty,
        one.points,
        one.mark if {Told.MARKS, Told.CORRECTNESS} <= told else None,
        one.note if Told.MARKS in told else "",
    )


def _keyed(one: Graded, told: frozenset[Told]) -> Reviewed:
    view = reviewed(one.question.item, one.order, one.response)
    return view if Told.REASONS in told else without_reasons(view)


def _sum(head: Head, graded: list[Graded]) -> Sum:
    fraction = rules.total([Earned(one.points, one.fraction) for one in graded])
    earned = sum((one.mark for one in graded), Decimal(0))
    possible = sum((one.points for one in graded), Decimal(0))
    return Sum(earned, possible, fraction >= head.file.practice_mark)
