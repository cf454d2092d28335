"""When a mail is due, and what a mail looks like."""

import datetime as dt
from email.headerregistry import Address
from email.message import EmailMessage

#: A pause never grows beyond this, so that a server that comes back is used the same day.
_LONGEST_PAUSE = dt.timedelta(hours=6)


def due_at(created_at: dt.datetime, tries: int) -> dt.datetime:
    """Return when a mail may be tried again: 1, 3, 7, 15 … minutes after it was written.

    From the ninth try on the tries are six hours apart.
    """
    doublings = min(tries, 8)
    late = _LONGEST_PAUSE * (tries - doublings)
    return created_at + dt.timedelta(minutes=2**doublings - 1) + late


def message(*, sender: str, recipient: str, subject: str, body: str) -> EmailMessage:
    """Return the mail with its headers; a line break in an address or subject is refused.

    Raises ValueError for such a header.
    """
    made = EmailMessage()
    made["From"] = Address(addr_spec=sender)
    made["To"] = Address(addr_spec=recipient)
    made["Subject"] = subject
    # Filters and out-of-office answers know a machine's mail by this.
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(body)
    return made
