"""Trainees who answer a quiz in the way that a test writes down."""

from sqlalchemy import select

from course import clock, db
from course.quizzes.models import Attempt
from course.quizzes.service import closing, planning
from course.quizzes.service import start as starting
from course.quizzes.service.answers import Save, save
from course.quizzes.service.planning import Asking
from course.sources.service import edition


def planned(session, person, file):
    """A draw for a person that is not written yet."""
    asking = Asking(person.id, file, clock.now())
    return planning.plan(session, edition(session), asking)


def take(person, quiz, answers):
    """Take a quiz once: `answers` gives a list of option ids by the question's slug."""
    session = db.session()
    opened = starting.quiz(session, quiz)
    plan = planned(session, person, opened.file)
    with db.writing() as session:
        public_id = starting.start(session, person.id, opened, plan, clock.now())
    attempt_id = db.session().scalar(select(Attempt.id).where(Attempt.public_id == public_id))
    for number, slot in enumerate(plan.slots, 1):
        if given := answers.get(slot.slug):
            name = next(iter(slot.item.interactions))
            with db.writing() as session:
                new = Save(f"op-{number:05}", 1, {name: given}, None, clock.now())
                save(session, attempt_id, number, new)
    closing.close(attempt_id, person.id)
