"""The texts of mails about access. Whole texts, so that they can be translated."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """A mail before it has a recipient."""

    subject: str
    body: str


# The subjects are discreet: they show on locked screens.
_INVITATION = """Hello {name},

you are invited to Practicum, a training program. This link sets your password and opens
your account. It works once, until {until}:

{url}

If you did not expect this, ignore it; nothing happens without you.
"""

_RESET = """Hello {name},

somebody asked for a new password for your account. This link lets you set it. It works once,
until {until}:

{url}

If it was not you, ignore this mail: your password stays as it is.
"""

_CHANGED = """Hello {name},

the password of your account was changed on {at}, and every other browser was signed out.

If it was not you, ask for a new password on the sign-in page at once, and tell the director
of your program.
"""


def _utc(instant: dt.datetime) -> str:
    return f"{instant.astimezone(dt.UTC):%-d %b %Y, %H:%M} UTC"


def invitation(*, name: str, url: str, until: dt.datetime) -> Letter:
    """Return the mail that brings an invitation."""
    body = _INVITATION.format(name=name, url=url, until=_utc(until))
    return Letter("Your invitation to Practicum", body)


def reset(*, name: str, url: str, until: dt.datetime) -> Letter:
    """Return the mail that brings a link to set a new password."""
    return Letter("Set a new password", _RESET.format(name=name, url=url, until=_utc(until)))


def password_changed(*, name: str, at: dt.datetime) -> Letter:
    """Return the notice after a change of password; it holds no link."""
    return Letter("Your password was changed", _CHANGED.format(name=name, at=_utc(at)))
