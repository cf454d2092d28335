"""Entries, corrections and sign-offs on both databases."""

import datetime as dt

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.exc import DBAPIError

from course import clock, db
from course.errors import Invalid, NotFound, Refused
from course.hours.kinds import Category, Degree, Document, Mode
from course.hours.models import DocumentVersion, HeldDocument, HoursEntry, HoursVersion, SignOff
from course.hours.rules import Draft
from course.hours.service import documents, entries, signing
from course.hours.service.documents import Paper
from course.hours.service.entries import By, Seen
from course.hours.service.signing import Word
from course.hours.states import EntryState, SignOffKind
from course.people.models import Assignment
from course.people.service.acts import Acting
from tests.conftest import SECRET

DAY = dt.date(2026, 11, 20)
DRAFT = Draft(Category.SUPERVISION, Mode.INDIVIDUAL, None, DAY, 60)
ID = "0" * 31 + "1"


def by(person, why=""):
    return By(person.id, clock.now(), dt.date(2026, 11, 24), why)


def enter(person, draft=DRAFT, public_id=ID):
    with db.writing() as session:
        return entries.add(session, person.id, public_id, draft, by(person))


def said(person, kind, number=1, comment="", public_id=ID):
    word = Word(Seen(public_id, number), SignOffKind(kind), comment)
    with db.writing() as session:
        return signing.sign_off(session, person.id, word, Acting(person.id, clock.now(), SECRET))


def stands(public_id=ID):
    db.session().expire_all()
    return db.session().scalar(select(HoursEntry).where(HoursEntry.public_id == public_id))


def rows(table):
    """Return every row of a table in the order of its key."""
    return list(db.session().scalars(select(table).order_by(*inspect(table).primary_key)))


@pytest.fixture
def charge(in_app, tara, sam):
    """Sam was Tara's supervisor until the day of the hours."""
    with db.writing() as session:
        session.add(
            Assignment(
                trainee_id=tara.id,
                supervisor_id=sam.id,
                from_day=dt.date(2026, 1, 1),
                until_day=DAY,
            )
        )


def test_the_same_form_twice_is_one_entry(in_app, tara):
    enter(tara)
    enter(tara)
    assert (len(rows(HoursEntry)), len(rows(HoursVersion))) == (1, 1)


def test_a_form_sent_again_with_other_hours_is_refused(in_app, tara, otto):
    enter(tara)
    other = Draft(Category.SUPERVISION, Mode.GROUP, None, DAY, 60)
    with pytest.raises(Refused, match="sent before with other hours"):
        enter(tara, other)
    with pytest.raises(Refused, match="sent before with other hours"):
        enter(otto)
    assert stands().mode == Mode.INDIVIDUAL


def test_a_correction_is_a_new_version_and_the_old_one_stays(in_app, tara):
    enter(tara)
    with db.writing() as session:
        draft = Draft(Category.SUPERVISION, Mode.GROUP, None, DAY, 90)
        entries.correct(session, tara.id, Seen(ID, 1), draft, by(tara, "It was a group"))
    assert (stands().number, stands().minutes, stands().mode) == (2, 90, Mode.GROUP)
    assert [(one.number, one.minutes, one.why) for one in rows(HoursVersion)] == [
        (1, 60, ""),
        (2, 90, "It was a group"),
    ]


def test_a_correction_of_what_was_changed_meanwhile_is_refused(in_app, tara, otto):
    enter(tara)
    for person, number in ((tara, 2), (otto, 1)):
        with pytest.raises(Refused, match="changed since"), db.writing() as session:
            entries.correct(session, person.id, Seen(ID, number), DRAFT, by(person))
    assert len(rows(HoursVersion)) == 1


@pytest.mark.parametrize("table", [HoursVersion, SignOff])
def test_versions_and_sign_offs_are_never_changed(charge, tara, sam, table):
    enter(tara)
    said(sam, "signed")
    statement = f"UPDATE {table.__tablename__} SET number = 9"
    with pytest.raises(DBAPIError, match="append-only"), db.writing() as session:
        session.connection().exec_driver_sql(statement)


def test_the_supervisor_of_the_day_signs_and_it_is_sealed(charge, tara, sam):
    enter(tara)
    assert said(sam, "signed")
    assert stands().state == EntryState.SIGNED
    assert db.session().connection().exec_driver_sql("SELECT act, actor_id FROM audit").all() == [
        ("hours.signed", sam.id)
    ]


