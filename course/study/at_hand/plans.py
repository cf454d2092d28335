"""Session plans as sheets of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup
from sqlalchemy.orm import Session

from course.curriculum import body
from course.curriculum import service as curriculum
from course.curriculum.body import gate
from course.curriculum.body.blocks import Block, Gate, Plan
from course.curriculum.body.marks import GRADES
from course.curriculum.schemas import ReviewPart
from course.study.library import Cited, Place, plain

_GRADE = re.compile(r"\[evidence ([A-D])\]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Part:
    """A heading of a plan and what stands below it."""

    heading: str
    html: Markup


@dataclass(frozen=True)
class PlanSheet:
    """A session plan as it is printed: by itself, so with all that its lesson says for it."""

    id: str
    title: str
    place: Place
    #: The first sentence of its aim, and all its words, plain.
    aim: str
    words: str
    #: The gate, with what the plan's lesson adds to it.
    gate: Markup
    parts: tuple[Part, ...]
    #: The grades that its evidence names, with what they stand for.
    grades: tuple[tuple[str, str], ...]
    #: APA entries of what it cites, in order of the alphabet, with their keys.
    references: tuple[tuple[str, Markup], ...]
    review: ReviewPart

    @property
    def url(self) -> str:
        """Return the plan's address."""
        return url_for("at_hand.plan", slug=self.id)

    @property
    def anchor(self) -> str:
        """Return the plan's id on its lesson's page."""
        return body.plan_anchor(self.id)


def plans(
    session: Session, edition: str, place: Place, blocks: Sequence[Block], cite: Cited
) -> list[PlanSheet]:
    """Return the plans of a lesson; a lesson without any sends no statement."""
    found = [one for one in blocks if isinstance(one, Plan)]
    lesson = curriculum.current_lesson(session, place.lesson.slug) if found else None
    if lesson is None:
        return []
    entries, review = curriculum.apa_entries(session, edition), lesson.front.review
    added = [gate.TEXT, *(one.text for one in blocks if isinstance(one, Gate))]
    before = cite.here("\n\n".join(added))
    return [
        PlanSheet(
            id=one.id,
            title=plain(one.title),
            place=place,
            aim=_SENTENCE.split(plain(one.parts[0].text))[0],
            words=" ".join(plain(part.text) for part in one.parts),
            gate=before,
            parts=tuple(Part(part.heading, cite.here(part.text)) for part in one.parts),
            grades=_grades(one.parts[-1].text),
            references=_entries(entries, [key for key, _ in body.used([one]).citations]),
            review=review,
        )
        for one in found
    ]


def _grades(evidence: str) -> tuple[tuple[str, str], ...]:
    return tuple((one, GRADES[one]) for one in sorted(set(_GRADE.findall(evidence))))


def _entries(known: dict[str, Markup], keys: list[str]) -> tuple[tuple[str, Markup], ...]:
    cited = {key: known[key] for key in keys if key in known}
    return tuple(sorted(cited.items(), key=lambda entry: entry[1].striptags().casefold()))
