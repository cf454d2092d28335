"""The roster: who stands in it, in which order, what it says, what it costs."""

import datetime as dt
import re

import pytest

from course import clock, db
from course.bench.statements import counting
from course.goals.models import Goal, RequirementSet, RequirementSetVersion
from course.goals.states import GoalState
from course.hours.models import HoursEntry
from course.people.models import Assignment, Person
from course.permissions import Role
from course.progress.models import TraineeArea, TraineeSafety, TraineeSummary
from tests.conftest import NOON
from tests.supervision import world
from tests.supervision.world import DAY, TODAY

NAMES = re.compile(r'href="/trainees/[0-9a-f]{32}">([^<]+)</a>')


def names(page):
    return NAMES.findall(page)


def summary(app, person, days_ago, lessons=1):
    at = NOON - dt.timedelta(days=days_ago)
    with app.app_context(), db.writing() as session:
        session.add(TraineeSummary(trainee_id=person.id, lessons_read=lessons, last_at=at))


@pytest.fixture
def three(app, make_person, sam, tara, charge):
    """Tara, Ana and Zoe are in Sam's charge, Otto was until yesterday."""
    people = [make_person(name, Role.TRAINEE) for name in ("Ana Bell", "Zoe Ames", "Otto Past")]
    for person in people[:2]:
        world.assign(app, person, sam)
    world.assign(app, people[2], sam, until_day=TODAY - DAY)
    return people


def test_the_roster_holds_those_in_charge_today_by_name(sams, three):
    assert names(sams.text("/trainees")) == ["Ana Bell", "Tara Okafor", "Zoe Ames"]


def test_who_did_nothing_for_longest_comes_first_when_asked(app, sams, three, tara):
    summary(app, three[0], 1)
    summary(app, tara, 5)
    page = sams.text("/trainees?sort=last")
    assert names(page) == ["Zoe Ames", "Tara Okafor", "Ana Bell"]


def test_who_has_most_to_sign_comes_first_when_asked(app, sams, three, tara):
    for _ in range(2):
        world.enter(app, three[1])
    world.enter(app, tara)
    # Before the charge: not Sam's to sign.
    world.enter(app, three[0], day=TODAY - 200 * DAY)
    page = sams.text("/trainees?sort=waiting")
    assert names(page) == ["Zoe Ames", "Tara Okafor", "Ana Bell"]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("ta", ["Tara Okafor"]),
        ("OKA", ["Tara Okafor"]),
        ("am", ["Zoe Ames"]),
        ("ra", []),
        ("%", []),
    ],
)
def test_a_search_finds_the_beginnings_of_names(sams, three, q, found):
    assert names(sams.client.get("/trainees", query_string={"q": q}).text) == found


def test_stalled_is_said_with_its_rule_and_a_leave_silences_it(app, sams, tara, charge):
    summary(app, tara, 25)
    page = sams.text("/trainees")
    assert "No work for 25 days" in page
    assert "no lesson was read and no question answered for 21 days" in page
    url = f"/trainees/{tara.public_id}"
    sent = {"from_day": "2026-11-20", "until_day": "2026-12-01"}
    assert sams.post(f"{url}/leave", sent, form_at=url).status_code == 303
    page = sams.text("/trainees")
    assert "No work for" not in page
    assert "On leave until" in page
    with world.later(8):
        assert "No work for" not in sams.text("/trainees")


def test_the_next_day_of_a_goal_stands_in_the_row(app, sams, tara, charge, course):
    with app.app_context(), db.writing() as session:
        at = {"at": NOON, "label": "1", "as_of": "2026", "text": "{}", "digest": "d"}
        for number, days in ((1, 30), (2, 10), (3, -5)):
            made = RequirementSet(slug=f"set-{number}", title="A set")
            session.add(made)
            session.flush()
            version = RequirementSetVersion(set_id=made.id, number=1, **at)
            session.add(version)
            session.flush()
            session.add(
                Goal(
                    trainee_id=tara.id,
                    set_id=made.id,
                    number=1,
                    version_id=version.id,
                    target_day=TODAY + days * DAY,
                    state=GoalState.OPEN,
                    changed_at=NOON,
                )
            )
    assert "4 Dec 2026" in sams.text("/trainees")


