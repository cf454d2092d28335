"""Previews: exactly what a trainee will see, by the same functions and the same templates."""

import datetime as dt
from dataclasses import dataclass

from flask import current_app
from markupsafe import Markup
from sqlalchemy.orm import Session

from course import items
from course.curriculum import body, references
from course.curriculum import service as curriculum
from course.curriculum.body import BodyError
from course.curriculum.schemas import LessonFront
from course.questions import service as questions
from course.quizzes.shown import Reviewed, Taking, reviewed, taking
from course.quizzes.tokens import tokens
from course.studio.service import lists
from course.studio.sheets import Fault, LessonText
from course.web.cache import kept

_KEY = "studio-preview"


@dataclass(frozen=True)
class QuestionPreview:
    """A question before it is answered, after the model answer, and what is to be said of it."""

    taking: Taking
    review: Reviewed
    findings: list[items.Finding]
    unknown: list[str]
    #: Its sources as they are shown with the review.
    sources: list[Markup]


def question(session: Session, edition: str, source: items.Source) -> QuestionPreview:
    """Return the preview of a question. Nothing is stored."""
    item = items.to_item(source)
    order = items.shown_order(item, _KEY)
    entries = curriculum.apa_entries(session, edition)
    return QuestionPreview(
        taking=taking(item, order, tokens(_KEY, 1), ()),
        review=reviewed(item, order, items.model_answer(item)),
        findings=items.check_question(source),
        unknown=lists.unknown_names(session, edition, source),
        sources=[entries[key] for key in source.references if key in entries],
    )


@dataclass(frozen=True)
class LessonPreview:
    """A lesson as trainees and staff see it, or why it cannot be shown."""

    front: LessonFront
    minutes: int
    words: int
    prose: Markup
    faults: tuple[Fault, ...]


def lesson(
    session: Session, sheet: LessonText, pictures: dict[str, str], today: dt.date
) -> LessonPreview:
    """Return the preview of a lesson. `pictures` gives the address of each by its name."""
    blocks = list(sheet.blocks)
    library = _in_text(session)
    missing = tuple(
        Fault(line, f"there is no figure {name}: upload it below")
        for name, line in body.used(blocks).figures
        if name not in pictures
    )
    faults, prose = missing, Markup()
    try:
        segments = body.render(
            blocks,
            cite=library.get,
            asset_url=lambda name: pictures.get(name, ""),
            today=today,
        )
        prose = _prose(session, segments)
    except BodyError as error:
        faults += tuple(Fault(line, words) for line, words in error.problems)
    minutes, words = body.minutes(blocks), body.words(blocks)
    return LessonPreview(sheet.front, minutes, words, prose, faults)


def in_text(session: Session, edition: str) -> dict[str, str]:
    """Return how each reference is cited in a text, by its key; kept for an edition."""
    return kept(("studio-in-text", edition), lambda: _in_text(session))


def _in_text(session: Session) -> dict[str, str]:
    library = curriculum.references_by_key(session)
    letters = references.letters(library.values())
    return {key: references.in_text(one, letters.get(key, "")) for key, one in library.items()}


def _prose(session: Session, segments: list[body.Segment]) -> Markup:
    checks = _stems(session, [one.question_id for one in segments if isinstance(one, body.Check)])
    parts = [
        checks[one.question_id] if isinstance(one, body.Check) else one.html for one in segments
    ]
    return Markup().join(parts)


def _stems(session: Session, slugs: list[str]) -> dict[str, Markup]:
    """Return each check as its place in the lesson shows it, or that there is no such question."""
    ids = questions.current_ids(session, slugs)
    return {slug: _check(session, slug, ids.get(slug)) for slug in slugs}


def _check(session: Session, slug: str, version_id: int | None) -> Markup:
    view = None
    if version_id is not None:
        # A version never changes, so it is kept under any edition.
        item = questions.pinned(session, _KEY, version_id).item
        view = taking(item, items.shown_order(item, _KEY), tokens(f"{_KEY}-{slug}", 1), ())
    # Not by render_template: nothing of the viewer is needed.
    template = current_app.jinja_env.get_template("studio/_check.html")
    return Markup(template.render(slug=slug, view=view))  # noqa: S704 - the template escapes
