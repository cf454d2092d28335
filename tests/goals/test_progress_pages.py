"""Progress pages of a goal, and what those in charge read."""

import csv
import datetime as dt
import io
import re

import pytest

from course import clock, db
from course.goals.service import reading
from course.hours.kinds import Category, Document, Mode
from course.hours.service import documents, entries
from course.hours.service.documents import Paper
from course.hours.service.entries import By, Seen
from tests.goals.helpers import choose
from tests.hours.helpers import many, statements


def enter(app, person, count, **changed):
    many(app, person, count, category=Category.CORE, area="a", **changed)


def test_progress_is_shown_with_every_entry_and_a_file(app, root, tara, signed_in):
    browser = signed_in(tara)
    url = choose(browser)
    enter(app, tara, 3, mode=Mode.SELF_PACED)
    page = re.sub(r"\s+", " ", browser.text(url))
    # Three hours, of which self-paced two count; an hour is asked for in each of a and b.
    assert "1 h 30 min of 2 h 30 min count." in page
    assert "not enough to say" in page
    entries = browser.text(f"{url}/requirements/core-knowledge")
    assert entries.count("Counts for 60 min of “Core knowledge”.") == 1
    assert "belongs to other knowledge areas" in entries
    text = browser.get(f"{url}/entries.csv").get_data().decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert sum(int(line["counts"]) for line in lines if line["counts"]) == 90
    assert browser.get(f"{url}/requirements/degree").status_code == 404


def test_what_was_withdrawn_is_no_evidence(app, tara):
    by = By(tara.id, clock.now(), dt.date(2026, 11, 24), "Not so")
    paper = Paper(Document.LICENSE, None, dt.date(2020, 1, 1))
    enter(app, tara, 1)
    with app.app_context():
        with db.writing() as session:
            documents.add(session, tara.id, "e" * 32, paper, by)
        before = reading.evidence(db.session(), tara.id)
        with db.writing() as session:
            documents.withdraw(session, tara.id, Seen("e" * 32, 1), by)
            entries.withdraw(session, tara.id, Seen(f"{0:032x}", 1), by)
        after = reading.evidence(db.session(), tara.id)
    assert (len(before.entries), len(before.documents)) == (1, 1)
    assert (after.entries, after.documents) == ((), ())


def test_entries_of_a_requirement_go_by_pages_of_a_hundred(app, root, tara, signed_in):
    browser = signed_in(tara)
    url = choose(browser) + "/requirements/core-knowledge"
    enter(app, tara, 130)
    found = [
        len(re.findall(r'href="/hours/[0-9a-f]{32}"', browser.text(f"{url}?page={n}")))
        for n in ("1", "2", "99", "x")
    ]
    assert found == [100, 30, 30, 100]


def test_the_page_of_a_goal_takes_few_statements_however_many_entries(
    app, root, tara, signed_in, sam, assign
):
    browser = signed_in(tara)
    url = choose(browser)
    assign(tara, sam)
    other, theirs = signed_in(sam), f"/trainees/{tara.public_id}{url}"
    counts = []
    for more in (2, 60):
        enter(app, tara, more)
        browser.get(url)
        counts.append(
            (statements(app, lambda: browser.get(url)), statements(app, lambda: other.get(theirs)))
        )
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 8


def test_those_in_charge_read_and_cannot_change(root, tara, sam, petra, signed_in, assign):
    url = choose(signed_in(tara))
    assign(tara, sam)
    theirs = f"/trainees/{tara.public_id}/goals"
    for person in (sam, petra):
        browser = signed_in(person)
        assert "Certified in something" in browser.text(theirs)
        page = browser.text(f"/trainees/{tara.public_id}{url}")
        assert "Drop this goal" not in page
        assert "/target" not in page
        part = f"/trainees/{tara.public_id}{url}/requirements/core-knowledge"
        assert browser.get(part).status_code == 200
        assert browser.get(url).status_code == 403


@pytest.mark.parametrize(
    ("from_day", "until_day"),
    [(dt.date(2026, 1, 1), dt.date(2026, 11, 23)), (dt.date(2026, 11, 25), None)],
    ids=["past", "future"],
)
def test_a_past_and_a_future_supervisor_find_nothing(
    root, tara, sam, signed_in, assign, from_day, until_day
):
    url = choose(signed_in(tara))
    assign(tara, sam, from_day, until_day)
    browser, theirs = signed_in(sam), f"/trainees/{tara.public_id}"
    ends = ("/goals", url, f"{url}/requirements/core-knowledge")
    assert [browser.get(theirs + end).status_code for end in ends] == [404] * 3
