"""What the tests of people share."""

import re

from sqlalchemy import text

from course import db

LINK = re.compile(r"http://127\.0\.0\.1:8000(/\S+)")


def mails(app):
    """Return (recipient, subject, body) of every mail, the oldest first."""
    with app.app_context():
        query = text("SELECT recipient, subject, body FROM outbox_mail ORDER BY id")
        return [tuple(row) for row in db.session().execute(query)]


def last_link(app):
    """Return the path of the link in the newest mail."""
    return LINK.search(mails(app)[-1][2]).group(1)


def scalar(app, statement, **values):
    with app.app_context():
        return db.session().scalar(text(statement), values)


def acts_of(app):
    with app.app_context():
        return list(db.session().scalars(text("SELECT act FROM audit ORDER BY id")))
