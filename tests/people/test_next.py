"""The way back after signing in never leaves the site."""

import pytest

from course.web.urls import safe_next

#: What has been used against sites like this: hosts in disguise, and what browsers drop or bend.
ELSEWHERE = [
    "http://evil.test", "https://evil.test", "HTTP://evil.test", "http:///evil.test",
    "https:evil.test", "http:evil.test", "https:/evil.test", "https:\\evil.test",
    "//evil.test", "///evil.test", "////evil.test", "/////evil.test", "//evil.test/people",
    "/\\evil.test", "\\/evil.test", "\\\\evil.test", "/\\/evil.test", "\\evil.test",
    "/\\\\evil.test", "//\\evil.test", "/\t/evil.test", "/\n/evil.test", "/\r/evil.test",
    "\t//evil.test", " //evil.test", "\x00//evil.test", "\x08//evil.test", "/\x00/evil.test",
    "/\x0b/evil.test", "/\x7f/evil.test", "j\navascript:alert(1)", "javascript:alert(1)",
    "JaVaScRiPt:alert(1)", " javascript:alert(1)", "javascript://evil.test/%0aalert(1)",
    "data:text/html,<b>x", "vbscript:x", "file:///etc/passwd", "ftp://evil.test", "blob:x",
    "mailto:a@evil.test", "evil.test", "www.evil.test", ".evil.test", "@evil.test",
    "http://localhost@evil.test", "http://localhost:80@evil.test", "//localhost@evil.test",
    "http://[::1]evil.test", "http://[evil", "//[evil", "http://evil.test#localhost",
    "http://evil.test?localhost", "http://localhost.evil.test", "?next=//evil.test", "#x", "",
    "./people", "../people", "people", "%2f%2fevil.test", "/%2f/evil.test", "/%5cevil.test",
    "/no/such/page", "/sign-out", "/people/1/disable", "\u2028//evil.test", "/\u3000/evil.test",
    "\u2215\u2215evil.test", "//evil\u3002test", "http:\u2044\u2044evil.test",
]  # fmt: skip


def test_there_are_more_than_sixty_vectors():
    assert len(set(ELSEWHERE)) > 60


@pytest.mark.parametrize("target", ELSEWHERE)
def test_what_is_not_a_page_of_ours_leads_home(app, target):
    with app.test_request_context("/"):
        assert safe_next(target) == "/"


@pytest.mark.parametrize("target", ["/profile", "/people?q=ta", "/cohorts", "/help"])
def test_a_page_of_ours_is_kept(app, target):
    with app.test_request_context("/"):
        assert safe_next(target) == target


@pytest.mark.parametrize("target", ["//evil.test", "/\\evil.test", "https://evil.test/profile"])
def test_signing_in_goes_home_instead_of_elsewhere(client, tara, target):
    answer = client.client.get("/sign-in", query_string={"next": target})
    assert answer.status_code == 200
    data = {
        "csrf_token": client.token("/sign-in"),
        "email": tara.email,
        "password": "quiet river under stone",
    }
    answer = client.client.post("/sign-in", query_string={"next": target}, data=data)
    assert (answer.status_code, answer.location) == (303, "/")
