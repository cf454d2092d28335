"""What the demo's trainees did: read, answered checks, took quizzes and exams, over weeks.

Everything goes through the services that real work goes through, at held instants.
"""

import datetime as dt
from itertools import count

from flask import current_app
from sqlalchemy.orm import Session

from course import clock, items
from course.curriculum import service as curriculum
from course.curriculum.service import LessonLine, ModuleLine
from course.demo.pace import Diligence
from course.items import Item
from course.people.models import Person
from course.questions.service import Pinned
from course.quizzes.service import catalog, checks, finish, grades, planning
from course.quizzes.service import start as starting
from course.quizzes.service.answers import Save
from course.quizzes.service.answers import save as save_answer
from course.quizzes.service.checks import Try
from course.quizzes.service.planning import Asking
from course.study import service as study
from course.study.page import LessonPage, lesson_page
from course.study.service import Marking

Response = dict[str, list[str]]

#: Questions of an open quiz that were answered.
_BEGUN = 4


class Worker:
    """One trainee at work, in one write."""

    def __init__(self, session: Session, edition: str, person: Person, how: Diligence) -> None:
        """Take who works, by which edition of the curriculum, and how."""
        self.session, self.edition, self.person, self.how = session, edition, person, how

    def work(self) -> None:
        """Work through the modules in their order, as far as this trainee got."""
        exams = catalog.exams(self.session, self.edition)
        if self.how.pretest:
            self._take(next((one.slug for one in exams if one.file.is_pretest), None))
        self._study(curriculum.catalog(self.session, self.edition))
        if self.how.mock:
            self._take(next((one.slug for one in exams if not one.file.is_pretest), None))

    def _study(self, modules: tuple[ModuleLine, ...]) -> None:
        done = modules[: self.how.modules]
        begun = modules[len(done)].lessons[: self.how.lessons] if modules[len(done) :] else ()
        steps = sum(len(module.lessons) + 1 for module in done) + len(begun)
        pause = (self.how.until - self.how.at) / max(steps - 1, 1)
        for module in done:
            for lesson in module.lessons:
                self._read(lesson, pause)
            self._take(self._quiz_of(module))
            self.how.later(pause)
        for lesson in begun:
            self._read(lesson, pause)
        if self.how.leaves_open and modules:
            self._take(self._quiz_of(modules[0]), leaves=_BEGUN)

    def _quiz_of(self, module: ModuleLine) -> str | None:
        line = catalog.quiz_of_module(self.session, module.slug)
        return line.slug if line else None

    def _read(self, lesson: LessonLine, pause: dt.timedelta) -> None:
        page = lesson_page(self.session, self.edition, lesson.slug, clock.now().date())
        if page is None:
            return
        for question in page.checks.values():
            self._check(page, question)
        at = self.how.later(dt.timedelta(minutes=lesson.minutes))
        what = Marking(page.lesson_id, page.version_id, page.module.slug, page.areas)
        study.mark(self.session, self.person.id, what, read=True, now=at)
        self.how.later(pause * self.how.chance.uniform(0.8, 1.2))

    def _check(self, page: LessonPage, question: Pinned) -> None:
        at = self.how.minutes(2, 6)
        secret = str(current_app.config["SECRET_KEY"])
        key = checks.check_key(secret, self.person.public_id, question.version_id, 1)
        save = Save("demo-check-1", 1, self._answer(question.item), None, at)
        new = Try(self.person.id, page.slug, question, 1, key)
        self._grade(checks.answer(self.session, new, save, at), at)

    def _take(self, slug: str | None, leaves: int | None = None) -> None:
        """Take a quiz to the end, or leave it open after so many answers."""
        opened = starting.quiz(self.session, slug) if slug else None
        if opened is None:
            return
        asking = Asking(self.person.id, opened.file, self.how.at)
        if planning.readiness(self.session, asking).lacks:
            return
        seed = f"{self.how.chance.getrandbits(128):032x}"
        planned = planning.plan(self.session, self.edition, asking, seed)
        public_id = starting.start(
            self.session, self.person.id, opened, planned, self.how.minutes(20, 90)
        )
        attempt_id = starting.attempt_id(self.session, public_id)
        for slot, question in zip(count(1), planned.slots[:leaves], strict=False):
            self._save(attempt_id, slot, question.item, asks_certainty=opened.file.certainty)
        if leaves is None:
            at = self.how.minutes(1, 1)
            finish.submit(self.session, attempt_id, at, self.person.id)
            self._grade(attempt_id, at)

    def _save(self, attempt_id: int, slot: int, item: Item, *, asks_certainty: bool) -> None:
        response = self._answer(item)
        right = response == items.model_answer(item)
        certainty = self.how.certainty(right=right) if asks_certainty else None
        at = self.how.minutes(1, 1)
        save_answer(
            self.session, attempt_id, slot, Save(f"demo-{slot:04}", 1, response, certainty, at)
        )

    def _grade(self, attempt_id: int, at: dt.datetime) -> None:
        scores = grades.score_all(self.session, self.edition, attempt_id)
        grades.grade(self.session, attempt_id, scores, at)

    def _answer(self, item: Item) -> Response:
        """Return the model answer, or with the chance of an error a guess."""
        if self.how.chance.random() < self.how.ability:
            return items.model_answer(item)
        return items.guessed(item, self.how.chance)
