"""What the tests of the pages share."""

from sqlalchemy import select

from course import clock, db
from course.content import loading
from course.goals.models import Goal, RequirementSetVersion
from tests.hours.helpers import entry_id

NEW = "/goals/new/some-body"


def load(app, root):
    with app.app_context():
        loading.load(root, clock.now(), say=lambda _: None)


def choose(browser, **days):
    sent = {"entry": entry_id(browser, NEW), "contract_day": "", "target_day": "", **days}
    answer = browser.post(NEW, sent)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.location


def goals(app):
    with app.app_context():
        return list(db.session().scalars(select(Goal).order_by(Goal.id)))


def label(app):
    """The label of the version that the only goal pins."""
    with app.app_context():
        query = select(RequirementSetVersion.label)
        return db.session().scalar(query.join(Goal, Goal.version_id == RequirementSetVersion.id))