def test_an_area_is_shown_from_five_answers_on(app, sams, tara, charge):
    with app.app_context(), db.writing() as session:
        session.add(TraineeArea(trainee_id=tara.id, area="a", answered=4, earned=4))
        session.add(TraineeArea(trainee_id=tara.id, area="g", answered=5, earned=3))
    page = sams.text("/trainees")
    assert "weakest g 60 %" in page
    assert "a Ethics" not in page


def test_safety_items_are_there_to_discuss_for_ninety_days(app, sams, tara, charge):
    with app.app_context(), db.writing() as session:
        for days in (1, 89, 91):
            at = NOON - dt.timedelta(days=days)
            session.add(
                TraineeSafety(trainee_id=tara.id, question=f"q-{days}", objective="o", missed_at=at)
            )
    assert "2 safety items to discuss" in sams.text("/trainees")


#: The id of the first of many: far above those that a shared database has given out.
FIRST = 1_000_000


def many(app, supervisor, count, others):
    """Insert trainees of this supervisor and, beside them, others of nobody."""
    now = clock.now()
    with app.app_context(), db.writing() as session:
        everybody = range(FIRST, FIRST + count + others)
        session.execute(
            Person.__table__.insert(),
            [
                {
                    "id": n, "public_id": f"{n:032x}", "email": f"t{n}@practicum.test",
                    "name": f"Trainee {n}", "zone": "UTC", "theme": "system", "roles": "trainee",
                    "disabled": False, "created_at": now,
                }
                for n in everybody
            ],
        )  # fmt: skip
        session.execute(
            TraineeSummary.__table__.insert(),
            [
                {"trainee_id": n, "lessons_read": n % 7, "checks_answered": 0, "quizzes_taken": 0,
                 "last_at": now - dt.timedelta(days=n % 40)}
                for n in everybody
            ],
        )  # fmt: skip
        session.execute(
            Assignment.__table__.insert(),
            [
                {"trainee_id": n, "supervisor_id": supervisor.id, "public_id": f"{n:032x}",
                 "from_day": TODAY - 9 * DAY}
                for n in range(FIRST, FIRST + count)
            ],
        )  # fmt: skip


@pytest.mark.parametrize("sort", ["name", "last", "waiting"])
def test_pages_of_fifty_show_everybody_once_in_every_order(app, sams, sam, sort):
    many(app, sam, 120, 0)
    found, url = [], f"/trainees?sort={sort}"
    while url:
        page = sams.text(url)
        assert len(names(page)) <= 50
        found += names(page)
        following = re.search(r'rel="next"\s+href="([^"]+)"', page)
        url = following and following.group(1).replace("&amp;", "&")
    assert len(found) == len(set(found)) == 120


def statements(app, browser, url):
    browser.get(url)
    with counting(app) as sent:
        assert browser.get(url).status_code == 200
    return sent


@pytest.mark.parametrize("page", ["", "?sort=waiting&after=" + f"{1010:032x}"])
def test_the_roster_costs_eight_statements_however_many_there_are(app, sams, sam, page):
    many(app, sam, 60, 0)
    few = len(statements(app, sams, "/trainees" + page))
    assert few <= 8
    with app.app_context(), db.writing() as session:
        session.execute(
            HoursEntry.__table__.insert(),
            [
                {"public_id": f"{n:032x}", "trainee_id": FIRST + n % 60, "number": 1,
                 "category": "clinical", "mode": "in-person", "day": TODAY, "minutes": 50,
                 "state": "waiting", "changed_at": NOON}
                for n in range(200)
            ],
        )  # fmt: skip
    assert len(statements(app, sams, "/trainees" + page)) == few


def test_no_part_of_the_roster_reads_all_trainees_of_the_site(app, sams, sam):
    """The plan of every statement looks rows up; with 2,000 trainees none is scanned whole."""
    many(app, sam, 60, 2000)
    sent = statements(app, sams, "/trainees?sort=waiting")
    with app.app_context():
        store = db.store()
        if store.is_sqlite:
            plans = _plans(store, sent)
            scanned = re.compile(r"SCAN (person|trainee_\w+|hours_entry|assignment)\b")
            assert [plan for plan in plans if scanned.search(plan)] == []


def _plans(store, sent):
    with store.engine.connect() as connection:
        for statement in sent:
            if statement.lstrip().upper().startswith("SELECT"):
                values = ("0",) * statement.count("?")
                rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
                yield from (row[-1] for row in rows)
