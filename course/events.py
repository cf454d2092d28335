"""How a lower feature tells a higher one: an event, handled in the same transaction.

`create_app` fixes the handlers and their order once. A handler writes only its own
feature's tables and has a `rebuild(trainee)` that gives the same rows from the history.
"""

from collections.abc import Callable, Iterable
from typing import Any

Handler = Callable[[Any, Any], None]

_handlers: dict[type, tuple[Handler, ...]] = {}


def wire(pairs: Iterable[tuple[type, Handler]]) -> None:
    """Replace all wiring by these (event type, handler) pairs, in this order."""
    _handlers.clear()
    for kind, handler in pairs:
        _handlers[kind] = (*_handlers.get(kind, ()), handler)


def emit(session: Any, event: object) -> None:
    """Hand the event to every handler of its type, inside the session's transaction."""
    for handler in _handlers.get(type(event), ()):
        handler(session, event)
