import datetime as dt

import pytest

from course import db
from course.people.models import Assignment


@pytest.fixture
def assign(app):
    """A function that puts a trainee in a supervisor's charge from a day to a day."""

    def run(trainee, supervisor, from_day=dt.date(2026, 1, 1), until_day=None):
        with app.app_context(), db.writing() as session:
            session.add(
                Assignment(
                    trainee_id=trainee.id,
                    supervisor_id=supervisor.id,
                    from_day=from_day,
                    until_day=until_day,
                )
            )

    return run
