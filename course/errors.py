"""What can go wrong in words a person can use. Each becomes a page with its status."""


class PracticumError(Exception):
    """A failure with a message that is meant for the person who met it."""

    status = 500


class Invalid(PracticumError):
    """The input does not fit; the message names the field, line or row."""

    status = 422


class Refused(PracticumError):
    """A rule says no, and the message says which and why."""

    status = 409


class NotFound(PracticumError):
    """There is no such thing, or it is not yours to see: the two look the same."""

    status = 404


class Forbidden(PracticumError):
    """Your role does not allow this."""

    status = 403


class TooMany(PracticumError):
    """Too many tries; wait and try again."""

    status = 429


class Busy(PracticumError):
    """The database cannot take the write now; nothing was saved, and it may be sent again."""

    status = 503
    retry_after = 2
