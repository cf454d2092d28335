"""The error for a response that cannot be an answer."""


class InvalidResponse(ValueError):  # noqa: N818 - it says what the response is
    """The response cannot be an answer to this item; the message says why."""
