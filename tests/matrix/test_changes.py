"""What changes between two requests counts at the second; who looks changes nothing."""

import datetime as dt

import pytest

from course import clock, db
from course.people.models import Assignment, Person
from course.people.service import acts
from course.people.service.acts import Acting
from course.permissions import Role
from tests.conftest import NOON
from tests.matrix import expected
from tests.matrix.world import ROLES


@pytest.fixture
def write(asker):
    """A function that runs an act of a director in the database; all is put back afterwards."""

    def run(act):
        world = asker.world
        with world.app.app_context(), db.writing() as session:
            key = world.app.config["SECRET_KEY"]
            act(session, Acting(world.people["director"].id, clock.now(), key))

    yield run
    asker.restore()


def _row(session, asker, role):
    return session.get_one(Person, asker.world.people[role].id)


#: A page that only this role opens.
PAGES = [
    ("trainee", Role.TRAINEE, "progress.show"),
    ("supervisor", Role.SUPERVISOR, "supervision.roster"),
    ("both", Role.SUPERVISOR, "supervision.roster"),
    ("both", Role.TRAINEE, "progress.show"),
]


@pytest.mark.parametrize(("who", "role", "endpoint"), PAGES)
def test_a_revoked_role_is_gone_at_the_next_request(asker, write, who, role, endpoint):
    url = asker.url(endpoint, expected.NONE)
    assert asker.send(who, "GET", url).status_code == 200
    write(lambda session, by: acts.revoke(session, by, _row(session, asker, who), role, ""))
    assert asker.send(who, "GET", url).status_code == 403


def test_a_revoked_director_is_gone_at_the_next_request(asker, write):
    def change(session, by):
        acts.grant(session, by, _row(session, asker, "instructor"), Role.DIRECTOR, "")
        acts.revoke(session, by, _row(session, asker, "director"), Role.DIRECTOR, "")

    write(change)
    url = asker.url("people.directory", expected.NONE)
    assert asker.send("director", "GET", url).status_code == 403
    assert asker.send("instructor", "GET", url).status_code == 200


@pytest.mark.parametrize("who", ["trainee", "supervisor", "instructor", "both"])
def test_a_disabled_person_is_signed_out_at_the_next_request(asker, write, who):
    assert asker.send(who, "GET", "/").status_code == 200
    write(lambda session, by: acts.disable(session, by, _row(session, asker, who), ""))
    answer = asker.send(who, "GET", "/")
    assert (answer.status_code, answer.location) == (303, "/sign-in")


def test_a_charge_that_ended_yesterday_ends_the_view_at_the_next_request(asker, write):
    url = asker.url("supervision.trainee", "tara")
    assert asker.send("supervisor", "GET", url).status_code == 200

    def end(session, by):
        del by
        sam, tara = asker.world.people["supervisor"].id, asker.world.people["trainee"].id
        charge = session.query(Assignment).filter_by(supervisor_id=sam, trainee_id=tara).one()
        charge.until_day = dt.date(2026, 11, 23)

    write(end)
    assert asker.send("supervisor", "GET", url).status_code == 404


def test_an_overdue_attempt_is_closed_by_its_owner_s_look_and_by_nobody_else_s(asker, write):
    del write  # puts the database back afterwards
    url, before = asker.url("attempts.review", "tara"), asker.fingerprint()
    # The quiz has thirty minutes.
    with clock.held(NOON + dt.timedelta(hours=1)):
        for role in ROLES:
            if role != "trainee":
                assert asker.send(role, "GET", url).status_code != 200, role
        assert asker.fingerprint() == before
        assert asker.send("trainee", "GET", url).status_code == 200
    assert asker.fingerprint() != before


def test_the_back_button_of_a_shared_computer_shows_nothing(asker, write):
    del write  # puts the database back afterwards
    token = asker.world.csrf["trainee"]
    client = asker.world.app.test_client()
    client.set_cookie("practicum", asker.cookies["trainee"])
    page = client.get("/progress")
    assert page.headers["Cache-Control"] == "no-store"
    assert client.post("/sign-out", data={"csrf_token": token}).status_code == 303
    assert client.get("/progress").status_code == 303
    # And the cookie of before, kept aside, opens nothing either.
    assert asker.send("trainee", "GET", "/progress").status_code == 303
