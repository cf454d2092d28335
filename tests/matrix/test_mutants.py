"""Break what guards a route, and see that the matrix turns red: a test that cannot fail is none."""

import dataclasses
import importlib
import inspect
import logging

import pytest

from course.permissions import Role, guard
from course.permissions.guard import policy_of
from course.permissions.policies import EVERYONE, POLICIES, Policy
from tests.matrix import expected
from tests.matrix.asking import faults

CELLS = expected.cells()
NOT_PUBLIC = sorted(name for name, policy in POLICIES.items() if not policy.public)
NARROW = sorted(name for name in NOT_PUBLIC if POLICIES[name].roles != EVERYONE)


@pytest.fixture(autouse=True)
def _quiet(world):
    """Broken guards let people into pages that then fail; that noise says nothing."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def _reds(asker, keep):
    return (fault for cell in CELLS if keep(cell) for fault in faults(asker, cell))


def _guarded(asker, name):
    return {cell.endpoint for cell in CELLS if policy_of(asker.world.app, cell.endpoint) == name}


@pytest.mark.parametrize("name", NOT_PUBLIC)
def test_a_policy_opened_to_the_public_is_caught(asker, monkeypatch, name):
    endpoints = _guarded(asker, name)
    monkeypatch.setitem(POLICIES, name, Policy(EVERYONE, "a mutant", public=True))
    assert next(_reds(asker, lambda c: c.endpoint in endpoints and c.role == "anonymous"), None)


@pytest.mark.parametrize("name", NARROW)
def test_a_policy_opened_to_everyone_signed_in_is_caught(asker, monkeypatch, name):
    endpoints = _guarded(asker, name)
    monkeypatch.setitem(POLICIES, name, Policy(EVERYONE, "a mutant"))
    assert next(_reds(asker, lambda c: c.endpoint in endpoints and not c.let_in), None)


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_a_policy_closed_to_all_but_directors_is_caught(asker, monkeypatch, name):
    endpoints = _guarded(asker, name)
    closed = frozenset() if POLICIES[name].roles == {Role.DIRECTOR} else frozenset({Role.DIRECTOR})
    monkeypatch.setitem(POLICIES, name, Policy(closed, "a mutant"))
    assert next(_reds(asker, lambda c: c.endpoint in endpoints and c.let_in), None)


def _loader(app, endpoint):
    return inspect.getclosurevars(app.view_functions[endpoint]).nonlocals.get("load")


#: Loaders that look at whose the thing is, with the endpoint of the cells that must turn red.
OWNERSHIP = {
    "own_attempt": "attempts.review",
    "own_slot": "attempts.answer",
    "visible_trainee": "supervision.trainee",
    "_uploaded_picture": "studio.picture",
    "own_entry": "hours.show",
    "own_document": "hours.document",
    "own_goal": "goals.show",
    "own_part": "goals.requirement",
    "_their_entry": "trainee_hours.show",
    "_their_document": "trainee_hours.document",
    "_their_goal": "trainee_goals.show",
    "_their_part": "trainee_goals.requirement",
    "charge": "supervision.mark_reviewed",
    "charged_attempt": "supervision.review",
    "charged_leave": "supervision.withdraw_leave",
    "own_leave_of": "supervision.withdraw_own_leave",
    "own_note": "supervision.note",
    "visible_thread": "comments.thread",
    "_charged_entry": "signing.give",
    "own_sheet": "worksheets.show",
    "kept_sheet": "worksheets.delete",
    "shared_sheets": "worksheets.of_trainee",
    "shared_sheet": "worksheets.read",
    "others_trainee": "accommodations.show",
}
#: Loaders of what is shared by all who hold the role, or of the viewer's own row.
STUDIO = {"bank_of", "question_of", "lesson_of", "quiz_of", "_retired", "_quiz_question"}
SHARED = {
    *STUDIO,
    "any_quiz",
    "any_attempt",
    "any_question",
    "_lesson",
    "_module",
    "_plan",
    "_check",
    "_asset",
    "_quiz",
    "_own",
    "the_set",
}
#: Shared by all, with something of the viewer's own in it.
MIXED = {"_placed": "worksheets.fill_in"}
DIRECTORS = {"person_of", "_cohort", "_assignment"}


def test_every_loader_is_known_to_these_mutants(world):
    found = {_loader(world.app, cell.endpoint) for cell in CELLS} - {None}
    assert {loader.__name__ for loader in found} == {
        *OWNERSHIP,
        *SHARED,
        *MIXED,
        *DIRECTORS,
    }


def test_loaders_that_ignore_the_viewer_stand_behind_a_policy_for_all_or_for_directors(world):
    for cell in CELLS:
        loader = _loader(world.app, cell.endpoint)
        if loader is not None and loader.__name__ in DIRECTORS:
            assert policy_of(world.app, cell.endpoint) == "people.manage", cell.endpoint


def _as_anybody(asker, load):
    """Return the loader without its ownership check: it looks as every person in turn."""

    def blind(session, viewer, **values):
        for person in asker.world.people.values():
            other = dataclasses.replace(viewer, id=person.id, roles=frozenset(Role))
            thing = load(session, other, **values)
            if thing is not None:
                return thing
        return None

    return blind


def _break(asker, monkeypatch, name):
    plain = guard._loaded

    def broken(load, viewer, values):
        return plain(_as_anybody(asker, load) if load.__name__ == name else load, viewer, values)

    monkeypatch.setattr(guard, "_loaded", broken)


@pytest.mark.parametrize(("name", "endpoint"), OWNERSHIP.items())
def test_a_loader_that_ignores_whose_it_is_is_caught(asker, monkeypatch, name, endpoint):
    _break(asker, monkeypatch, name)
    assert list(_reds(asker, lambda c: c.endpoint == endpoint and c.status == 404))


@pytest.mark.parametrize(("name", "endpoint"), MIXED.items())
def test_a_loader_that_shows_everybody_what_is_one_s_own_is_caught(
    asker, monkeypatch, name, endpoint
):
    _break(asker, monkeypatch, name)
    red = list(_reds(asker, lambda c: c.endpoint == endpoint and c.status == 200))
    assert any("sheet-canary" in fault for fault in red)


def test_a_save_that_ignores_whose_attempt_it_is_is_caught(asker, monkeypatch):
    attempts = importlib.import_module("course.quizzes.views.attempts")
    own_slot = attempts.own_slot

    def blind(session, viewer, public_id, number):
        load = _as_anybody(asker, own_slot)
        return load(session, viewer, public_id=public_id, number=number)

    monkeypatch.setattr(attempts, "own_slot", blind)
    assert list(_reds(asker, lambda c: c.endpoint == "attempts.save" and c.status == 404))


def test_without_a_mutant_the_same_cells_are_green(asker):
    few = {"attempts.review", "supervision.trainee", "attempts.save"}
    assert list(_reds(asker, lambda c: c.endpoint in few)) == []
