"""The daily digest: once a day where the person is, only when something waits, nothing told."""

import datetime as dt

import pytest
from sqlalchemy import update

from course import clock, db
from course.outbox.models import OutboxMail
from course.people.models import Person
from course.supervision.service.digests import queue_digests
from tests.conftest import NOON
from tests.people.helpers import mails
from tests.supervision import world
from tests.supervision.test_comment_pages import say


@pytest.fixture(autouse=True)
def mail_server(app, monkeypatch):
    """A site that sends mail."""
    settings = app.extensions["practicum.settings"]
    sends = settings.model_copy(update={"smtp_url": "smtp://mail.practicum.test"})
    monkeypatch.setitem(app.extensions, "practicum.settings", sends)
    return settings


def work(app, at=NOON):
    with app.app_context(), clock.held(at):
        return queue_digests()


@pytest.fixture
def waiting(app, tara, charge):
    """Two entries wait for Sam."""
    for _ in range(2):
        world.enter(app, tara, note="note-of-an-entry")


def test_one_mail_says_how_much_waits_and_not_what(app, sam, tara, waiting, signed_in):
    say(signed_in(tara), f"/comments/{tara.public_id}/training/whole", "words-of-a-comment")
    assert work(app) == 1
    ((recipient, subject, body),) = mails(app)
    assert (recipient, subject) == (sam.email, "Waiting for you")
    assert "You have 3 things waiting" in body
    assert "http://127.0.0.1:8000/" in body
    for word in ("note-of-an-entry", "words-of-a-comment", "Tara", "sign", "comment"):
        assert word not in body.replace("sign in", ""), word


def test_a_second_round_sends_nothing_and_the_next_day_does(app, sam, waiting):
    assert work(app) == 1
    assert work(app, NOON + dt.timedelta(minutes=1)) == 0
    assert work(app, NOON + dt.timedelta(hours=15)) == 0
    # Noon in UTC is seven in New York.
    assert work(app, NOON + dt.timedelta(days=1)) == 1


def test_nobody_is_written_to_in_the_night(app, sam, waiting):
    assert work(app, NOON - dt.timedelta(minutes=1)) == 0
    assert work(app, NOON) == 1


def test_nothing_is_sent_when_nothing_waits(app, tara, charge):
    assert work(app) == 0
    assert mails(app) == []


def test_an_entry_that_came_back_is_a_thing_for_the_trainee(app, sams, tara, waiting):
    entry = f"{1:032x}"
    world.enter(app, tara, number=1)
    sent = {"number": "1", "word": "returned", "comment": "Which day?"}
    assert sams.post(f"/sign-offs/{entry}", sent, form_at="/sign-offs").status_code == 303
    work(app)
    bodies = {recipient: body for recipient, _, body in mails(app)}
    assert "One thing is waiting" in bodies[tara.email]


def test_who_wants_none_gets_none(app, sams, sam, waiting):
    form = {"name": sam.name, "zone": sam.zone, "theme": "system"}
    assert sams.post("/profile", form).status_code == 303
    assert work(app) == 0
    form["wants_digest"] = "y"
    sams.post("/profile", form)
    assert work(app) == 1


@pytest.mark.parametrize("values", [{"disabled": True}, {"password_hash": None}])
def test_who_cannot_sign_in_gets_none(app, sam, waiting, values):
    with app.app_context(), db.writing() as session:
        session.execute(update(Person).where(Person.id == sam.id).values(**values))
    assert work(app) == 0


def test_a_round_that_dies_before_its_commit_is_done_again(app, sam, waiting, monkeypatch):
    from course.supervision.service import digests

    def die(*_, **__):
        raise RuntimeError("the worker died")

    with monkeypatch.context() as broken:
        broken.setattr(digests.outbox, "queue", die)
        with pytest.raises(RuntimeError):
            work(app)
    assert work(app) == 1
    with app.app_context():
        assert db.session().query(OutboxMail).count() == 1


def test_a_site_without_a_mail_server_has_no_digests(app, waiting, mail_server, monkeypatch):
    monkeypatch.setitem(app.extensions, "practicum.settings", mail_server)
    assert work(app) == 0
    assert mails(app) == []
