"""What the demo's trainees did: read, answered checks, took the quiz, over the last weeks.

Everything goes through the services that real work goes through, at held instants.
"""

import datetime as dt
import random
from dataclasses import dataclass
from itertools import count

from flask import current_app
from sqlalchemy.orm import Session

from course import clock, items
from course.curriculum import service as curriculum
from course.curriculum.service import LessonLine, ModuleLine
from course.items import Item
from course.people.models import Person
from course.questions.service import Pinned
from course.quizzes.service import checks, finish, grades, planning
from course.quizzes.service import start as starting
from course.quizzes.service.answers import Save
from course.quizzes.service.answers import save as save_answer
from course.quizzes.service.catalog import quiz_of_module
from course.quizzes.service.checks import Try
from course.quizzes.service.planning import Asking, Plan
from course.quizzes.service.start import OpenQuiz
from course.study import service as study
from course.study.page import LessonPage, lesson_page
from course.study.service import Marking

Response = dict[str, list[str]]


@dataclass
class Diligence:
    """How one trainee works: how able, how far, and their own chance."""

    chance: random.Random
    #: The share of questions they answer fully right.
    ability: float
    #: How many lessons of a module they have read.
    lessons: int
    takes_quiz: bool
    at: dt.datetime

    def later(self, minutes: int) -> dt.datetime:
        """Let some time pass, never beyond now."""
        self.at = min(self.at + dt.timedelta(minutes=minutes), clock.now())
        return self.at


def diligence(seed: str, number: int, now: dt.datetime, lessons: int) -> Diligence:
    """Return how the trainee of this number works: the same for the same seed."""
    chance = random.Random(f"{seed}:{number}")
    # The first one is in the middle of things, so that a visitor sees every state at once.
    read = min(3, lessons) if number == 0 else chance.randint(0, lessons)
    return Diligence(
        chance,
        ability=chance.uniform(0.55, 0.92),
        lessons=read,
        takes_quiz=read == lessons,
        at=now - dt.timedelta(days=chance.randint(3, 40), minutes=chance.randint(0, 600)),
    )


def work(session: Session, edition: str, person: Person, how: Diligence) -> None:
    """Let a trainee work through the first module as far as they got."""
    modules = curriculum.catalog(session, edition)
    if not modules:
        return
    module = modules[0]
    for lesson in module.lessons[: how.lessons]:
        _read(session, edition, person, lesson, how)
    if how.takes_quiz:
        _quiz(session, edition, person, module, how)


def _read(
    session: Session, edition: str, person: Person, lesson: LessonLine, how: Diligence
) -> None:
    page = lesson_page(session, edition, lesson.slug, clock.now().date())
    if page is None:
        return
    for question in page.checks.values():
        _check(session, edition, person, page, question, how)
    at = how.later(lesson.minutes)
    what = Marking(page.lesson_id, page.version_id, page.module.slug, page.areas)
    study.mark(session, person.id, what, read=True, now=at)
    how.later(how.chance.randint(30, 2000))


def _check(  # noqa: PLR0917 - who answers what, where, and how
    session: Session,
    edition: str,
    person: Person,
    page: LessonPage,
    question: Pinned,
    how: Diligence,
) -> None:
    at = how.later(how.chance.randint(2, 6))
    secret = str(current_app.config["SECRET_KEY"])
    key = checks.check_key(secret, person.public_id, question.version_id, 1)
    save = Save("demo-check-1", 1, _answer(question.item, how), None, at)
    new = Try(person.id, page.slug, question, 1, key)
    _grade(session, edition, checks.answer(session, new, save, at), at)


def _quiz(
    session: Session, edition: str, person: Person, module: ModuleLine, how: Diligence
) -> None:
    line = quiz_of_module(session, module.slug)
    opened = starting.quiz(session, line.slug) if line else None
    if opened is None:
        return
    asking = Asking(person.id, opened.file, how.at)
    if planning.readiness(session, asking).lacks:
        return
    seed = f"{how.chance.getrandbits(128):032x}"
    planned = planning.plan(session, edition, asking, seed)
    _attempt(session, edition, person, (opened, planned), how)


def _attempt(
    session: Session, edition: str, person: Person, drawn: tuple[OpenQuiz, Plan], how: Diligence
) -> None:
    opened, planned = drawn
    public_id = starting.start(session, person.id, opened, planned, how.later(60))
    attempt_id = starting.attempt_id(session, public_id)
    for slot, question in zip(count(1), planned.slots, strict=False):
        certainty = how.chance.choice((None, 1, 2, 3))
        at = how.later(how.chance.randint(1, 2))
        answer = Save(f"demo-{slot:04}", 1, _answer(question.item, how), certainty, at)
        save_answer(session, attempt_id, slot, answer)
    at = how.later(1)
    finish.submit(session, attempt_id, at, person.id)
    _grade(session, edition, attempt_id, at)


def _grade(session: Session, edition: str, attempt_id: int, at: dt.datetime) -> None:
    grades.grade(session, attempt_id, grades.score_all(session, edition, attempt_id), at)


def _answer(item: Item, how: Diligence) -> Response:
    """Return the model answer, or with the chance of an error a guess."""
    if how.chance.random() < how.ability:
        return items.model_answer(item)
    return items.guessed(item, how.chance)
