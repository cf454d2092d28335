"""What fills an address, and what is sent to it, for each object that expected.yaml names."""

import secrets
from collections.abc import Callable
from typing import Any

from tests.matrix import evidence
from tests.matrix.world import NOBODY, World

Values = dict[str, Any]


def _attempt(world: World, thing: str) -> Values:
    key = thing.replace("tara", "trainee").replace("beyond", "trainee")
    return {"public_id": world.attempts.get(key, NOBODY)}


def _slot(world: World, thing: str) -> Values:
    return {**_attempt(world, thing), "number": 99 if thing == "beyond" else 1}


_PERSON = {"tara": "trainee", "bo": "both", "ines": "instructor", "mia": "mia", "otto": "otto"}


def _person(world: World, thing: str) -> Values:
    found = world.people.get(_PERSON.get(thing, ""))
    return {"public_id": found.public_id if found else NOBODY}


def _cohort(world: World, thing: str) -> Values:
    return {"public_id": world.cohorts.get(_PERSON.get(thing, ""), NOBODY)}


def _assignment(world: World, thing: str) -> Values:
    return {"public_id": world.assignments["supervisor"] if thing == "there" else NOBODY}


def _entry(world: World, thing: str) -> Values:
    return {"public_id": world.entries.get(thing, NOBODY)}


def _leave(world: World, thing: str) -> Values:
    return {**_person(world, thing), "leave": world.leaves.get(thing, NOBODY)}


def _note(world: World, thing: str) -> Values:
    return {"note": world.notes.get(thing, NOBODY)}


def _reviewed(world: World, thing: str) -> Values:
    return {
        **_person(world, thing.removesuffix("-graded")),
        "attempt": _attempt(world, thing)["public_id"],
    }


def _thread(world: World, thing: str) -> Values:
    whose, _, what = thing.partition("-")
    kinds = {
        "entry": ("entry", world.entries.get(whose, NOBODY)),
        "graded": ("attempt", world.attempts["trainee-graded"]),
        "open": ("attempt", world.attempts["trainee"]),
        "lesson": ("lesson", "first-lesson"),
    }
    kind, subject = kinds.get(what, ("training", "whole"))
    if thing == "odd":
        whose, kind = "tara", "odd"
    return {**_person(world, whose), "kind": kind, "subject": subject}


def _link(world: World, own: str, other: str, thing: str) -> Values:
    names = {"good": own, "expired": f"{own}-expired", "other-kind": other}
    return {"token": world.tokens.get(names.get(thing, ""), secrets.token_urlsafe(32))}


def _lesson(_: World, thing: str) -> Values:
    module = "other-module" if thing == "wrong-module" else "first-module"
    return {"module": module, "slug": "no-lesson" if thing == "missing" else "first-lesson"}


def _check(_: World, thing: str) -> Values:
    lesson = "next-lesson" if thing == "wrong-lesson" else "first-lesson"
    check = "no-check" if thing == "missing" else "first-one"
    return {"module": "first-module", "slug": lesson, "check": check}


_SHEET = {"first": "first-sheet", "gone": "gone-sheet", "mia": "gone-mia"}


def _sheet(_: World, thing: str) -> Values:
    return {"sheet": _SHEET.get(thing, "no-sheet")}


def _placed_sheet(_: World, thing: str) -> Values:
    lesson = "next-lesson" if thing == "wrong-lesson" else "first-lesson"
    sheet = "no-sheet" if thing == "missing" else "first-sheet"
    return {"module": "first-module", "slug": lesson, "sheet": sheet}


def _shared_sheet(world: World, thing: str) -> Values:
    """`tara-private` is a worksheet that she keeps for herself."""
    sheet = "gone-sheet" if thing == "tara-private" else "first-sheet"
    return {**_person(world, thing.removesuffix("-private")), "sheet": sheet}


