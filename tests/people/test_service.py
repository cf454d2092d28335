"""Queries and rebuilding, on both databases."""

import datetime as dt

import pytest
from sqlalchemy import text

from course import db
from course.errors import Invalid, Refused
from course.people import service
from course.people.models import Person
from course.people.service import throttle
from course.permissions import Role, Viewer
from tests.conftest import NOON

DAY = dt.timedelta(days=1)
#: The day on which the tests' clock stands.
TODAY = dt.date(2026, 11, 24)


def _viewer(person):
    roles = frozenset(Role(name) for name in person.roles.split())
    return Viewer(person.id, person.public_id, person.name, roles, person.zone, "system", "t")


def _assign(trainee, supervisor, from_day, until_day=None):
    with db.writing() as session:
        return service.assign(
            session, trainee=trainee, supervisor=supervisor, from_day=from_day, until_day=until_day
        )


def test_a_supervisor_is_in_charge_from_the_first_day_to_the_last(in_app, tara, sam):
    _assign(tara, sam, TODAY, TODAY + DAY)
    days = [
        service.supervises(db.session(), sam.id, tara.id, TODAY + n * DAY) for n in (-1, 0, 1, 2)
    ]
    assert days == [False, True, True, False]


def test_the_trainees_of_a_supervisor_are_listed_by_name(in_app, tara, otto, sam):
    _assign(tara, sam, TODAY - DAY)
    _assign(otto, sam, TODAY)
    rows = service.trainees_of(db.session(), sam.id, TODAY)
    assert [(row.name, row.from_day) for row in rows] == [
        ("Otto Brandt", TODAY),
        ("Tara Okafor", TODAY - DAY),
    ]


def test_a_trainee_is_seen_by_herself_her_supervisor_and_directors(
    in_app, tara, otto, sam, ines, petra, make_person
):
    other = make_person("Uma Sato", Role.SUPERVISOR)
    _assign(tara, sam, TODAY)
    seen = {
        person.name: service.visible_trainee(db.session(), _viewer(person), tara.public_id)
        for person in (tara, otto, sam, ines, petra, other)
    }
    assert {name for name, row in seen.items() if row} == {"Tara Okafor", "Sam Reyes", "Petra Lind"}
    assert service.visible_trainee(db.session(), None, tara.public_id) is None


def test_a_charge_that_ended_shows_nothing_any_more(in_app, tara, sam):
    _assign(tara, sam, TODAY - 2 * DAY, TODAY - DAY)
    assert service.visible_trainee(db.session(), _viewer(sam), tara.public_id) is None


def test_a_supervisor_without_the_role_sees_nobody(in_app, tara, sam):
    _assign(tara, sam, TODAY)
    viewer = Viewer(sam.id, sam.public_id, sam.name, frozenset(), sam.zone, "system", "t")
    assert service.visible_trainee(db.session(), viewer, tara.public_id) is None


def test_charges_of_a_pair_do_not_overlap(in_app, tara, sam):
    _assign(tara, sam, TODAY, TODAY + DAY)
    with pytest.raises(Refused):
        _assign(tara, sam, TODAY + DAY)
    _assign(tara, sam, TODAY + 2 * DAY)


def test_nobody_supervises_themselves_or_without_the_roles(in_app, tara, ines, make_person):
    both = make_person("Bea Holt", Role.TRAINEE, Role.SUPERVISOR)
    for trainee, supervisor in ((both, both), (tara, ines), (ines, both)):
        with pytest.raises(Refused):
            _assign(trainee, supervisor, TODAY)


def test_days_out_of_order_are_refused(in_app, tara, sam):
    with pytest.raises(Invalid):
        _assign(tara, sam, TODAY, TODAY - DAY)


def test_roles_and_access_are_rebuilt_from_the_history(in_app, tara):
    with db.writing() as session:
        person = session.get_one(Person, tara.id)
        service.grant(session, person, Role.INSTRUCTOR, now=NOON, actor_id=None)
        service.revoke(session, person, Role.TRAINEE, now=NOON, actor_id=None)
    with db.writing() as session:
        session.execute(text("UPDATE person SET roles = 'director', disabled = (1 = 1)"))
        service.rebuild_roles(session, tara.id)
        service.rebuild_disabled(session, tara.id)
    person = service.person_by_public_id(db.session(), tara.public_id)
    assert (person.roles, person.disabled) == ("instructor", False)


def test_the_history_cannot_be_changed(in_app, tara):
    for table in ("role_grant", "person_event"):
        with pytest.raises(Exception, match="append-only"), db.writing() as session:
            session.execute(text(f"DELETE FROM {table}"))


def test_one_address_is_one_person_in_any_case(in_app, tara):
    with pytest.raises(Refused), db.writing() as session:
        service.create_person(
            session,
            email="TARA@Practicum.Test",
            name="Tara Two",
            roles=[],
            zone="UTC",
            password_hash=None,
            now=NOON,
            actor_id=None,
        )
    assert service.find_by_email(db.session(), "TARA@practicum.test").id == tara.id


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        (None, "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_an_address_counts_by_what_one_customer_has(address, counts_as):
    assert throttle.network(address) == counts_as
