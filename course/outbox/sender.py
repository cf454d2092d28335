"""Sending what waits in the outbox over SMTP."""

import smtplib
import ssl
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from course import clock, db
from course.config import Settings
from course.outbox import rules, service
from course.outbox.service import Waiting
from course.web.log import logger

_TIMEOUT_SECONDS = 30.0
_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True)
class Round:
    """What one round of sending did."""

    sent: int = 0
    failed: int = 0


def send_waiting(settings: Settings) -> Round:
    """Send the mails that are due. Without a mail server nothing is sent.

    A mail is claimed before and marked after it is sent, each in its own write. A worker that
    dies between the two makes the mail go out again later: twice is better than never.
    """
    _forget_useless()
    if not settings.smtp_url:
        return Round()
    mails = service.due(db.session(), clock.now())
    # Nothing is sent while a transaction is open.
    db.session().rollback()
    return _send(settings, mails) if mails else Round()


def _forget_useless() -> None:
    if service.has_useless(db.session(), clock.now()):
        with db.writing() as session:
            service.forget_useless(session, clock.now())


def _send(settings: Settings, mails: list[Waiting]) -> Round:
    try:
        server = connect(settings.smtp_url)
    except (OSError, smtplib.SMTPException) as error:
        return _nobody_there(mails, error)
    with server:
        results = [_send_one(server, settings.mail_from, mail) for mail in mails if _claim(mail)]
    return Round(sent=results.count(True), failed=results.count(False))


def connect(url: str) -> smtplib.SMTP:
    """Return a connection to the server of `SMTP_URL`, encrypted, and signed in when it says so."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, timeout=_TIMEOUT_SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(host, port, timeout=_TIMEOUT_SECONDS)
        server.starttls(context=context)
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server


def _claim(mail: Waiting) -> bool:
    with db.writing() as session:
        return service.claim(session, mail)


def _send_one(server: smtplib.SMTP, sender: str, mail: Waiting) -> bool:
    try:
        server.send_message(
            rules.message(
                sender=sender, recipient=mail.recipient, subject=mail.subject, body=mail.body
            )
        )
    except (OSError, ValueError, smtplib.SMTPException) as error:
        _failed(mail, error)
        return False
    with db.writing() as session:
        service.mark_sent(session, mail.id, clock.now())
    return True


def _failed(mail: Waiting, error: Exception) -> None:
    logger.warning("mail not sent", extra={"error": what(error)})
    with db.writing() as session:
        service.mark_failed(session, mail.id, what(error))


def _nobody_there(mails: list[Waiting], error: Exception) -> Round:
    logger.warning("mail server not reached", extra={"error": what(error)})
    with db.writing() as session:
        for mail in mails:
            if service.claim(session, mail):
                service.mark_failed(session, mail.id, what(error))
    return Round(failed=len(mails))


def what(error: Exception) -> str:
    """Return the kind of an error with the server's code; its text may hold an address."""
    code = getattr(error, "smtp_code", None)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next(iter(error.recipients.values()), (None,))[0]
    return type(error).__name__ if code is None else f"{type(error).__name__} {code}"
