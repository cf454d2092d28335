"""A small course with safety items, and what the cast does in it."""

import datetime as dt
import itertools

from course import clock, db
from course.content.loading import load
from course.hours.kinds import Category, Mode
from course.hours.rules import Draft
from course.hours.service import entries
from course.hours.service.entries import By
from course.people.models import Assignment
from tests.conftest import NOON
from tests.matrix import content as files

TODAY = dt.date(2026, 11, 24)
DAY = dt.timedelta(days=1)

#: Far above the numbers that tests ask for.
_IDS = itertools.count(1_000_000)


def load_course(app, folder):
    """Load three questions, of which each is a safety item, and two modules."""
    root = files.write(folder)
    bank = root / "quizzes" / "first.yaml"
    bank.write_text(bank.read_text().replace("safety: false", "safety: true"))
    with app.app_context():
        load(root, clock.now(), say=lambda _: None)


def assign(app, trainee, supervisor, from_day=TODAY - 30 * DAY, until_day=None):
    with app.app_context(), db.writing() as session:
        made = Assignment(
            trainee_id=trainee.id,
            supervisor_id=supervisor.id,
            from_day=from_day,
            until_day=until_day,
        )
        session.add(made)


def enter(app, trainee, day=TODAY - 3 * DAY, minutes=60, note="", number=None):
    """Enter hours and return their public id; the number makes ids that sort as asked."""
    public_id = f"{number or next(_IDS):032x}"
    draft = Draft(Category.SUPERVISION, Mode.INDIVIDUAL, None, day, minutes, note=note)
    with app.app_context(), db.writing() as session:
        entries.add(session, trainee.id, public_id, draft, By(trainee.id, clock.now(), TODAY))
    return public_id


def correct(app, trainee, public_id, number=1, minutes=90):
    draft = Draft(Category.SUPERVISION, Mode.INDIVIDUAL, None, TODAY - 3 * DAY, minutes)
    by = By(trainee.id, clock.now(), TODAY, "A longer talk")
    with app.app_context(), db.writing() as session:
        entries.correct(session, trainee.id, entries.Seen(public_id, number), draft, by)


def scalar(app, query):
    with app.app_context():
        return db.session().execute(query).scalar()


def later(days):
    return clock.held(NOON + days * DAY)
