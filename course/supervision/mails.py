"""The text of the daily digest. It says that something waits, and nothing of what it is."""

from course.people.mails import Letter

# The subject is discreet: it shows on locked screens.
_DIGEST = """Hello {name},

{what}:

{url}

You get this mail at most once a day, and only when something waits. You can turn it off in
your profile.
"""


def digest(*, name: str, things: int, url: str) -> Letter:
    """Return the digest of a day on which this many things wait."""
    what = "One thing is waiting" if things == 1 else f"You have {things} things waiting"
    return Letter("Waiting for you", _DIGEST.format(name=name, what=what, url=url))
