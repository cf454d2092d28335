"""The guard and the start: deny by default."""

import pytest
from flask import Blueprint

from course import create_app, wiring
from course.permissions import Role, Viewer, parse_roles, policy, require_policies, roles_text
from course.permissions.policies import POLICIES, Policy, Verdict, decide
from tests import conftest as house


def _viewer(*roles):
    return Viewer(1, "f" * 32, "Tara", frozenset(roles), "UTC", "system", "token")


def _start_with(tmp_path, monkeypatch, view):
    bp = Blueprint("extra", __name__)
    bp.add_url_rule("/extra", "page", view)
    others = wiring.blueprints()
    monkeypatch.setattr(wiring, "blueprints", lambda: [*others, bp])
    return create_app(house._settings(tmp_path), pooled=False)


def test_a_route_without_a_policy_stops_the_start_and_is_named(tmp_path, monkeypatch):
    with pytest.raises(RuntimeError, match=r"/extra \(extra\.page\)"):
        _start_with(tmp_path, monkeypatch, lambda: "open to all")


def test_a_policy_that_the_table_does_not_know_stops_the_start(tmp_path, monkeypatch):
    view = policy("site.everything")(lambda: "open to all")
    with pytest.raises(RuntimeError, match=r"extra\.page"):
        _start_with(tmp_path, monkeypatch, view)


def test_a_route_with_a_known_policy_starts(tmp_path, monkeypatch):
    require_policies(_start_with(tmp_path, monkeypatch, policy("site.public")(lambda: "fine")))


def test_who_is_not_signed_in_is_asked_to_and_who_lacks_the_role_is_refused():
    only = Policy(frozenset({Role.DIRECTOR}), "for directors")
    assert decide(only, None) == Verdict.SIGN_IN
    assert decide(only, _viewer(Role.TRAINEE, Role.SUPERVISOR)) == Verdict.FORBID
    assert decide(only, _viewer(Role.TRAINEE, Role.DIRECTOR)) == Verdict.ALLOW


def test_somebody_without_any_role_is_refused_everywhere_but_in_public():
    for name, one in POLICIES.items():
        assert decide(one, _viewer()) == (Verdict.ALLOW if one.public else Verdict.FORBID), name


def test_every_policy_says_why():
    assert all(len(one.why) > 10 for one in POLICIES.values())


def test_roles_are_written_in_one_order_and_read_back():
    held = frozenset({Role.DIRECTOR, Role.TRAINEE})
    assert roles_text(held) == "trainee director"
    assert parse_roles("trainee director") == held
    with pytest.raises(ValueError, match="king"):
        parse_roles("king")
