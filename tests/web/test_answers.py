"""What every answer carries: headers, cookies, log lines, static files."""

import gzip
import io
import json
import logging
import re

import pytest

from course import config, create_app, db
from course.db import migrate
from course.web.log import JsonLines, logger
from tests import conftest as house
from tests.browse import Browser


@pytest.fixture
def lines(app, monkeypatch):
    """The log's lines of this test."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    monkeypatch.setattr(logger, "handlers", [handler])
    monkeypatch.setattr(logger, "level", logging.DEBUG)
    logger.setLevel(logging.DEBUG)
    return lambda: [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_request_is_one_line_with_the_id_of_its_answer(client, lines):
    answer = client.get("/about")
    (line,) = lines()
    assert set(line) == {"at", "level", "event", "request", "method", "endpoint", "status", "ms"}
    assert line["request"] == answer.headers["X-Request-Id"]
    assert (line["method"], line["endpoint"], line["status"]) == ("GET", "home.about", 200)


def test_no_body_address_query_or_name_is_in_the_log(client, lines, tara, signed_in):
    browser = signed_in(tara)
    browser.get("/people?q=canary-query", headers={"User-Agent": "canary-agent"})
    browser.get(
        "/nowhere/canary-path?next=canary-query", environ_base={"REMOTE_ADDR": "203.0.113.9"}
    )
    browser.post("/profile", {"name": "canary-body", "zone": "canary-zone"})
    client.post("/sign-in", {"email": "canary@mail.test", "password": "canary-password"})
    text = json.dumps(lines())
    assert len(lines()) > 6
    for word in ("canary", "203.0.113", "127.0.0.1", "Tara", "practicum.test"):
        assert word not in text, word


def test_a_failure_is_logged_by_place_and_kind_without_its_words(lines):
    try:
        int("canary-value")
    except ValueError as error:
        logger.error("unexpected", exc_info=error)
    (line,) = lines()
    assert line["error"] == "ValueError"
    assert re.fullmatch(r"test_answers\.py:\d+ test_a_failure_is_logged\w+", line["where"][-1])
    assert "canary" not in json.dumps(line)


SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@pytest.mark.parametrize("url", ["/about", "/", "/nowhere", "/healthz", "/sign-in"])
def test_every_answer_carries_the_safe_headers(client, url):
    answer = client.get(url)
    assert {name: answer.headers.get(name) for name in SAFE_HEADERS} == SAFE_HEADERS
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in answer.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "Server" not in answer.headers or "Werkzeug" not in answer.headers["Server"]


def _hashed(client, name):
    stem, ending = name.split(".")
    return re.search(rf"/static/{stem}\.[0-9a-f]{{12}}\.{ending}", client.text("/about")).group()


def test_a_static_file_is_kept_for_a_year_under_its_hashed_name(client):
    answer = client.get(_hashed(client, "practicum.css"))
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.mimetype == "text/css"
    assert "Set-Cookie" not in answer.headers


def test_a_static_file_comes_compressed_to_those_who_can_read_that(client):
    url = _hashed(client, "practicum.css")
    plain = client.get(url)
    packed = client.get(url, headers={"Accept-Encoding": "br, gzip"})
    refused = client.get(url, headers={"Accept-Encoding": "gzip;q=0"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data == refused.data
    assert {a.headers["Vary"] for a in (plain, packed)} == {"Accept-Encoding"}
    assert len(packed.data) < len(plain.data) / 2


@pytest.mark.parametrize(
    "name", ["practicum.css", "practicum.000000000000.css", "../config.py", "%2e%2e/config.py", ""]
)
def test_nothing_else_is_served_from_there(client, name):
    assert client.get(f"/static/{name}").status_code == 404


def _site(tmp_path, **settings):
    made = create_app(
        config.from_environment(
            {},
            instance_path=tmp_path,
            secret_key=house.SECRET,
            log_level="ERROR",
            **settings,
        ),
        pooled=False,
    )
    with made.app_context():
        migrate.migrate(db.store())
    return made


def _cookie(answer):
    value, *flags = answer.headers["Set-Cookie"].split("; ")
    return value.partition("=")[0], set(flags)


def test_a_public_site_s_cookie_is_bound_to_its_host_and_to_https(tmp_path):
    site = _site(tmp_path, public_base_url="https://practicum.example.org")
    answer = site.test_client().get("/sign-in", base_url="https://practicum.example.org")
    name, flags = _cookie(answer)
    assert name == "__Host-practicum"
    assert flags == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_on_this_machine_the_cookie_works_without_https(client):
    name, flags = _cookie(client.get("/sign-in"))
    assert name == "practicum"
    assert flags == {"HttpOnly", "Path=/", "SameSite=Lax"}
    assert "Strict-Transport-Security" not in client.get("/about").headers


def test_a_cookie_that_somebody_changed_signs_nobody_in(tara, signed_in, app):
    good = signed_in(tara).client.get_cookie("practicum").value
    swapped = good[:9] + ("A" if good[9] != "A" else "B") + good[10:]
    for bad in (good[:-4], swapped, "x", good + "."):
        other = Browser(app)
        other.client.set_cookie("practicum", bad)
        assert other.get("/").status_code == 303


SPOOFED = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.test",
}


def _what_the_site_sees(site):
    seen = {}

    @site.before_request
    def look():
        from flask import request

        seen.update(address=request.remote_addr, scheme=request.scheme, host=request.host)

    site.test_client().get("/about", headers=SPOOFED)
    return seen


def test_forwarded_headers_count_for_nothing_without_a_configured_proxy(tmp_path):
    seen = _what_the_site_sees(_site(tmp_path))
    assert seen == {"address": "127.0.0.1", "scheme": "http", "host": "localhost"}


def test_a_configured_proxy_is_believed(tmp_path):
    seen = _what_the_site_sees(_site(tmp_path, trusted_proxies=1))
    assert seen == {"address": "203.0.113.9", "scheme": "https", "host": "evil.test"}


def test_only_as_many_proxies_are_believed_as_are_configured(tmp_path):
    site = _site(tmp_path, trusted_proxies=1)
    seen = {}

    @site.before_request
    def look():
        from flask import request

        seen["address"] = request.remote_addr

    site.test_client().get("/about", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"})
    assert seen["address"] == "203.0.113.9"
