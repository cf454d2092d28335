"""Every route, method, role and object: the answers are those of expected.yaml, and no others."""

from collections import Counter

import pytest

from tests.matrix import expected
from tests.matrix.asking import faults, headers
from tests.matrix.world import ROLES

CELLS = expected.cells()
ENDPOINTS = sorted({cell.endpoint for cell in CELLS})
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def _of(endpoint):
    return [cell for cell in CELLS if cell.endpoint == endpoint]


def _first_thing(endpoint):
    return _of(endpoint)[0].thing


def test_every_route_is_in_the_matrix_and_nothing_else_is(world):
    there = {
        (rule.endpoint, method)
        for rule in world.app.url_map.iter_rules()
        for method in rule.methods - {"HEAD"}
    }
    assert {(cell.endpoint, cell.method) for cell in CELLS} == there


def test_no_cell_has_two_answers():
    counted = Counter((c.endpoint, c.method, c.role, c.thing) for c in CELLS)
    assert [cell for cell, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_everybody_gets_what_is_expected_and_no_more(asker, endpoint):
    assert [fault for cell in _of(endpoint) for fault in faults(asker, cell)] == []


@pytest.mark.postgresql
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_the_same_holds_on_postgresql_where_nothing_is_written(pg_asker, endpoint):
    sample = [c for c in _of(endpoint) if c.role in {"trainee", "both", "supervisor"}]
    reading = [c for c in sample if c.method == "GET" or not c.let_in]
    assert [fault for cell in reading for fault in faults(pg_asker, cell)] == []


def test_a_method_that_no_route_takes_is_405_whoever_asks(asker):
    """The map of routes answers before anybody is looked up, so four of the roles are enough."""
    wrong, router = [], asker.world.app.url_map.bind("localhost")
    for endpoint in ENDPOINTS:
        url = asker.url(endpoint, _first_thing(endpoint))
        for method in sorted(METHODS - set(router.allowed_methods(url))):
            for role in ("anonymous", "disabled", "trainee", "director"):
                answer = asker.send(role, method, url)
                if answer.status_code != 405:
                    wrong.append((role, method, endpoint, answer.status_code))
                wrong += headers(endpoint, answer)
    assert wrong == []


POSTED = sorted({cell.endpoint for cell in CELLS if cell.method == "POST"})


@pytest.mark.parametrize("endpoint", POSTED)
def test_a_post_without_its_token_is_refused_for_everybody(asker, endpoint):
    before, url = asker.fingerprint(), asker.url(endpoint, _first_thing(endpoint))
    assert [asker.send(role, "POST", url, data={}).status_code for role in ROLES] == [400] * len(
        ROLES
    )
    with_wrong_token = {"csrf_token": asker.world.csrf["trainee"]}
    assert asker.send("director", "POST", url, data=with_wrong_token).status_code == 400
    assert asker.fingerprint() == before


@pytest.mark.parametrize("endpoint", POSTED)
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_post_from_another_site_is_refused_although_its_token_is_right(asker, endpoint, site):
    before, url = asker.fingerprint(), asker.url(endpoint, _first_thing(endpoint))
    for role in ROLES:
        answer = asker.send(
            role,
            "POST",
            url,
            data={"csrf_token": asker.world.csrf[role]},
            headers={"Sec-Fetch-Site": site},
        )
        assert answer.status_code == 403, role
    assert asker.fingerprint() == before


def test_a_program_gets_401_where_a_person_gets_the_sign_in_page(asker):
    cells = [c for c in CELLS if c.role in {"anonymous", "disabled"} and c.status == "sign-in"]
    asked = {(c.role, c.endpoint): c for c in cells if c.method == "GET"}
    for cell in asked.values():
        url = asker.url(cell.endpoint, cell.thing)
        answer = asker.send(cell.role, "GET", url, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.mimetype) == (401, "application/json"), cell
        assert "canary-" not in answer.get_data(as_text=True)
