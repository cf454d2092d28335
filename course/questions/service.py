"""Reading questions, and writing their versions."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from course import items
from course.items import Item
from course.questions.models import Question, QuestionVersion
from course.web.cache import kept


@dataclass(frozen=True)
class Pinned:
    """A question's version, parsed once and kept."""

    version_id: int
    slug: str
    objective: str
    areas: str
    item: Item
    references: tuple[str, ...]
    #: Whether it is a safety item: ethics, boundaries, risk, scope.
    safety: bool


def pinned(session: Session, edition: str, version_id: int) -> Pinned:
    """Return a version, from memory when it was read before under this edition."""
    return kept(("question", edition, version_id), lambda: _read(session, version_id))


def _read(session: Session, version_id: int) -> Pinned:
    row = session.execute(
        select(QuestionVersion.item, QuestionVersion.areas, QuestionVersion.source, Question.slug)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(QuestionVersion.id == version_id)
    ).one()
    return _pinned(version_id, row)


def _pinned(version_id: int, row: Any) -> Pinned:
    source = items.parse_source(row.source)
    return Pinned(
        version_id,
        row.slug,
        source.objective,
        row.areas,
        items.parse(row.item),
        tuple(source.references),
        source.safety,
    )


def current_ids(session: Session, slugs: list[str]) -> dict[str, int]:
    """Return the current version's id of each question that is not retired, by slug."""
    rows = session.execute(
        select(Question.slug, Question.current_version_id).where(
            Question.slug.in_(slugs), Question.retired_at.is_(None)
        )
    )
    return {slug: version_id for slug, version_id in rows if version_id is not None}


@dataclass(frozen=True)
class Ready:
    """A version as it will be written, made before the transaction."""

    item: str
    source: str
    shown_digest: str
    about_digest: str


def ready(source: items.Source) -> Ready:
    """Return the texts and digests of a question's version."""
    item = items.to_item(source)
    return Ready(
        items.canonical_text(item),
        items.source_text(source),
        items.shown_digest(item),
        items.about_digest(item),
    )


def add_version(
    session: Session, question: Question, made: Ready, areas: str, now: dt.datetime
) -> QuestionVersion:
    """Write the next version of a question and make it current."""
    version = QuestionVersion(
        question_id=question.id,
        number=_next_number(session, question.id),
        item=made.item,
        source=made.source,
        areas=areas,
        shown_digest=made.shown_digest,
        about_digest=made.about_digest,
        at=now,
    )
    session.add(version)
    session.flush()
    question.current_version_id = version.id
    return version


def _next_number(session: Session, question_id: int) -> int:
    where = QuestionVersion.question_id == question_id
    return 1 + (session.scalar(select(func.max(QuestionVersion.number)).where(where)) or 0)
