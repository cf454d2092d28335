"""What the tests of the pages share."""

import datetime as dt
import re

from sqlalchemy import event, select

from course import clock, db
from course.hours.kinds import Category, Mode
from course.hours.models import HoursEntry
from course.hours.rules import Draft
from course.hours.service import entries
from course.hours.service.entries import By
from tests.conftest import NOON

ID = re.compile(r'name="entry"[^>]*value="([0-9a-f]{32})"')
HOURS = {
    "category": "training",
    "mode": "live-online",
    "area": "b",
    "day": "2026-11-20",
    "hours": "1",
    "minutes": "30",
    "starts": "",
    "provider": "An institute",
    "note": "",
}


def entry_id(browser, url="/hours/new"):
    return ID.search(browser.text(url)).group(1)


def enter(browser, **changed):
    """Enter hours through the form and return the address of the entry."""
    sent = {**HOURS, "entry": entry_id(browser), **changed}
    answer = browser.post("/hours/new", sent)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.location


def rows(app, table=HoursEntry):
    with app.app_context():
        return list(db.session().scalars(select(table)))


def many(app, person, count, **changed):
    """Enter so many hours at once, without the pages."""
    with app.app_context(), db.writing() as session:
        for number in range(count):
            day = dt.date(2026, 11, 20) - dt.timedelta(days=number // 2)
            draft = Draft(**{**PLAIN, "day": day, **changed})
            by = By(person.id, clock.now(), NOON.date())
            entries.add(session, person.id, f"{number:032x}", draft, by)


PLAIN = {"category": Category.TRAINING, "mode": Mode.IN_PERSON, "area": None, "minutes": 60}


def statements(app, act):
    """Return how many statements an act sends."""
    found = []
    with app.app_context():
        engine = db.store().engine

    def note(_connection, _cursor, statement, *_):
        found.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    act()
    event.remove(engine, "before_cursor_execute", note)
    return len([one for one in found if not one.startswith("PRAGMA")])
