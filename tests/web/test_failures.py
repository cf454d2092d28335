"""What goes wrong becomes a page (or JSON) with its status, and never a second failure."""

import re
import sqlite3

import pytest
from flask import Blueprint
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from course import create_app, db, wiring
from course.permissions import policy
from tests import conftest as house
from tests.browse import Browser

SECRET_WORDS = "words-of-a-trainee"


@pytest.fixture
def site(tmp_path, monkeypatch, sqlite_template):
    """An application with pages that break in every way there is."""
    bp = Blueprint("broken", __name__)
    causes = {
        "bug": ValueError(SECRET_WORDS),
        "locked": _sqlite("database is locked"),
        "full": _sqlite("database or disk is full"),
        "pool": PoolTimeout(),
        "statement": OperationalError(SECRET_WORDS, {}, sqlite3.OperationalError("no such table")),
    }
    for name, cause in causes.items():
        bp.add_url_rule(f"/broken/{name}", name, policy("site.public")(_raising(cause)))
    others = wiring.blueprints()
    monkeypatch.setattr(wiring, "blueprints", lambda: [*others, bp])
    (tmp_path / "practicum.sqlite").write_bytes(sqlite_template.read_bytes())
    made = create_app(house._settings(tmp_path), pooled=False)
    yield made
    with made.app_context():
        db.store().engine.dispose()
        db.store().lock.close()


def _sqlite(words):
    return OperationalError("SELECT 1", {}, sqlite3.OperationalError(words))


def _raising(cause):
    def view():
        raise cause

    return view


def _json(client, url):
    return client.get(url, headers={"Accept": "application/json"})


def _is_a_page_with_its_id(answer):
    text = answer.get_data(as_text=True)
    assert answer.mimetype == "text/html"
    assert answer.headers["X-Request-Id"] in text
    assert "Traceback" not in text
    return text


def test_a_bug_is_500_with_its_id_and_without_a_word_of_what_was_in_play(site):
    text = _is_a_page_with_its_id(answer := site.test_client().get("/broken/bug"))
    assert answer.status_code == 500
    assert SECRET_WORDS not in text
    assert "ValueError" not in text


def test_a_bug_met_by_a_program_is_json_with_the_id(site):
    answer = _json(site.test_client(), "/broken/bug")
    assert answer.status_code == 500
    assert answer.json["request_id"] == answer.headers["X-Request-Id"]
    assert set(answer.json) == {"error", "message", "request_id"}
    assert SECRET_WORDS not in answer.get_data(as_text=True)


@pytest.mark.parametrize("cause", ["locked", "full", "pool"])
def test_a_database_that_cannot_just_now_is_503_and_says_when_to_come_back(site, cause):
    answer = site.test_client().get(f"/broken/{cause}")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "not saved" in _is_a_page_with_its_id(answer)
    assert _json(site.test_client(), f"/broken/{cause}").status_code == 503


def test_a_statement_that_is_wrong_is_our_fault_and_no_busy_moment(site):
    answer = site.test_client().get("/broken/statement")
    assert answer.status_code == 500
    assert SECRET_WORDS not in answer.get_data(as_text=True)


def test_an_error_page_that_breaks_still_says_what_happened(site, monkeypatch):
    def broken(*_names, **_words):
        raise RuntimeError("no template")

    monkeypatch.setattr("course.web.failures.render_template", broken)
    answer = site.test_client().get("/nowhere")
    assert answer.status_code == 404
    assert "<h1>Nothing here</h1>" in answer.get_data(as_text=True)


@pytest.fixture
def away(app, tara, signed_in, monkeypatch):
    """Tara is signed in, and then the database goes away."""
    browser = signed_in(tara)
    token = browser.token("/profile")

    def gone(*_args, **_words):
        raise _sqlite("unable to open database file")

    with app.app_context():
        monkeypatch.setattr(db.store().engine, "raw_connection", gone)
    return browser, token


@pytest.mark.parametrize("url", ["/", "/modules", "/progress", "/trainees/x", "/sign-in"])
def test_a_page_while_the_database_is_away_is_503(away, url):
    answer = away[0].get(url)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    _is_a_page_with_its_id(answer)


def test_a_save_while_the_database_is_away_is_503_as_json(away):
    browser, token = away
    headers = {"X-CSRFToken": token}
    answer = browser.client.post("/attempts/x/answers", json={}, headers=headers)
    assert answer.status_code == 503
    assert "not saved" in answer.json["message"]


@pytest.mark.parametrize(("method", "url", "code"), [("GET", "/nowhere", 404), ("PUT", "/", 405)])
def test_what_needs_no_database_is_said_while_it_is_away(away, method, url, code):
    answer = away[0].client.open(url, method=method)
    assert answer.status_code == code
    _is_a_page_with_its_id(answer)


def test_static_files_are_served_while_the_database_is_away(away):
    page = away[0].get("/nowhere").get_data(as_text=True)
    assert away[0].get(re.search(r"/static/practicum\.\w+\.css", page).group()).status_code == 200


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_writer_s_lock_held_elsewhere_is_503_and_nothing_is_saved(app, tara, signed_in):
    browser = signed_in(tara)
    token = browser.token("/profile")
    lock, form = _lock(app), {"csrf_token": token, "name": "N", "zone": "UTC", "theme": "dark"}
    lock.wait = 0.05
    with lock.held():
        assert browser.client.post("/profile", data=form).status_code == 503
    assert browser.client.post("/profile", data=form).status_code == 303


def _lock(app):
    with app.app_context():
        return db.store().lock


def test_a_page_that_is_not_there_is_404_for_people_and_programs(client):
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    _is_a_page_with_its_id(answer)
    assert _json(client, "/nowhere").json["error"] == "Nothing here"


def test_a_wrong_method_is_405_and_names_the_right_ones(client):
    answer = client.client.delete("/about")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json"])
def test_twenty_megabytes_are_413(app, kind):
    client = Browser(app)
    token = client.token("/sign-in")
    body = b"email=" + b"x" * (20 * 2**20)
    answer = client.client.post(
        "/sign-in", data=body, content_type=kind, headers={"X-CSRFToken": token}
    )
    assert answer.status_code == 413
    assert answer.headers["X-Request-Id"] in answer.get_data(as_text=True)


def test_a_large_save_is_413_as_json(tara, signed_in):
    browser = signed_in(tara)
    headers = {"X-CSRFToken": browser.token("/profile")}
    body = {"answer": ["x" * 20 * 2**20]}
    answer = browser.client.post("/attempts/x/answers", json=body, headers=headers)
    assert answer.status_code == 413
    assert answer.json["error"] == "Too large"


def test_a_form_that_does_not_fit_is_422_and_keeps_what_was_typed_but_the_password(client):
    answer = client.post("/sign-in", {"email": "tara@practicum.test", "password": "wrong words"})
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert "tara@practicum.test" in text
    assert "wrong words" not in text


def test_what_does_not_fit_in_json_is_422_and_names_the_field(tara, signed_in):
    browser = signed_in(tara)
    answer = browser.post_json("/attempts/x/answers", {"op_id": "!"}, form_at="/profile")
    assert answer.status_code == 422
    assert answer.json["message"].startswith("op_id:")


def test_a_sentence_of_an_error_is_escaped(site):
    with site.test_request_context("/"):
        from course.web.failures import Failure, answer

        page = answer(Failure(422, "Please look", "<script>alert(1)</script>"))
        assert "<script>alert" not in page.get_data(as_text=True)
