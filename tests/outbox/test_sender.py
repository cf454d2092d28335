"""Sending over SMTP, with a server that only pretends."""

import datetime as dt
import smtplib

import pytest

from course import clock, db
from course.outbox import rules, sender, service
from tests.conftest import NOON
from tests.people.helpers import scalar

HOUR = dt.timedelta(hours=1)


class Server:
    """Keeps what it was given, and refuses whom it is told to."""

    def __init__(self, refused=()):
        self.got, self.refused = [], refused

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def send_message(self, message):
        if message["To"] in self.refused:
            raise smtplib.SMTPRecipientsRefused({message["To"]: (550, b"no such user tara@x.test")})
        self.got.append(message)


@pytest.fixture
def server(monkeypatch):
    made = Server()
    monkeypatch.setattr(sender, "connect", lambda _: made)
    return made


@pytest.fixture
def settings(app):
    found = app.extensions["practicum.settings"]
    return found.model_copy(update={"smtp_url": "smtp://u:p@mail.test", "mail_from": "p@x.test"})


def _queue(recipient="tara@x.test", body="the link", useless_at=NOON + HOUR):
    with db.writing() as session:
        service.queue(
            session, recipient=recipient, subject="S", body=body, now=NOON, useless_at=useless_at
        )


def test_a_mail_is_sent_once_and_its_text_forgotten(in_app, settings, server):
    _queue()
    assert sender.send_waiting(settings) == sender.Round(sent=1)
    assert sender.send_waiting(settings) == sender.Round()
    assert [(m["To"], m["From"], m.get_content()) for m in server.got] == [
        ("tara@x.test", "p@x.test", "the link\n")
    ]
    assert scalar(in_app, "SELECT body FROM outbox_mail") == ""


def test_a_refused_mail_waits_longer_and_its_address_stays_out_of_the_error(
    in_app, settings, server
):
    server.refused = ("tara@x.test",)
    _queue()
    _queue("otto@x.test")
    assert sender.send_waiting(settings) == sender.Round(sent=1, failed=1)
    error = scalar(in_app, "SELECT last_error FROM outbox_mail WHERE sent_at IS NULL")
    assert error == "SMTPRecipientsRefused 550"
    server.refused = ()
    assert sender.send_waiting(settings) == sender.Round()
    with clock.held(NOON + dt.timedelta(minutes=1)):
        assert sender.send_waiting(settings) == sender.Round(sent=1)


def test_a_server_that_is_away_counts_as_a_try_of_each(in_app, settings, monkeypatch):
    def away(_):
        raise ConnectionRefusedError

    monkeypatch.setattr(sender, "connect", away)
    _queue()
    assert sender.send_waiting(settings) == sender.Round(failed=1)
    assert scalar(in_app, "SELECT last_error FROM outbox_mail") == "ConnectionRefusedError"


def test_a_mail_whose_links_are_dead_is_emptied_and_not_sent(in_app, settings, server):
    _queue()
    with clock.held(NOON + HOUR):
        assert sender.send_waiting(settings) == sender.Round()
    assert server.got == []
    assert scalar(in_app, "SELECT body FROM outbox_mail") == ""


def test_of_two_workers_one_gets_a_mail(in_app):
    _queue()
    mail = service.due(db.session(), NOON)[0]
    with db.writing() as session:
        assert [service.claim(session, mail), service.claim(session, mail)] == [True, False]


def test_without_a_server_nothing_is_sent(in_app):
    _queue()
    assert sender.send_waiting(in_app.extensions["practicum.settings"]) == sender.Round()
    assert scalar(in_app, "SELECT count(*) FROM outbox_mail WHERE sent_at IS NULL") == 1


def test_a_command_does_what_waits_once(app):
    result = app.test_cli_runner().invoke(args=["work", "--once"])
    counts = "Attempts closed or graded: 0. Digests queued: 0. Quizzes looked at: 0."
    assert result.output == f"Mails sent: 0. Not sent: 0. {counts}\n"


@pytest.mark.parametrize(("tries", "minutes"), [(0, 0), (1, 1), (2, 3), (3, 7), (8, 255), (9, 615)])
def test_the_pauses_double_and_then_stay_at_six_hours(tries, minutes):
    assert rules.due_at(NOON, tries) == NOON + dt.timedelta(minutes=minutes)


@pytest.mark.parametrize("recipient", ["a@x.test\nBcc: b@x.test", "a@x.test, b@x.test"])
def test_a_header_takes_one_address_and_no_line_break(recipient):
    with pytest.raises((ValueError, IndexError)):
        rules.message(sender="p@x.test", recipient=recipient, subject="S", body="B")


def test_a_subject_takes_no_line_break():
    with pytest.raises(ValueError, match="linefeed"):
        rules.message(sender="p@x.test", recipient="a@x.test", subject="S\nBcc: b@x", body="B")


def test_with_a_mail_server_the_page_shows_no_text(app, signed_in, petra):
    with app.app_context():
        _queue(body="a secret link")
    browser = signed_in(petra)
    assert "a secret link" in browser.text("/outbox")
    before = app.extensions["practicum.settings"]
    app.extensions["practicum.settings"] = before.model_copy(update={"smtp_url": "smtp://m.test"})
    try:
        assert "a secret link" not in browser.text("/outbox")
    finally:
        app.extensions["practicum.settings"] = before
