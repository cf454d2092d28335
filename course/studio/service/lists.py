"""A bank's questions page by page, and the objectives that they can have."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, false, func, select, tuple_
from sqlalchemy.orm import Session

from course import items
from course.curriculum import service as curriculum
from course.curriculum.models import Lesson, Module, Objective
from course.questions.models import Bank, Question, QuestionVersion
from course.web.cache import kept

PAGE = 50


@dataclass(frozen=True)
class ObjectiveLine:
    """An objective with the lesson that teaches it."""

    slug: str
    text: str
    tier: str
    lesson: str
    module: int


def objectives(session: Session, edition: str) -> tuple[ObjectiveLine, ...]:
    """Return every objective in use in the order of the curriculum, kept for an edition."""
    return kept(("studio-objectives", edition), lambda: _objectives(session))


def _objectives(session: Session) -> tuple[ObjectiveLine, ...]:
    query = (
        select(Objective.slug, Objective.text, Objective.tier, Lesson.title, Module.number)
        .join(Lesson, Lesson.id == Objective.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .where(Objective.retired_at.is_(None), Lesson.retired_at.is_(None))
        .order_by(Module.number, Lesson.position, Objective.position)
    )
    return tuple(ObjectiveLine(*row) for row in session.execute(query))


def by_lesson(session: Session, edition: str) -> dict[str, list[tuple[str, str]]]:
    """Return slug and text of every objective, under the lesson that teaches it."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in objectives(session, edition):
        groups.setdefault(f"{one.module} · {one.lesson}", []).append((one.slug, one.text))
    return groups


def objectives_of(session: Session, bank: Bank) -> set[str]:
    """Return the slugs of the objectives that questions of a bank have."""
    query = select(Question.objective).where(Question.bank_id == bank.id).distinct()
    return set(session.scalars(query))


@dataclass(frozen=True)
class Wanted:
    """What a list of questions is narrowed to; empty is everything."""

    words: str = ""
    objective: str = ""
    pool: str = ""
    level: str = ""
    kind: str = ""
    #: `yes` or `no`.
    safety: str = ""
    #: `retired` or `draft`; what is in use otherwise.
    state: str = ""
    #: `yes`: only what the item-writing check has something to say about.
    findings: str = ""


@dataclass(frozen=True)
class QuestionLine:
    """A question in a list."""

    slug: str
    kind: str
    stem: str
    objective: str
    pool: str
    level: str
    safety: bool
    retired: bool
    number: int
    findings: int
    draft: bool


@dataclass(frozen=True)
class QuestionPage:
    """A page of questions, and the slug after which the next one begins, if there is one."""

    lines: list[QuestionLine]
    after: str | None


_LINE = (
    Question.slug,
    Question.kind,
    Question.objective,
    Question.pool,
    Question.level,
    Question.safety,
    Question.retired_at,
    QuestionVersion.number,
    QuestionVersion.source,
)


def questions(
    session: Session,
    bank: Bank,
    wanted: Wanted,
    *,
    findings: dict[str, int],
    drafts: set[str],
    after: str = "",
) -> QuestionPage:
    """Return a page of a bank's questions, in the bank's order, after the one of this slug.

    `findings` says how many the item-writing check has, `drafts` of which the viewer has one.
    """
    query = (
        select(*_LINE)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .where(Question.bank_id == bank.id, *_narrowed(wanted, findings, drafts))
        .order_by(Question.position, Question.id)
        .limit(PAGE + 1)
    )
    if after:
        query = query.where(tuple_(Question.position, Question.id) > _place(after))
    rows = session.execute(query).all()
    lines = [_line(row, findings, drafts) for row in rows[:PAGE]]
    return QuestionPage(lines, lines[-1].slug if len(rows) > PAGE else None)


def _place(slug: str) -> Any:
    return select(Question.position, Question.id).where(Question.slug == slug).scalar_subquery()


def _narrowed(
    wanted: Wanted, findings: dict[str, int], drafts: set[str]
) -> list[ColumnElement[bool]]:
    retired = Question.retired_at.is_not(None)
    found: list[ColumnElement[bool]] = [
        retired if wanted.state == "retired" else Question.retired_at.is_(None)
    ]
    columns = (Question.objective, Question.pool, Question.level, Question.kind)
    values = (wanted.objective, wanted.pool, wanted.level, wanted.kind)
    for column, value in zip(columns, values, strict=True):
        if value:
            found.append(column == value)
    if wanted.safety:
        found.append(Question.safety.is_(wanted.safety == "yes"))
    if wanted.state == "draft":
        found.append(_among(drafts))
    if wanted.findings:
        found.append(_among(set(findings)))
    if wanted.words:
        # The sheet as JSON: a quotation mark in the words stands there with its backslash.
        words = json.dumps(wanted.words.lower(), ensure_ascii=False)[1:-1]
        found.append(func.lower(QuestionVersion.source).contains(words, autoescape=True))
    return found


def _among(slugs: set[str]) -> ColumnElement[bool]:
    return Question.slug.in_(sorted(slugs)) if slugs else false()


def _line(row: Any, findings: dict[str, int], drafts: set[str]) -> QuestionLine:
    return QuestionLine(
        slug=row.slug,
        kind=row.kind,
        stem=short(json.loads(row.source)["stem"]),
        objective=row.objective,
        pool=row.pool,
        level=row.level,
        safety=row.safety,
        retired=row.retired_at is not None,
        number=row.number,
        findings=findings.get(row.slug, 0),
        draft=row.slug in drafts,
    )


def short(text: str, most: int = 140) -> str:
    """Return the beginning of a text on one line."""
    words = " ".join(text.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def findings(session: Session, edition: str, bank: Bank) -> dict[str, int]:
    """Return how many findings the item-writing check has, by question; kept for an edition."""
    return kept(("studio-findings", edition, bank.id), lambda: _findings(session, bank.id))


def _findings(session: Session, bank_id: int) -> dict[str, int]:
    sources = session.scalars(
        select(QuestionVersion.source)
        .join(Question, Question.current_version_id == QuestionVersion.id)
        .where(Question.bank_id == bank_id)
    )
    read = map(items.parse_source, sources)
    counted = {question.id: len(items.check_question(question)) for question in read}
    return {slug: count for slug, count in counted.items() if count}


def unknown_names(session: Session, edition: str, question: items.Source) -> list[str]:
    """Return what a question names and nobody knows, in words: its objective, its references."""
    known = {line.slug for line in objectives(session, edition)}
    entries = curriculum.apa_entries(session, edition)
    missing = [f"There is no reference {key}." for key in question.references if key not in entries]
    if question.objective not in known:
        missing.insert(0, f"There is no objective {question.objective}.")
    return missing