def test_the_same_click_twice_has_one_effect(charge, tara, sam):
    enter(tara)
    assert said(sam, "signed")
    assert not said(sam, "signed")
    assert len(rows(SignOff)) == 1


def test_a_supervisor_of_another_day_does_not_sign(charge, tara, sam):
    later = Draft(Category.SUPERVISION, Mode.INDIVIDUAL, None, DAY + dt.timedelta(days=1), 60)
    enter(tara, later)
    with pytest.raises(Refused, match="On the day of these hours"):
        said(sam, "signed")
    assert stands().state == EntryState.WAITING


def test_nobody_signs_their_own(charge, tara):
    enter(tara)
    with pytest.raises(Refused, match="their own"):
        said(tara, "signed")


def test_a_signed_entry_is_corrected_only_after_it_was_unsigned(charge, tara, sam):
    enter(tara)
    said(sam, "signed")
    with pytest.raises(Refused, match="is signed"), db.writing() as session:
        entries.correct(session, tara.id, Seen(ID, 1), DRAFT, by(tara))
    with pytest.raises(Invalid, match="comment"):
        said(sam, "unsigned")
    said(sam, "unsigned", comment="Wrong day")
    with db.writing() as session:
        entries.correct(session, tara.id, Seen(ID, 1), DRAFT, by(tara, "Right day"))
    said(sam, "signed", number=2)
    assert [(one.kind.value, one.version) for one in rows(SignOff)] == [
        ("signed", 1),
        ("unsigned", 1),
        ("signed", 2),
    ]


def test_what_the_supervisor_did_not_see_is_not_signed(charge, tara, sam):
    enter(tara)
    with db.writing() as session:
        entries.correct(session, tara.id, Seen(ID, 1), DRAFT, by(tara, "Twice"))
    with pytest.raises(Refused, match="changed this entry since"):
        said(sam, "signed", number=1)


def test_a_returned_entry_waits_again_when_it_is_corrected(charge, tara, sam):
    enter(tara)
    said(sam, "returned", comment="Which day was it?")
    assert stands().state == EntryState.RETURNED
    with db.writing() as session:
        entries.correct(session, tara.id, Seen(ID, 1), DRAFT, by(tara, "Day checked"))
    assert stands().state == EntryState.WAITING


def test_a_withdrawn_entry_stays_in_the_history_and_out_of_reach(charge, tara, sam):
    enter(tara)
    with db.writing() as session:
        entries.withdraw(session, tara.id, Seen(ID, 1), by(tara, "Entered twice"))
    assert [one.withdrawn for one in rows(HoursVersion)] == [False, True]
    with pytest.raises(Refused, match="withdrawn"):
        said(sam, "signed", number=2)


def test_an_unknown_entry_is_not_there(charge, sam):
    with pytest.raises(NotFound):
        said(sam, "signed", public_id="f" * 32)


LICENSE = Paper(Document.LICENSE, None, dt.date(2024, 1, 1), dt.date(2026, 1, 1))


def test_a_document_is_entered_once_corrected_and_withdrawn(in_app, tara):
    with db.writing() as session:
        documents.add(session, tara.id, ID, LICENSE, by(tara))
        documents.add(session, tara.id, ID, LICENSE, by(tara))
    renewed = Paper(Document.LICENSE, None, dt.date(2024, 1, 1), dt.date(2028, 1, 1))
    with db.writing() as session:
        documents.correct(session, tara.id, Seen(ID, 1), renewed, by(tara, "Renewed"))
    with db.writing() as session:
        documents.withdraw(session, tara.id, Seen(ID, 2), by(tara, "Not mine"))
    (held,) = rows(HeldDocument)
    assert (held.number, held.withdrawn, held.until_day) == (3, True, dt.date(2028, 1, 1))
    assert [one.why for one in rows(DocumentVersion)] == ["", "Renewed", "Not mine"]


@pytest.mark.parametrize(
    ("paper", "field"),
    [
        (Paper(Document.LICENSE, None, DAY, DAY - dt.timedelta(days=1)), "until_day"),
        (Paper(Document.DEGREE, None, DAY), "degree"),
        (Paper(Document.LICENSE, Degree.MASTER, DAY), "degree"),
    ],
)
def test_a_document_that_does_not_fit_is_refused_by_its_field(in_app, tara, paper, field):
    with pytest.raises(Invalid, match=f"^{field}: "), db.writing() as session:
        documents.add(session, tara.id, ID, paper, by(tara))
