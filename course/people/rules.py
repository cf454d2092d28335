"""Decisions about people: addresses, names, passwords, days, and how many tries are fair."""

import datetime as dt
import hmac
import re
import unicodedata
from dataclasses import dataclass

from course.errors import Invalid

LONGEST_EMAIL = 254
LONGEST_NAME = 120

#: NIST SP 800-63B-4: at least 15 characters where the password is the only factor.
SHORTEST_PASSWORD = 15
LONGEST_PASSWORD = 128

#: A browser that nobody signs out is signed out after this time, whatever it did.
SIGN_IN_LASTS = dt.timedelta(days=7)
INVITATION_LASTS = dt.timedelta(days=14)
RESET_LASTS = dt.timedelta(hours=1)

#: Fictional people of the demo; their password is printed, so a public site lets none of them in.
DEMO_DOMAIN = "@demo.practicum.test"

THEMES = ("system", "light", "dark")

_EMAIL = re.compile(r"[!-?A-~]+@[a-z0-9-]+(\.[a-z0-9-]+)*", re.ASCII)
#: Legal inside quotes only, and able to make two addresses of one in a header.
_NOT_IN_EMAIL = frozenset('()<>[],;:\\"')


def normal_email(text: str) -> str:
    """Return the address in the form in which it is kept: no spaces around, lower case.

    Raises Invalid when it does not look like one address.
    """
    email = text.strip().lower()
    fits = len(email) <= LONGEST_EMAIL and _EMAIL.fullmatch(email)
    if not fits or not _NOT_IN_EMAIL.isdisjoint(email):
        raise Invalid("Enter an e-mail address such as name@example.org.")
    return email


def normal_name(text: str) -> str:
    """Return the name with single spaces; raises Invalid when it is empty, long or not text."""
    name = " ".join(text.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise Invalid(f"Enter a name of 1 to {LONGEST_NAME} characters.")
    if not name.isprintable():
        raise Invalid("Enter the name in letters, without control characters.")
    return name


def normal_password(text: str) -> str:
    """Return the password in the one form that is hashed: the same on every keyboard (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def same_password(first: str, second: str) -> bool:
    """Return whether both are the same password, in a time that tells nothing."""
    return hmac.compare_digest(normal_password(first).encode(), normal_password(second).encode())


_RUNS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "1234567890" * 13)
_FEWEST_SIGNS = 5
_SHORTEST_TELLING_WORD = 4
#: Long passwords that stand in leaked lists, as letters and digits only.
_COMMON = frozenset(
    {
        "correcthorsebatterystaple",
        "thequickbrownfoxjumpsoverthelazydog",
        "thequickbrownfox",
        "tobeornottobethatisthequestion",
        "maytheforcebewithyou",
        "passwordispassword",
        "thisismypassword",
        "mypasswordispassword",
        "changemechangeme",
        "iloveyousomuch123",
        "letmeinletmein123",
        "administrator123",
        "passwordpassword1",
        "password1234567",
        "password12345678",
        "password123456789",
        "qwerty1234567890",
        "qwertyuiop123456",
        "1q2w3e4r5t6y7u8i",
        "1q2w3e4r5t6y7u8i9o0p",
        "1qaz2wsx3edc4rfv",
        "1qaz2wsx3edc4rfv5tgb",
        "welcome123456789",
        "sextherapysextherapist",
        "sextherapist123",
    }
)


def password_problem(password: str, *, email: str, name: str) -> str | None:
    """Return what is wrong with a new password in words for its owner, or None.

    Length and a blocklist only, as NIST SP 800-63B-4 asks: no rules of composition.
    """
    given = normal_password(password)
    if len(given) < SHORTEST_PASSWORD:
        return f"Use at least {SHORTEST_PASSWORD} characters; four or five words are easy to keep."
    if len(given) > LONGEST_PASSWORD:
        return f"Use at most {LONGEST_PASSWORD} characters."
    flat = _flat(given)
    if _is_common(flat):
        return "This one is among the first that others would try. Choose words of your own."
    if any(word in flat for word in _telling_words(email, name)):
        return "Leave out your name, your e-mail address and the word practicum."
    return None


def _flat(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def _is_common(flat: str) -> bool:
    repeated = re.fullmatch(r"(.{1,9}?)\1+.?", flat)
    in_a_row = any(flat in run or flat in run[::-1] for run in _RUNS)
    return len(set(flat)) < _FEWEST_SIGNS or bool(repeated) or in_a_row or flat in _COMMON


def _telling_words(email: str, name: str) -> set[str]:
    words = {_flat(word) for word in (*name.split(), email, email.partition("@")[0])}
    return {word for word in words if len(word) >= _SHORTEST_TELLING_WORD} | {"practicum"}


def days_overlap(
    first: tuple[dt.date, dt.date | None], second: tuple[dt.date, dt.date | None]
) -> bool:
    """Return whether two spans of days share a day; None as the last day means: goes on."""
    (from_one, until_one), (from_two, until_two) = first, second
    return (until_two is None or from_one <= until_two) and (
        until_one is None or from_two <= until_one
    )


@dataclass(frozen=True)
class Limit:
    """How many tries are fair in a time. Refused tries lengthen the pause, down to `deepest`."""

    tries: int
    per: dt.timedelta
    #: In tries, at most 0: how far below empty a bucket falls when somebody hammers on.
    deepest: int = 0


SIGN_IN_BY_PAIR = Limit(10, dt.timedelta(minutes=15), deepest=-5)
SIGN_IN_BY_ADDRESS = Limit(100, dt.timedelta(minutes=15))
RESET_BY_ACCOUNT = Limit(3, dt.timedelta(hours=1))
RESET_BY_ADDRESS = Limit(20, dt.timedelta(hours=1))

#: Buckets count thousandths of a try, so that refilling loses nothing to rounding.
ONE_TRY = 1000


def take(limit: Limit, left: int, since: dt.timedelta) -> tuple[int, dt.timedelta]:
    """Return what is left in a bucket after one more try, and the pause (zero: allowed).

    `left` is in thousandths of a try, `since` the time since it was last changed.
    """
    full = limit.tries * ONE_TRY
    refilled = min(full, left + int(full * (max(since, dt.timedelta()) / limit.per)))
    after = max(refilled - ONE_TRY, limit.deepest * ONE_TRY)
    if refilled >= ONE_TRY:
        return after, dt.timedelta()
    after = min(after, refilled)
    return after, limit.per * ((ONE_TRY - after) / full)


def whole_minutes(pause: dt.timedelta) -> int:
    """Return the pause in minutes, rounded up: who waits that long is let in."""
    return -int(-pause.total_seconds() // 60)
