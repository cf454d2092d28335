"""Threads and their marks, and private notes, on both databases."""

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from course import clock, db
from course.comments import notes, service
from course.comments.models import Comment, CommentMark, PrivateNote, SubjectKind
from course.comments.service import Thread, Words
from course.errors import Invalid, Refused
from course.people.models import Assignment

TODAY = dt.date(2026, 11, 24)
DAY = dt.timedelta(days=1)


@pytest.fixture
def charge(in_app, tara, sam):
    with db.writing() as session:
        session.add(Assignment(trainee_id=tara.id, supervisor_id=sam.id, from_day=TODAY - DAY))


@pytest.fixture
def thread(tara):
    return Thread(tara.id, SubjectKind.LESSON, "first-lesson")


def say(thread, person, text, op_id="1" * 32):
    with db.writing() as session:
        readers = service.readers(session, thread.trainee_id, TODAY)
        words = Words(op_id, person.id, text)
        return service.add(session, thread, words, readers, clock.now())


def unseen(person, on=TODAY):
    return db.session().scalar(select(service.unseen(person.id, on)))


def test_a_comment_waits_for_its_readers_and_not_for_its_author(charge, thread, tara, sam):
    say(thread, tara, "May I ask?")
    assert (unseen(tara), unseen(sam)) == (0, 1)


def test_who_answers_has_seen_what_stands(charge, thread, tara, sam):
    say(thread, tara, "May I ask?")
    say(thread, sam, "Please do.", "2" * 32)
    assert (unseen(tara), unseen(sam)) == (1, 0)


def test_seen_is_said_for_one_thread_and_told_to_the_author(charge, thread, tara, sam):
    other = Thread(tara.id, SubjectKind.LESSON, "next-lesson")
    say(thread, tara, "One")
    say(other, tara, "Two", "2" * 32)
    assert service.lines(db.session(), thread, tara.id)[0].seen_at is None
    with db.writing() as session:
        service.mark_seen(session, thread, sam.id, clock.now())
    assert unseen(sam) == 1
    assert service.lines(db.session(), thread, tara.id)[0].seen_at == clock.now()


def test_when_the_charge_ends_nothing_waits_any_more(charge, thread, tara, sam):
    say(thread, tara, "One")
    with db.writing() as session:
        session.query(Assignment).one().until_day = TODAY
    assert unseen(sam, TODAY) == 1
    assert unseen(sam, TODAY + DAY) == 0
    assert service.threads(db.session(), sam.id, TODAY + DAY) == []


def test_the_same_form_twice_is_one_comment_and_another_text_is_refused(charge, thread, tara):
    say(thread, tara, "One")
    say(thread, tara, "One")
    assert len(db.session().scalars(select(Comment)).all()) == 1
    with pytest.raises(Refused, match="sent before with another text"):
        say(thread, tara, "Two")


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 4001])
def test_an_empty_or_endless_comment_is_refused_by_its_field(charge, thread, tara, text):
    with pytest.raises(Invalid, match=r"^text: "):
        say(thread, tara, text)


def test_a_comment_is_never_changed(charge, thread, tara):
    say(thread, tara, "One")
    with pytest.raises(DBAPIError, match="append-only"), db.writing() as session:
        session.connection().exec_driver_sql("UPDATE comment SET text = 'x'")


def test_threads_are_listed_with_the_newest_first_and_page_by_page(charge, tara, sam):
    for number in range(3):
        thread = Thread(tara.id, SubjectKind.LESSON, f"lesson-{number}")
        say(thread, tara, "Well", f"{number:032}")
    say(Thread(tara.id, SubjectKind.LESSON, "lesson-0"), sam, "Yes", "9" * 32)
    first = service.threads(db.session(), sam.id, TODAY, most=2)
    assert [(one.subject, one.comments, one.unseen) for one in first] == [
        ("lesson-0", 2, 0),
        ("lesson-2", 1, 1),
    ]
    rest = service.threads(db.session(), sam.id, TODAY, before=first[-1].newest_id)
    assert [one.subject for one in rest] == ["lesson-1"]


def test_a_note_is_found_changed_and_deleted_by_its_author_only(charge, tara, sam, ines):
    with db.writing() as session:
        notes.add(session, sam.id, tara.id, "Ask about rest", clock.now())
    (note,) = notes.own(db.session(), sam.id, tara.id)
    assert notes.find(db.session(), ines.id, note.public_id) is None
    with db.writing() as session:
        notes.change(session, ines.id, note.id, "Other", clock.now())
        notes.remove(session, ines.id, note.id)
    db.session().expire_all()
    assert notes.own(db.session(), sam.id, tara.id)[0].text == "Ask about rest"
    with db.writing() as session:
        notes.change(session, sam.id, note.id, "Rested", clock.now())
    db.session().expire_all()
    assert notes.own(db.session(), sam.id, tara.id)[0].text == "Rested"
    with db.writing() as session:
        notes.remove(session, sam.id, note.id)
    assert db.session().scalars(select(PrivateNote)).all() == []
    assert db.session().scalars(select(CommentMark)).all() == []
