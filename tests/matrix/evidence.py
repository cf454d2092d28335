"""Hours, a document and a goal of each trainee, and what fills their addresses."""

import datetime as dt
import secrets
from typing import Any

from course import clock, db
from course.goals.service import goals, sets
from course.goals.service.goals import Aim
from course.hours.kinds import Category, Document, Mode
from course.hours.rules import Draft
from course.hours.service import documents, entries
from course.hours.service.documents import Paper
from course.hours.service.entries import By
from course.sources.service import edition

DAY = dt.date(2026, 11, 20)
TODAY = dt.date(2026, 11, 24)
#: Whose evidence an object of expected.yaml is.
OWNERS = {"tara": "trainee", "bo": "both", "mia": "mia", "otto": "otto"}
NOBODY = "f" * 32

SET = """set: {slug}
body: A body made up
title: The {slug}
version: 2025.A.1
as_of: 2025-05
retrieved: 2026-11-23
source: null
seen_in: Nothing; it is made up.
applies_by: contract-day
examination: None.
requirements:
  - type: hours
    id: sar
    title: Some hours
    categories: [sar]
    minimum: 2
"""


def id_of(kind: str, thing: str) -> str:
    """The public id of somebody's entry, document or goal: made from who and what it is."""
    number = ("entry", "document", "goal").index(kind) * 10 + list(OWNERS).index(thing)
    return f"{number:032x}"


def make(world: Any) -> None:
    """Let every trainee enter hours and a document, and choose a goal."""
    line = sets.catalog(db.session(), edition(db.session()))["first-set"]
    for thing, key in OWNERS.items():
        person = world.people[key].id
        by = By(person, clock.now(), TODAY)
        draft = Draft(
            Category.SAR, Mode.IN_PERSON, None, DAY, 60, provider=f"canary-provider-{key}"
        )
        paper = Paper(Document.LICENSE, None, DAY, issuer=f"canary-issuer-{key}")
        with db.writing() as session:
            entries.add(session, person, id_of("entry", thing), draft, by)
            documents.add(session, person, id_of("document", thing), paper, by)
            goals.choose(session, person, id_of("goal", thing), Aim(line), by)


_KINDS = {
    "hours.show": "entry",
    "hours.correct": "entry",
    "hours.withdraw": "entry",
    "hours.document": "document",
    "hours.correct_document": "document",
    "hours.withdraw_document": "document",
}
_THEIRS = {
    "trainee_hours.show": ("entry", "entry"),
    "trainee_hours.document": ("document", "held"),
    "trainee_goals.show": ("goal", "goal"),
    "trainee_goals.requirement": ("goal", "goal"),
}


def values(world: Any, endpoint: str, arguments: set[str], thing: str) -> dict[str, Any]:
    """Return what fills the address of a page about evidence."""
    if endpoint == "goals.choose":
        return {"slug": "other-set" if thing == "there" else "no-such"}
    filled: dict[str, Any] = {}
    if "requirement" in arguments:
        filled["requirement"] = "no-such" if thing == "beyond" else "sar"
    if endpoint.startswith("trainee_"):
        return filled | _theirs(world, endpoint, thing)
    whose = "tara" if thing == "beyond" else thing
    kind = _KINDS.get(endpoint, "goal")
    return filled | {"public_id": id_of(kind, whose) if whose in OWNERS else NOBODY}


def _theirs(world: Any, endpoint: str, thing: str) -> dict[str, Any]:
    """`crossed` is the thing of Otto under the address of Tara."""
    trainee = "tara" if thing in {"crossed", "beyond"} else thing
    person = world.people.get(OWNERS.get(trainee, "instructor" if trainee == "ines" else ""))
    filled = {"public_id": person.public_id if person else NOBODY}
    if endpoint in _THEIRS:
        kind, name = _THEIRS[endpoint]
        whose = "otto" if thing == "crossed" else trainee
        filled[name] = id_of(kind, whose) if whose in OWNERS else NOBODY
    return filled


_HOURS = {"category": "sar", "mode": "in-person", "day": "2026-11-19", "hours": "1"}
_PAPER = {"kind": "license", "from_day": "2020-01-01"}
_SEEN = {"number": "1", "why": "It was so"}


def forms() -> dict[str, dict[str, Any]]:
    """Return the form that a person of good faith sends to each address."""
    entry = {"entry": secrets.token_hex(16)}
    return {
        "hours.new": {**_HOURS, **entry},
        "hours.correct": {**_HOURS, **_SEEN},
        "hours.withdraw": _SEEN,
        "hours.new_document": {**_PAPER, **entry},
        "hours.correct_document": {**_PAPER, **_SEEN},
        "hours.withdraw_document": _SEEN,
        "goals.choose": entry,
        "goals.target": {"number": "1", "target_day": "2027-11-19"},
        "goals.contract": {"number": "1", "contract_day": "2026-11-19"},
        "goals.drop": _SEEN,
    }
