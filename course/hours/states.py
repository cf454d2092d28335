"""The states of an entry, and what a supervisor can say of it."""

from enum import StrEnum


class EntryState(StrEnum):
    """Where an entry stands."""

    WAITING = "waiting"
    SIGNED = "signed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class SignOffKind(StrEnum):
    """What a supervisor said: that it is so, that it needs a correction, or no longer that."""

    SIGNED = "signed"
    RETURNED = "returned"
    UNSIGNED = "unsigned"


AFTER = {
    SignOffKind.SIGNED: EntryState.SIGNED,
    SignOffKind.RETURNED: EntryState.RETURNED,
    SignOffKind.UNSIGNED: EntryState.WAITING,
}
