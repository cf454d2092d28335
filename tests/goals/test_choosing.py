"""Choosing, changing and dropping goals through real forms, on both databases."""

import re

import pytest
from sqlalchemy import select

from course import db
from course.goals.models import Goal, GoalEvent
from course.goals.service import reading
from tests.content import small
from tests.goals.helpers import NEW, choose, goals, label, load
from tests.goals.test_content import NAME
from tests.hours.helpers import entry_id


def test_a_set_is_looked_at_and_chosen_once(app, root, tara, signed_in):
    browser = signed_in(tara)
    assert NEW in browser.text("/goals/new")
    page = browser.text(NEW)
    for words in (
        "2025.A.1",
        "https://www.example.org/requirements",
        "23 Nov 2026",
        "From memory, no source was read, verify it at the body",
        "not affiliated with or endorsed by",
        "does not ensure or guarantee certification",
        "the version in force at your supervision contract applies",
    ):
        assert words in page
    sent = {"entry": entry_id(browser, NEW), "contract_day": "", "target_day": "2027-12-01"}
    first, second = (browser.post(NEW, sent) for _ in range(2))
    assert (first.status_code, first.location) == (303, second.location)
    assert len(goals(app)) == 1
    assert "1 Dec 2027" in browser.text(first.location)


def test_one_set_is_one_open_goal(app, root, tara, otto, signed_in):
    browser = signed_in(tara)
    choose(browser)
    sent = {"entry": entry_id(browser, NEW), "contract_day": "", "target_day": ""}
    answer = browser.post(NEW, sent)
    assert answer.status_code == 409
    assert "a goal of yours already" in answer.get_data(as_text=True)
    choose(signed_in(otto))
    assert len(goals(app)) == 2


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"contract_day": "2026-11-25"}, "contract_day"),
        ({"target_day": "2026-11-23"}, "target_day"),
        ({"target_day": "soon"}, "target_day"),
    ],
)
def test_days_that_do_not_fit_are_told_at_their_field(app, root, tara, signed_in, days, field):
    browser = signed_in(tara)
    sent = {"entry": entry_id(browser, NEW), "contract_day": "", "target_day": "", **days}
    answer = browser.post(NEW, sent)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.get_data(as_text=True)
    assert goals(app) == []


@pytest.mark.parametrize(
    ("contract", "version", "said"),
    [
        ("", "2026.A.1", "No day of a supervision contract is set"),
        ("2026-07-01", "2026.A.1", "not after the supervision contract of 1 Jul 2026"),
        ("2026-06-30", "2025.A.1", "not after the supervision contract of 30 Jun 2026"),
        ("2020-01-01", "2025.A.1", "the oldest one was taken"),
    ],
)
def test_the_contract_chooses_the_version_and_the_page_says_why(
    app, newer, tara, signed_in, contract, version, said
):
    browser = signed_in(tara)
    url = choose(browser, contract_day=contract)
    assert label(app) == version
    page = re.sub(r"\s+", " ", browser.text(url))
    assert said in page
    assert f"version {version}" in page


def test_a_later_version_of_the_file_leaves_goals_as_they_were(app, root, tara, signed_in):
    browser = signed_in(tara)
    url = choose(browser)
    small.change(root, NAME, "minimum: 2.5", "minimum: 40")
    load(app, root)
    page = browser.text(url)
    assert "2 h 30 min" in page
    assert "40 h" not in page
    assert "A later text of this version was loaded" in page


def test_a_set_that_left_the_files_cannot_be_chosen_and_its_goals_stay(app, root, tara, signed_in):
    browser = signed_in(tara)
    url = choose(browser)
    (root / NAME).unlink()
    load(app, root)
    assert browser.get(NEW).status_code == 404
    assert "no longer offered" in browser.text(url)


def test_the_contract_day_is_set_once_and_pins_the_version(app, newer, tara, signed_in):
    browser = signed_in(tara)
    url = choose(browser)
    assert label(app) == "2026.A.1"
    sent = {"number": "1", "contract_day": "2025-06-01"}
    assert browser.post(f"{url}/contract", sent).status_code == 303
    assert label(app) == "2025.A.1"
    again = browser.post(f"{url}/contract", {"number": "2", "contract_day": "2026-08-01"})
    assert again.status_code == 409
    assert label(app) == "2025.A.1"


def test_the_target_day_changes_and_the_history_keeps_both(app, root, tara, signed_in):
    browser = signed_in(tara)
    url = choose(browser, target_day="2027-01-02")
    assert (
        browser.post(f"{url}/target", {"number": "1", "target_day": "2027-03-04"}).status_code
        == 303
    )
    page = browser.text(url)
    assert "2 Jan 2027" in page
    assert "4 Mar 2027" in page
    stale = browser.post(f"{url}/target", {"number": "1", "target_day": "2028-01-01"})
    assert stale.status_code == 409
    assert browser.post(f"{url}/target", {"number": "2", "target_day": ""}).status_code == 303
    assert "No target day is set" in browser.text(url)


def test_a_goal_is_dropped_with_a_reason_and_can_be_chosen_anew(app, root, tara, signed_in):
    browser = signed_in(tara)
    url = choose(browser)
    assert browser.post(f"{url}/drop", {"number": "1", "why": ""}).status_code == 422
    assert browser.post(f"{url}/drop", {"number": "1", "why": "I moved"}).status_code == 303
    page = browser.text(url)
    assert "dropped" in page
    assert "I moved" in page
    assert browser.post(f"{url}/target", {"number": "2", "target_day": ""}).status_code == 409
    choose(browser)
    assert [one.state.value for one in goals(app)] == ["dropped", "open"]


def test_what_stands_of_a_goal_follows_from_its_events(app, newer, tara, signed_in):
    browser = signed_in(tara)
    url = choose(browser)
    browser.post(f"{url}/target", {"number": "1", "target_day": "2027-03-04"})
    browser.post(f"{url}/contract", {"number": "2", "contract_day": "2025-06-01"})
    browser.post(f"{url}/drop", {"number": "3", "why": "I moved"})
    columns = [column.name for column in Goal.__table__.columns]
    with app.app_context():
        (goal,) = db.session().scalars(select(Goal))
        before = [getattr(goal, name) for name in columns]
        with db.writing() as session:
            goal.number, goal.target_day, goal.contract_day = 9, None, None
            session.flush()
            reading.rebuild(session, tara.id)
        db.session().expire_all()
        assert [getattr(goal, name) for name in columns] == before
        assert len(list(db.session().scalars(select(GoalEvent)))) == 4


def test_a_reason_that_could_tell_who_a_client_is_is_asked_about_and_can_be_given(
    app, root, tara, signed_in
):
    browser = signed_in(tara)
    url = choose(browser)
    sent = {"number": "1", "why": "Maria Delgado told me to"}
    asked = browser.post(f"{url}/drop", sent)
    assert asked.status_code == 422
    mark = re.search(r'name="sure"\s+value="(\w+)"', asked.get_data(as_text=True))
    assert mark
    assert browser.post(f"{url}/drop", {**sent, "sure": mark[1]}).status_code == 303
