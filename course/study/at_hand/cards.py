"""What lessons hold for the next session: plans, tables at a glance, red flags.

Made once for an edition from the current versions of all lessons that are not retired.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy.orm import Session

from course.curriculum import body
from course.curriculum.body import Section
from course.curriculum.body.blocks import Callout, Prose
from course.study.at_hand.plans import PlanSheet, plans
from course.study.library import Cited, Place, cited, lessons, plain
from course.web.cache import kept

#: Under headings that begin so, lessons keep their tables and their warnings.
AT_A_GLANCE, RED_FLAGS = "At a glance", "Red flags"


@dataclass(frozen=True)
class Card:
    """A piece of a lesson, and the heading on the lesson's page under which it stands."""

    title: str
    place: Place
    anchor: str
    html: Markup

    @property
    def url(self) -> str:
        """Return where the lesson holds it."""
        return f"{self.place.url}#{self.anchor}"


@dataclass(frozen=True)
class AtHand:
    """All plans by their ids, and all cards, in the order of the curriculum."""

    plans: dict[str, PlanSheet]
    glances: tuple[Card, ...]
    flags: tuple[Card, ...]


def at_hand(session: Session, edition: str) -> AtHand:
    """Return what this edition has at hand, from memory when it can be."""
    return kept(("at-hand", edition), lambda: _make(session, edition))


def _make(session: Session, edition: str) -> AtHand:
    parsed, cite = lessons(session, edition), cited(session)
    sheets = [one for place, found in parsed for one in plans(session, edition, place, found, cite)]
    parts = [(place, section) for place, found in parsed for section in body.sections(found)]
    return AtHand(
        {one.id: one for one in sheets},
        tuple(one for place, section in parts for one in _glances(place, section, cite)),
        tuple(one for place, section in parts for one in _flags(place, section, cite)),
    )


def _glances(place: Place, section: Section, cite: Cited) -> Iterator[Card]:
    if section.heading.startswith(AT_A_GLANCE):
        texts = [one.text for one in section.blocks if isinstance(one, Prose)]
        html = cite.block("\n\n".join(texts), place)
        yield Card(place.lesson.title, place, section.anchor, html)


def _flags(place: Place, section: Section, cite: Cited) -> Iterator[Card]:
    if section.heading.startswith(RED_FLAGS):
        for one in section.blocks:
            if isinstance(one, Callout) and one.kind == "safety":
                title = plain(one.title) or section.heading
                yield Card(title, place, section.anchor, cite.block(one.text, place))
