"""What lessons hold beside their prose: worksheets to fill in, and what therapists say.

Made once for an edition from the current versions of all lessons that are not retired.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup
from sqlalchemy.orm import Session

from course.curriculum import body, references
from course.curriculum import service as curriculum
from course.curriculum.body.blocks import Block, Room, Worksheet
from course.curriculum.service import LessonLine, ModuleLine
from course.web.cache import kept


@dataclass(frozen=True)
class Place:
    """A lesson under its module."""

    module: ModuleLine
    lesson: LessonLine

    @property
    def url(self) -> str:
        """Return the lesson's address."""
        return url_for("study.lesson", module=self.module.slug, slug=self.lesson.slug)


@dataclass(frozen=True)
class Asked:
    """One field of a worksheet: its id, and in plain words what it asks for and offers."""

    id: str
    prompt: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetForm:
    """A worksheet as its lesson asks it today."""

    id: str
    title: str
    minutes: int
    intro: Markup
    fields: tuple[Asked, ...]
    #: What is told about a field once its answer was saved, by the fields' ids.
    feedback: Mapping[str, Markup]
    place: Place


@dataclass(frozen=True)
class Phrase:
    """A line that a therapist says in a dialogue, and the dialogue's title."""

    line: Markup
    situation: str
    place: Place
    #: The dialogue's id on the lesson's page.
    anchor: str
    #: Line and situation in plain words.
    words: str


@dataclass(frozen=True)
class Library:
    """All worksheets by their ids, and all phrases in the order of the curriculum."""

    sheets: dict[str, SheetForm]
    phrases: tuple[Phrase, ...]


def library(session: Session, edition: str) -> Library:
    """Return the library of this edition, from memory when it can be."""
    return kept(("library", edition), lambda: _make(session, edition))


def _make(session: Session, edition: str) -> Library:
    parsed = lessons(session, edition)
    cite = cited(session)
    sheets = [_sheet(place, b, cite) for place, found in parsed for b in _sheets(found)]
    phrases = [one for place, found in parsed for one in _phrases(place, found, cite)]
    return Library({one.id: one for one in sheets}, tuple(phrases))


def lessons(session: Session, edition: str) -> list[tuple[Place, list[Block]]]:
    """Return every current lesson with its blocks, in the order of the curriculum."""
    bodies = curriculum.current_bodies(session)
    return [
        (Place(module, lesson), body.parse(bodies[lesson.id]))
        for module in curriculum.catalog(session, edition)
        for lesson in module.lessons
    ]


@dataclass(frozen=True)
class Cited:
    """Renders marks of lessons; a citation leads to the lesson's own list of references."""

    forms: Mapping[str, str]

    def here(self, source: str) -> Markup:
        """Return blocks whose citations lead to a list of references on the same page."""
        return body.LESSON.to_html(source, {"cite": self.forms.get})

    def block(self, source: str, place: Place) -> Markup:
        """Return blocks as they stand in a lesson."""
        return self._from(self.here(source), place)

    def inline(self, source: str, place: Place) -> Markup:
        """Return a line as it stands in a lesson."""
        return self._from(body.LESSON.to_inline(source, {"cite": self.forms.get}), place)

    def _from(self, html: Markup, place: Place) -> Markup:
        return Markup(html.replace('href="#ref-', f'href="{place.url}#ref-'))  # noqa: S704 - safe


def cited(session: Session) -> Cited:
    """Return what renders marks with the references of today."""
    known = curriculum.references_by_key(session)
    letters = references.letters(known.values())
    forms = {key: references.in_text(one, letters.get(key, "")) for key, one in known.items()}
    return Cited(forms)


def plain(source: str) -> str:
    """Return the words of a line of a lesson without its signs."""
    return " ".join(body.LESSON.to_text(source).split())


def _sheets(blocks: list[Block]) -> list[Worksheet]:
    return [one for one in blocks if isinstance(one, Worksheet)]


def _sheet(place: Place, block: Worksheet, cite: Cited) -> SheetForm:
    intro = cite.block(block.text, place)
    told = {one.id: cite.block(one.feedback.text, place) for one in block.prompts if one.feedback}
    title = plain(block.title)
    return SheetForm(block.id, title, block.minutes, intro, asked(block), told, place)


def asked(block: Worksheet) -> tuple[Asked, ...]:
    """Return the fields of a worksheet in the order of its prompts."""
    return tuple(
        Asked(one.id, plain(one.text), tuple(map(plain, one.choices))) for one in block.prompts
    )


def _phrases(place: Place, blocks: list[Block], cite: Cited) -> Iterator[Phrase]:
    rooms = [one for one in blocks if isinstance(one, Room)]
    for number, room in enumerate(rooms, start=1):
        situation = plain(room.title) or "In the room"
        for turn in room.turns:
            if turn.speaker.startswith("Therapist"):
                line, anchor = cite.inline(turn.words, place), body.room_anchor(number)
                yield Phrase(line, situation, place, anchor, f"{plain(turn.words)} {situation}")
