"""The lesson page: made once for an edition, then filled in for the person who reads."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from markupsafe import Markup
from sqlalchemy.orm import Session

from course.curriculum import body, references
from course.curriculum import service as curriculum
from course.curriculum.schemas import LessonFront
from course.curriculum.service import LessonLine, ModuleLine
from course.questions import service as questions
from course.questions.service import Pinned
from course.web.cache import kept
from course.web.shapes import gap


@dataclass(frozen=True)
class LessonPage:
    """A lesson as everyone sees it."""

    lesson_id: int
    version_id: int
    slug: str
    module: ModuleLine
    line: LessonLine
    front: LessonFront
    areas: str
    segments: tuple[body.Segment, ...]
    #: The checks' questions by their slugs.
    checks: dict[str, Pinned]
    #: APA entries of what is cited, in order of the alphabet, with the ids that citations link to.
    references: tuple[tuple[str, Markup], ...]
    previous: LessonLine | None
    next: LessonLine | None


def lesson_page(session: Session, edition: str, slug: str, today: dt.date) -> LessonPage | None:
    """Return the lesson of this slug, None when there is none; from memory when it can be.

    `today` decides which legal statements are shown as old.
    """
    key = ("lesson", edition, slug, today)
    return kept(key, lambda: _make(session, edition, slug, today))


def place_of(check: str) -> str:
    """Return the name of the gap for the check with this slug."""
    return f"check {check}"


def prose(page: LessonPage, *, staff: bool) -> Markup:
    """Return the lesson's text with gaps, named by their questions, in the places of its checks."""
    parts: list[str] = []
    for segment in page.segments:
        if isinstance(segment, body.Check):
            is_known = segment.question_id in page.checks
            parts.append(gap(place_of(segment.question_id)) if is_known else "")
        elif isinstance(segment, body.Law) or staff or segment.audience == "all":
            parts.append(segment.html)
    return Markup("".join(parts))  # noqa: S704 - each part is Markup


def _make(session: Session, edition: str, slug: str, today: dt.date) -> LessonPage | None:
    lesson = curriculum.current_lesson(session, slug)
    if lesson is None:
        return None
    module = next(m for m in curriculum.catalog(session, edition) if m.id == lesson.module_id)
    blocks = body.parse(lesson.body)
    used = body.used(blocks)
    library = curriculum.references_by_key(session)
    segments = body.render(
        blocks,
        cite=_cite(library),
        asset_url=_asset_urls(lesson.assets),
        today=today,
        sheet_url=_sheet_urls(module.slug, slug),
        plan_url=lambda plan: url_for("at_hand.plan", slug=plan),
    )
    place = lesson.position - 1
    return LessonPage(
        lesson.id,
        lesson.version_id,
        slug,
        module,
        module.lessons[place],
        lesson.front,
        lesson.areas,
        tuple(segments),
        _checks(session, edition, [check for check, _ in used.checks]),
        _entries(session, edition, [key for key, _ in used.citations]),
        module.lessons[place - 1] if place > 0 else None,
        module.lessons[place + 1] if place + 1 < len(module.lessons) else None,
    )


def _cite(library: dict[str, references.Reference]) -> Callable[[str], str | None]:
    letters = references.letters(library.values())
    forms = {key: references.in_text(one, letters.get(key, "")) for key, one in library.items()}
    return forms.get


def _asset_urls(assets: dict[str, str]) -> Any:
    return lambda name: url_for("study.asset", digest=assets[name], name=name)


def _sheet_urls(module: str, slug: str) -> Callable[[str], str]:
    return lambda sheet: url_for("worksheets.fill_in", module=module, slug=slug, sheet=sheet)


def _checks(session: Session, edition: str, slugs: list[str]) -> dict[str, Pinned]:
    ids = questions.current_ids(session, slugs)
    return {slug: questions.pinned(session, edition, version) for slug, version in ids.items()}


def _entries(session: Session, edition: str, keys: list[str]) -> tuple[tuple[str, Markup], ...]:
    known = curriculum.apa_entries(session, edition)
    cited = {key: known[key] for key in keys if key in known}
    return tuple(sorted(cited.items(), key=lambda entry: entry[1].striptags().casefold()))
