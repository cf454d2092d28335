from dataclasses import dataclass

import pytest

from course import events


@dataclass(frozen=True)
class Rang:
    bell: str


@dataclass(frozen=True)
class Fell:
    apple: str


@pytest.fixture(autouse=True)
def _wiring_is_put_back():
    before = dict(events._handlers)
    yield
    events._handlers.clear()
    events._handlers.update(before)


def test_handlers_hear_their_event_in_the_order_of_wiring():
    heard = []
    events.wire(
        [
            (Rang, lambda session, event: heard.append(("first", session, event))),
            (Fell, lambda *_: heard.append("fell")),
            (Rang, lambda session, event: heard.append(("second", session, event))),
        ]
    )
    events.emit("session", Rang("noon"))
    assert heard == [("first", "session", Rang("noon")), ("second", "session", Rang("noon"))]


def test_an_event_nobody_hears_is_fine():
    events.wire([])
    events.emit("session", Rang("noon"))


def test_wiring_again_replaces():
    heard = []
    events.wire([(Rang, lambda *_: heard.append("old"))])
    events.wire([(Rang, lambda *_: heard.append("new"))])
    events.emit("session", Rang("noon"))
    assert heard == ["new"]


def test_a_handler_that_fails_fails_the_act():
    events.wire([(Rang, lambda *_: 1 / 0)])
    with pytest.raises(ZeroDivisionError):
        events.emit("session", Rang("noon"))
