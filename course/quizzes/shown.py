"""A question as its page shows it: to answer, made from the allow-list, and after release."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from markupsafe import Markup

from course import items, markdown
from course.items import Item
from course.items.model import Text
from course.quizzes.tokens import CHOSEN, WRITTEN, Misread, Response, Tokens, to_wire

Order = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class ShownOption:
    """An option as it may be shown before release: a token that says nothing, and its text."""

    token: str
    text: Markup
    chosen: bool


@dataclass(frozen=True)
class ShownField:
    """A control of the form. A template shows each sort of `control` in its way."""

    control: str
    name: str
    label: Markup
    options: tuple[ShownOption, ...]
    #: What is written.
    value: str
    length: int
    numeric: bool
    unit: str
    #: What is wrong with it, in words.
    error: str


@dataclass(frozen=True)
class Taking:
    """A question as it may be shown before release."""

    #: Empty where controls stand in the text.
    stem: Markup
    #: The text with the controls that stand in it, in their order.
    parts: tuple[Markup | ShownField, ...]
    #: The controls below the stem.
    fields: tuple[ShownField, ...]
    multiple: bool
    error: str


# Texts of questions are content, the same for everybody: each is made into HTML once.
_inline = functools.lru_cache(4000)(markdown.to_inline)
_blocks = functools.lru_cache(4000)(markdown.to_html)
_around = functools.lru_cache(1000)(markdown.around)

Part = TypeVar("Part", items.Taking, items.Reviewed)


def _stem(source: str) -> Markup:
    # A legend may hold phrases only: a stem of one paragraph needs no paragraph around it.
    source = source.strip()
    inline = "\n\n" not in source
    return _inline(source) if inline else _blocks(source)


def _flow(body: Sequence[Text | Part]) -> tuple[tuple[str, ...], list[Part]]:
    """Return the text, cut at what stands in it, and that."""
    texts, inside = [""], []
    for block in body:
        if isinstance(block, Text):
            texts[-1] += block.src
        elif block.inline:
            texts.append("")
            inside.append(block)
        else:
            texts[-1] += "\n\n"
    return tuple(texts), inside


def taking(
    item: Item, order: Order, token: Tokens, sent: Sequence[str], wrong: Misread | None = None
) -> Taking:
    """Return a question for taking, with the answer as a page sends it filled in."""
    view = items.for_taking(item, order)
    texts, inside = _flow(view.body)
    below = [one for one in view.interactions if not one.inline]
    page = _Filled(token, frozenset(sent), wrong)
    fields = tuple(page.field(one, field) for one in below for field in one.fields)
    message = str(wrong) if wrong else ""
    if not inside:
        return Taking(_stem(texts[0]), (), fields, view.multiple, message)
    gaps = (page.gap(one, number) for number, one in enumerate(inside, 1))
    parts = _woven(_around(texts), [*gaps])
    return Taking(Markup(), parts, fields, view.multiple, message)


Woven = TypeVar("Woven")


def _woven(texts: Sequence[Markup], between: Sequence[Woven]) -> tuple[Markup | Woven, ...]:
    rest = (part for pair in zip(between, texts[1:], strict=True) for part in pair)
    return (texts[0], *rest)


@dataclass(frozen=True)
class _Filled:
    """An answer to fill in."""

    token: Tokens
    sent: frozenset[str]
    wrong: Misread | None

    def gap(self, one: items.Taking, number: int) -> ShownField:
        """Return the one control of a gap."""
        return self.field(one, one.fields[0], f"Gap {number}")

    def field(self, one: items.Taking, field: items.Field, label: str = "") -> ShownField:
        """Return a control with what is chosen or written in it."""
        box = self.token(one.id, "")
        written = field.control == "text"
        error = str(self.wrong) if self.wrong and self.wrong.interaction == one.id else ""
        return ShownField(
            control=field.control,
            name=f"{WRITTEN}{box}" if written else CHOSEN,
            label=_inline(field.label or label),
            options=tuple(self._option(one, option) for option in field.options),
            value=self._written(box) if written else "",
            length=field.length,
            numeric=field.numeric,
            unit=field.unit,
            error=error,
        )

    def _option(self, one: items.Taking, option: items.ShownOption) -> ShownOption:
        token = self.token(one.id, option.id)
        return ShownOption(token, _inline(option.text), token in self.sent)

    def _written(self, box: str) -> str:
        words = (text.partition("=") for text in self.sent)
        return next((text for token, equals, text in words if equals and token == box), "")


def answer_lines(item: Item, order: Order, response: Response) -> list[str]:
    """Return an answer in plain words, a line for each choice; both sides of a stale save do."""
    sent = to_wire(_plain, item, response)
    view = taking(item, order, _plain, sent)
    fields = [*view.fields, *(part for part in view.parts if isinstance(part, ShownField))]
    return [line for field in fields for line in _lines(field)]


def _plain(interaction: str, option: str) -> str:
    return f"{interaction} {option}"


def _lines(field: ShownField) -> list[str]:
    texts = [option.text.striptags() for option in field.options if option.chosen]
    texts += [f"{field.value} {field.unit}".strip()] if field.value else []
    label = field.label.striptags()
    return [f"{label}: {text}" if label else text for text in texts]


@dataclass(frozen=True)
class ReviewedOption:
    """An option, pair, step or known answer after release."""

    text: Markup
    chosen: bool
    right: bool
    why: Markup
    verdict: str
    label: Markup
    key: Markup


@dataclass(frozen=True)
class ReviewedPart:
    """An interaction after release: what stands in its gap if it is one, and its reasons."""

    title: str
    given: Markup
    is_right: bool
    note: Markup
    options: tuple[ReviewedOption, ...]


@dataclass(frozen=True)
class Reviewed:
    """A question after release: each option with its reason."""

    #: Empty where there are gaps.
    stem: Markup
    #: The text with its gaps, in their order.
    parts: tuple[Markup | ReviewedPart, ...]
    groups: tuple[ReviewedPart, ...]
    explanation: Markup
    fraction: Decimal
    answered: bool


def reviewed(item: Item, order: Order, response: Response) -> Reviewed:
    """Return a question for review, in the order in which it was shown."""
    view = items.for_review(item, response, order)
    texts, inside = _flow(view.body)
    gaps = [_part(one, f"Gap {number}") for number, one in enumerate(inside, 1)]
    below = [_part(one, "") for one in view.interactions if not one.inline]
    return Reviewed(
        Markup() if gaps else _stem(texts[0]),
        _woven(_around(texts), gaps) if gaps else (),
        (*gaps, *below),
        _blocks(view.explanation),
        view.fraction,
        answered=any(response.values()),
    )


def _part(one: items.Reviewed, title: str) -> ReviewedPart:
    # What a trainee wrote is made each time, and kept nowhere.
    given, note = markdown.to_inline(one.given), markdown.to_inline(one.note)
    right = any(option.chosen and option.right for option in one.options)
    return ReviewedPart(title, given, right, note, tuple(map(_reviewed_option, one.options)))


def _reviewed_option(one: items.ReviewedOption) -> ReviewedOption:
    return ReviewedOption(
        text=_inline(one.text),
        chosen=one.chosen,
        right=one.right,
        why=_blocks(one.why),
        verdict=one.verdict,
        label=_inline(one.label),
        key=_inline(one.key),
    )