def _slug(there: str) -> Callable[[World, str], Values]:
    return lambda _, thing: {"slug": there if thing == "there" else "no-such"}


def _question(_: World, thing: str) -> Values:
    return {"slug": "first-quiz", "question": "first-one" if thing == "there" else "no-such"}


def _asset(world: World, thing: str) -> Values:
    return {"digest": world.figure if thing == "there" else "0" * 64, "name": "path.svg"}


def _static(world: World, thing: str) -> Values:
    plain = "practicum.css"
    if thing == "unhashed":
        return {"name": plain}
    with world.app.test_request_context():
        path = world.app.jinja_env.globals["static"](plain)
    return {"name": path.removeprefix("/static/")}


def _picture(_: World, thing: str) -> Values:
    return {"slug": "first-lesson", "name": f"of-{thing}.svg"}


_STUDIO = {
    "first": ("bank", "new", "create"),
    "first-one": ("question", "edit", "retire", "restore"),
    "first-lesson": ("lesson", "edit_lesson"),
    "first-quiz": ("quiz", "edit_quiz", "retire_quiz", "quiz_results", "trial", "take"),
    "retired-quiz": ("restore_quiz",),
}

_BY_ENDPOINT: dict[str, Callable[[World, str], Values]] = {
    "attempts.question": _slot,
    "attempts.answer": _slot,
    "supervision.trainee": _person,
    "supervision.mark_reviewed": _person,
    "supervision.set_leave": _person,
    "supervision.add_note": _person,
    "supervision.withdraw_leave": _leave,
    "supervision.withdraw_own_leave": lambda world, thing: {"leave": _leave(world, thing)["leave"]},
    "supervision.review": _reviewed,
    "supervision.note": _note,
    "supervision.delete_note": _note,
    "signing.give": _entry,
    "signing.unsign": _entry,
    "comments.thread": _thread,
    "comments.mark_seen": _thread,
    "accommodations.show": _person,
    "handling.index": _slug("first-quiz"),
    "corrections.index": _slug("first-quiz"),
    "corrections.show": _question,
    "corrections.correct": _question,
    "accommodations.give": _person,
    "people.end_assignment": _assignment,
    "cohorts.show": _cohort,
    "program.parts": _cohort,
    "program.remove": _cohort,
    "people.take_invitation": lambda world, thing: _link(world, "invite", "reset", thing),
    "people.reset": lambda world, thing: _link(world, "reset", "invite", thing),
    "study.lesson": _lesson,
    "study.mark": _lesson,
    "study.answer_check": _check,
    "study.module": _slug("first-module"),
    "at_hand.plan": _slug("first-plan"),
    "quizzes.show": _slug("first-quiz"),
    "quizzes.start": _slug("first-quiz"),
    "study.asset": _asset,
    "static": _static,
    "studio.question_results": _question,
    "studio.picture": _picture,
    **{f"studio.{name}": _slug(slug) for slug, names in _STUDIO.items() for name in names},
    "worksheets.fill_in": _placed_sheet,
    "worksheets.of_trainee": _person,
    "worksheets.read": _shared_sheet,
}


_EVIDENCE = {"hours", "goals", "trainee_hours", "trainee_goals"}


def values(world: World, endpoint: str, arguments: set[str], thing: str) -> Values:
    """Return what fills the address of an endpoint for an object; a KeyError names a new one."""
    if not arguments:
        return {}
    if endpoint.partition(".")[0] in _EVIDENCE:
        return evidence.values(world, endpoint, arguments, thing)
    if endpoint.startswith(("attempts.", "handling.", "exams.")) and arguments == {"public_id"}:
        return _attempt(world, thing)
    if endpoint.startswith("worksheets.") and arguments == {"sheet"}:
        return _sheet(world, thing)
    if endpoint.startswith("people.") and endpoint not in _BY_ENDPOINT:
        return _person(world, thing)
    return _BY_ENDPOINT[endpoint](world, thing)
