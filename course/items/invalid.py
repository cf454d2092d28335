"""The error for a response that cannot be an answer."""


class InvalidResponse(ValueError):
    """The response cannot be an answer to this item; the message says why."""
