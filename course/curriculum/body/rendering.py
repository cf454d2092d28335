"""From blocks to what the page shows, in order."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from markupsafe import Markup, escape

from course.curriculum.body import gate
from course.curriculum.body.blocks import (
    Block,
    BodyError,
    Callout,
    CheckPoint,
    Figure,
    Gate,
    Guide,
    LawNote,
    Plan,
    PlanPart,
    Prompt,
    Prose,
    Room,
    Worksheet,
)
from course.curriculum.body.counting import used
from course.curriculum.body.law import is_stale
from course.curriculum.body.marks import LESSON, RESERVED, Cite

AssetUrl = Callable[[str], str]
#: Gives the page on which a worksheet is filled in, by its id.
SheetUrl = Callable[[str], str]
#: Gives the page on which a plan is printed, by its id.
PlanUrl = Callable[[str], str]

_LABELS = {"note": "Note", "care": "Go gently", "safety": "Safety", "support": "Support"}


@dataclass(frozen=True)
class Html:
    """Something to read, for everyone or only for instructors and supervisors."""

    html: Markup
    audience: Literal["all", "staff"] = "all"


@dataclass(frozen=True)
class Check:
    """A place for a knowledge check."""

    question_id: str


@dataclass(frozen=True)
class Law:
    """A legal statement; `stale` says whether it was old on the day it was rendered."""

    as_of: dt.date
    html: Markup
    stale: bool


Segment = Html | Check | Law


def render(
    blocks: Sequence[Block],
    *,
    cite: Cite,
    asset_url: AssetUrl,
    today: dt.date,
    sheet_url: SheetUrl | None = None,
    plan_url: PlanUrl | None = None,
) -> list[Segment]:
    """Return what the page shows, in order.

    `cite` gives a reference's author-date form, or None when there is no such reference;
    `asset_url` gives a figure's address; `today` decides which legal statements are stale.
    `sheet_url` gives the page on which a worksheet is filled in, and `plan_url` that on which a
    plan is printed; without them there is no link.
    Raises BodyError naming every unknown reference with its line.
    """
    unknown = [
        (line, f"there is no reference {key}")
        for key, line in used(blocks).citations
        if cite(key) is None
    ]
    if unknown:
        raise BodyError(unknown)
    page = _Page({"cite": cite, "ids": set(RESERVED)}, asset_url, today, sheet_url, plan_url)
    return [page.segment(block) for block in blocks]


@dataclass(frozen=True)
class _Page:
    env: dict[str, Any]
    asset_url: AssetUrl
    today: dt.date
    sheet_url: SheetUrl | None
    plan_url: PlanUrl | None

    def segment(self, block: Block) -> Segment:
        match block:
            case CheckPoint():
                return Check(block.question)
            case LawNote():
                stale = is_stale(block.as_of, self.today)
                return Law(block.as_of, self.law(block), stale)
            case Guide():
                return Html(_box("guide", "Discussion guide", self.html(block.text)), "staff")
        return Html(self.shown(block))

    def shown(self, block: Prose | Callout | Room | Figure | Worksheet | Gate | Plan) -> Markup:
        match block:
            case Prose():
                return self.html(block.text)
            case Callout():
                label = self.inline(block.title) or _LABELS[block.kind]
                return _box(block.kind, label, self.html(block.text))
            case Room():
                return self.room(block)
            case Figure():
                return self.figure(block)
            case Worksheet() | Gate() | Plan():
                return self.task(block)

    def task(self, block: Worksheet | Gate | Plan) -> Markup:
        match block:
            case Worksheet():
                return self.worksheet(block)
            case Gate():
                return self.gate(block.text)
            case Plan():
                return self.plan(block)

    def html(self, source: str) -> Markup:
        return LESSON.to_html(source, self.env)

    def inline(self, source: str) -> Markup:
        return LESSON.to_inline(source, self.env)

    def law(self, block: LawNote) -> Markup:
        day = f"{block.as_of:%B} {block.as_of.day}, {block.as_of.year}"
        label = Markup('Law, as of <time datetime="{}">{}</time>').format(block.as_of, day)
        return _box("law", label, self.html(block.text))

    def room(self, block: Room) -> Markup:
        title = self.inline(block.title)
        label = Markup("In the room: {}").format(title) if title else Markup("In the room")
        turn = partial(Markup("<dt>{}</dt><dd>{}</dd>\n").format)
        turns = Markup().join(turn(one.speaker, self.inline(one.words)) for one in block.turns)
        why = Markup()
        if block.note:
            why = Markup('<p class="why">{}</p>\n').format(self.inline(block.note.words))
        number = self.env["rooms"] = self.env.get("rooms", 0) + 1
        inside = Markup("<dl>\n{}</dl>\n{}").format(turns, why)
        return _box("room", label, inside, anchor=room_anchor(number))

    def figure(self, block: Figure) -> Markup:
        alt = " ".join(LESSON.to_text(block.caption).split())
        return Markup(
            '<figure class="figure">\n'
            '<img src="{}" alt="{} The description follows the figure." loading="lazy">\n'
            "<figcaption>{}</figcaption>\n"
            "<details><summary>Description of the figure</summary>\n{}</details>\n"
            "</figure>\n"
        ).format(
            self.asset_url(block.file),
            alt,
            self.inline(block.caption),
            self.html(block.description),
        )

    def gate(self, added: str = "") -> Markup:
        inside = self.html(gate.TEXT) + (self.html(added) if added else Markup())
        return _box("safety gate", gate.TITLE, inside)

    def plan(self, block: Plan) -> Markup:
        title = self.inline(block.title)
        parts = Markup().join(map(self.part, block.parts))
        inside = Markup("<h3>{}</h3>\n{}{}{}").format(
            title, self.gate(), parts, self.to_print(block)
        )
        anchor = plan_anchor(block.id)
        return _box("plan", "Session plan", inside, element="section", anchor=anchor)

    def part(self, part: PlanPart) -> Markup:
        return Markup("<h4>{}</h4>\n{}").format(part.heading, self.html(part.text))

    def to_print(self, block: Plan) -> Markup:
        if self.plan_url is None:
            return Markup()
        name = LESSON.to_text(block.title).strip()
        label = Markup('This plan by itself, to print<span class="sr">: {}</span>').format(name)
        link = Markup('<p class="no-print"><a class="button quiet" href="{}">{}</a></p>\n')
        return link.format(self.plan_url(block.id), label)

    def worksheet(self, block: Worksheet) -> Markup:
        unit = "minute" if block.minutes == 1 else "minutes"
        label = f"Worksheet · {block.minutes} {unit}"
        inside = Markup("<h3>{}</h3>\n{}<ol>\n{}</ol>\n{}").format(
            self.inline(block.title),
            self.html(block.text),
            Markup().join(map(self.prompt, block.prompts)),
            self.fill_in(block),
        )
        return _box("worksheet", label, inside, element="section")

    def prompt(self, prompt: Prompt) -> Markup:
        """Return what is asked for. What is told after the answer is on the worksheet's page."""
        item = partial(Markup("<li>{}</li>\n").format)
        if not prompt.choices:
            return item(self.inline(prompt.text))
        choices = Markup().join(item(self.inline(one)) for one in prompt.choices)
        offered = Markup('{}\n<ul class="choices">\n{}</ul>\n')
        return item(offered.format(self.inline(prompt.text), choices))

    def fill_in(self, block: Worksheet) -> Markup:
        if self.sheet_url is None:
            return Markup()
        name = LESSON.to_text(block.title).strip()
        label = Markup('Fill this in<span class="sr">: {}</span>').format(name)
        link = Markup('<p><a class="button quiet" href="{}">{}</a></p>\n')
        return link.format(self.sheet_url(block.id), label)


def room_anchor(number: int) -> str:
    """Return the id of a lesson's dialogue by its number, from 1 on."""
    return f"room-{number}"


def plan_anchor(slug: str) -> str:
    """Return the id of a plan on its lesson's page."""
    return f"plan-{slug}"


def _box(kind: str, label: str, inside: Markup, element: str = "div", anchor: str = "") -> Markup:
    place = Markup(' id="{}"').format(anchor) if anchor else Markup()
    return Markup('<{0} class="block {1}"{4}>\n<p class="label">{2}</p>\n{3}</{0}>\n').format(
        element, kind, escape(label), inside, place
    )
