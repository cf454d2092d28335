"""The four roles. One person may hold several."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is here for; the order is the order in which pages name them."""

    TRAINEE = "trainee"
    INSTRUCTOR = "instructor"
    SUPERVISOR = "supervisor"
    DIRECTOR = "director"


def parse_roles(text: str) -> frozenset[Role]:
    """Return the roles in a text such as `instructor supervisor`."""
    return frozenset(Role(word) for word in text.split())


def roles_text(roles: frozenset[Role]) -> str:
    """Return the canonical text of roles: their names in order, parted by spaces."""
    return " ".join(role.value for role in Role if role in roles)
