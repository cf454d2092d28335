"""What can be found: plain words, each with the place it leads to.

Nothing of a question is here, so no stem, option or key can be found; nothing of the
discussion guides, which are not for trainees; and nothing of a person.
"""

from collections.abc import Iterator

from flask import url_for
from sqlalchemy.orm import Session

from course.curriculum import body
from course.curriculum import service as curriculum
from course.curriculum.body.blocks import Block, Gate, Plan, Prose, Room
from course.curriculum.body.texts import read
from course.curriculum.service import LessonLine, ModuleLine
from course.search.glossary import words
from course.search.index import Entry
from course.study.at_hand.cards import at_hand
from course.study.library import library


def entries(session: Session, edition: str) -> Iterator[Entry]:
    """Yield all that can be found, in the order of the curriculum."""
    modules = curriculum.catalog(session, edition)
    bodies = curriculum.current_bodies(session)
    for module in modules:
        yield _module(module)
        for lesson in module.lessons:
            yield from _lesson(module, lesson, body.parse(bodies[lesson.id]))
    yield from _objectives(session, edition)
    yield from _phrases(session, edition)
    yield from _plans(session, edition)
    yield from _words()


def _module(module: ModuleLine) -> Entry:
    url = url_for("study.module", slug=module.slug)
    return Entry("module", module.title, module.summary, url, f"Module {module.number}")


def _lesson(module: ModuleLine, lesson: LessonLine, blocks: list[Block]) -> Iterator[Entry]:
    """Yield a lesson's sections, each under the heading that it has on the page."""
    address = url_for("study.lesson", module=module.slug, slug=lesson.slug)
    place = f"Module {module.number} · {lesson.title}"
    for heading, anchor, text in _sections(blocks):
        title = heading or lesson.title
        yield Entry("lesson", title, text, f"{address}#{anchor}" if anchor else address, place)


def _sections(blocks: list[Block]) -> Iterator[tuple[str, str, str]]:
    """Yield (heading, its id on the page, plain words) from top to bottom."""
    heading, anchor, parts = "", "", list[str]()
    for title, name, text in _pieces(blocks):
        if name:
            yield heading, anchor, "\n".join(parts)
            heading, anchor, parts = title, name, []
        parts.append(text)
    yield heading, anchor, "\n".join(parts)


def _pieces(blocks: list[Block]) -> Iterator[tuple[str, str, str]]:
    """Yield texts in order; a text that begins a section comes with its heading and id."""
    # As the page gives ids: over all blocks in turn, so that a heading used twice is told apart.
    env = {"ids": set(body.RESERVED)}
    for block in blocks:
        if isinstance(block, Prose):
            yield from body.LESSON.sections(block.text, env)
        elif isinstance(block, Gate):  # the words of the gate are everywhere the same
            yield "", "", body.LESSON.to_text(block.text)
        elif not isinstance(block, Room | Plan):  # found as phrases, and as plans
            yield "", "", "\n".join(body.LESSON.to_text(source) for _, source in read(block))


def _objectives(session: Session, edition: str) -> Iterator[Entry]:
    places = curriculum.lessons_of_objectives(session, edition)
    texts = curriculum.objective_texts(session)
    for slug, (module, lesson) in places.items():
        url = url_for("study.lesson", module=module.slug, slug=lesson.slug, _anchor="objectives")
        place = f"Module {module.number} · {lesson.title}"
        yield Entry("objective", lesson.title, texts[slug], url, place)


def _phrases(session: Session, edition: str) -> Iterator[Entry]:
    for phrase in library(session, edition).phrases:
        place, line = phrase.place, phrase.line.striptags()
        where = f"Module {place.module.number} · {place.lesson.title}"
        yield Entry("phrase", phrase.situation, line, f"{place.url}#{phrase.anchor}", where)


def _plans(session: Session, edition: str) -> Iterator[Entry]:
    for plan in at_hand(session, edition).plans.values():
        where = f"Module {plan.place.module.number} · {plan.place.lesson.title}"
        yield Entry("plan", plan.title, plan.words, plan.url, where)


def _words() -> Iterator[Entry]:
    for one in words():
        url = url_for("search.glossary", _anchor=one.anchor)
        yield Entry("word", one.word, one.plain, url, "Glossary")
