import datetime as dt

import pytest

from course import clock, db
from course.content.loading import load
from course.people import service as people
from course.people.models import Person
from tests.study import files

TODAY = dt.date(2026, 11, 24)
SHEET = "/modules/first/plan/worksheets/my-plan"


@pytest.fixture
def course(app, tmp_path):
    """A function that loads lessons by their slugs; called again, it changes them."""
    root = tmp_path / "course-files"

    def run(**lessons):
        with app.app_context():
            load(files.write(root, lessons), clock.now(), say=lambda _: None)

    run(plan=files.SHEET, talk=files.ROOMS)
    return run


@pytest.fixture
def assign(app):
    """A function that puts a trainee in a supervisor's charge, from a day to a day."""

    def run(trainee, supervisor, from_day=TODAY - dt.timedelta(days=30), until_day=None):
        with app.app_context(), db.writing() as session:
            pair = [session.get_one(Person, one.id) for one in (trainee, supervisor)]
            people.assign(
                session,
                trainee=pair[0],
                supervisor=pair[1],
                from_day=from_day,
                until_day=until_day,
            )

    return run


@pytest.fixture
def fill(signed_in):
    """A function that fills in the worksheet as this person, and returns their browser."""

    def run(person, text="What I wrote", seq=1):
        browser = signed_in(person)
        body = {"op_id": f"op-of-{person.id}-{seq}", "seq": seq, "fields": {"obvious": text}}
        answer = browser.post_json("/worksheets/my-plan/save", body, form_at=SHEET)
        assert answer.status_code == 200, answer.get_json()
        return browser

    return run
