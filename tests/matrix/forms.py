"""What people and our scripts send to each address of the matrix."""

import secrets
from typing import Any

from tests.matrix import content as files
from tests.matrix import evidence
from tests.matrix.objects import _PERSON, NOBODY
from tests.matrix.world import World

_LESSON = files.LESSON.format(slug="first-lesson", title="First", by="item", extra="")


def _preview(text: str) -> dict[str, str]:
    lines = text.removeprefix("  - ").split("\n")
    own = "\n".join(line.removeprefix("    ") if text[0] == " " else line for line in lines)
    return {"do": "preview", "base": "1", "text": own}


_AWAY = {"from_day": "2027-03-01", "until_day": "2027-03-09"}
_PAST = {"from_day": "2020-01-01", "until_day": "2020-02-01"}


def body(world: World, endpoint: str, thing: str) -> dict[str, Any]:
    """Return the form that a person of good faith sends there."""
    place = world.cohorts.get(_PERSON.get(thing, ""), NOBODY)
    forms: dict[str, dict[str, Any]] = {
        "people.ask_reset": {"email": "guest@practicum.test"},
        "people.profile": {"name": "A Name", "zone": "UTC", "theme": "dark"},
        "people.invite": {"email": "new@practicum.test", "name": "New", "roles": ["trainee"]},
        "cohorts.index": {"name": "Winter cohort"},
        "people.grant": {"role": "instructor"},
        "people.revoke": {"role": "trainee"},
        "people.enroll": {"cohort": place, **_PAST},
        "people.leave": {"cohort": place, "until_day": "2026-11-24"},
        "people.assign": {"supervisor": world.people["supervisor"].public_id, **_PAST},
        "people.end_assignment": {"until_day": "2026-11-24"},
        "attempts.answer": {"op_id": secrets.token_hex(16), "seq": "7", "certainty": "2"},
        "study.mark": {"read": "yes"},
        "studio.create": _preview(files.question("new")),
        "studio.edit": _preview(files.question("one")),
        "studio.edit_lesson": _preview(_LESSON),
        "studio.edit_quiz": _preview(files.QUIZ),
        "studio.create_quiz": _preview(files.QUIZ.replace("first-quiz", "new-quiz")),
        "studio.retire": {"why": "It leaked."},
        "studio.retire_quiz": {"why": "It leaked."},
        **evidence.forms(),
        "program.parts": {"part": "module:first-module", "from_day": "2026-11-01"},
        "program.remove": {"part": "module:first-module"},
        "signing.give": {"word": "signed", "number": "1"},
        "signing.unsign": {"number": "1", "comment": "Not so"},
        "supervision.set_leave": _AWAY,
        "supervision.own_leave": _AWAY,
        "supervision.add_note": {"text": "A word"},
        "supervision.note": {"text": "Another word"},
        "comments.thread": {"text": "A word", "op_id": secrets.token_hex(16)},
        "worksheets.send": {"op_id": secrets.token_hex(16), "seq": "2", "field-one": "Something"},
    }
    return forms.get(endpoint, {})


def json_body(endpoint: str, thing: str) -> dict[str, Any] | None:
    """Return what our script sends there, None where only forms are sent."""
    if endpoint == "worksheets.save":
        return {"op_id": secrets.token_hex(16), "seq": 2, "fields": {"one": "Something"}}
    if endpoint != "attempts.save":
        return None
    slot = 99 if thing == "beyond" else 1
    return {"op_id": secrets.token_hex(16), "slot": slot, "seq": 7, "answer": []}
