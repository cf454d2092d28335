"""Reading expected.yaml into cells. Nothing here knows the table of policies."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.matrix.world import ROLES

FILE = Path(__file__).with_name("expected.yaml")
#: The object of addresses without values.
NONE = "-"


@dataclass(frozen=True)
class Cell:
    """Somebody asks for something, and what they are to get."""

    endpoint: str
    method: str
    role: str
    thing: str
    status: int | str
    let_in: bool
    shows: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.role} {self.method} {self.endpoint} ({self.thing})"


@cache
def read() -> dict[str, Any]:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def may_see(role: str) -> list[str]:
    return read()["may_see"][role]


def cells() -> list[Cell]:
    page = read()
    return [cell for group in page["groups"] for cell in _group(group, page["default"])]


def _group(group: dict[str, Any], default: dict[str, Any]) -> Iterator[Cell]:
    answers = _by_role(group["roles"], default)
    things = _things(group["roles"])
    for endpoint, methods in group["routes"].items():
        for method, given in methods.items():
            for role, answer in answers.items():
                for thing in things:
                    yield _cell(group, (endpoint, method), role, thing, answer, given)


def _by_role(roles: dict[str, Any], default: dict[str, Any]) -> dict[str, Any]:
    unknown = set(roles) - {*ROLES, "everyone", "signed-in"}
    assert not unknown, f"expected.yaml names roles that there are not: {unknown}"
    answers = dict(default)
    for role in ROLES:
        if "everyone" in roles:
            answers[role] = roles["everyone"]
        if "signed-in" in roles and default[role] != "sign-in":
            answers[role] = roles["signed-in"]
    return answers | {role: roles[role] for role in ROLES if role in roles}


def _things(roles: dict[str, Any]) -> list[str]:
    named = [thing for answer in roles.values() if isinstance(answer, dict) for thing in answer]
    return list(dict.fromkeys(named)) or [NONE]


def _cell(group, route, role, thing, answer, given) -> Cell:
    verdict = answer[thing] if isinstance(answer, dict) else answer
    status = given[thing] if verdict == "ok" and isinstance(given, dict) else given
    let_in = verdict == "ok"
    shows = tuple(group.get("shows", ()))
    return Cell(*route, role, thing, status if let_in else verdict, let_in, shows)
