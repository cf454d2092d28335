"""A lesson's page is made once for everybody; what is a person's own is theirs alone."""

import re

from course.permissions import Role
from course.web.shapes import Shape, gap
from tests.kinds.test_checks import LESSON

TOKENS = re.compile(r'name="(?:csrf_token|answer(?:-[0-9a-f]+)?)"\s+value="([^"]+)"')


def test_gaps_are_filled_and_only_gaps():
    shape = Shape.of(f"<p>{gap('name')}, {gap('a b')}! {gap('name')}</p>")
    assert shape.filled({"name": "T", "a b": "x"}.__getitem__) == "<p>T, x! T</p>"
    # What is filled in is no shape itself.
    assert shape.filled(lambda _: gap("name")).count(gap("name")) == 3


def test_a_shape_without_gaps_is_itself():
    assert Shape.of("<p>plain!</p>").filled({}.__getitem__) == "<p>plain!</p>"


def test_the_second_reader_finds_nothing_of_the_first(browser, signed_in, make_person):
    first = browser.text(LESSON)
    address = "ulf@practicum.test"
    other = make_person("<i>Ulf</i> & Co", Role.TRAINEE, email=address, zone="Asia/Tokyo")
    second = signed_in(other).text(LESSON)
    assert "&lt;i&gt;Ulf&lt;/i&gt;" in second
    assert "<i>Ulf" not in second
    assert 'data-zone="Asia/Tokyo"' in second
    for own in ("Tara", "America/New_York"):
        assert own in first
        assert own not in second
    assert f"/{other.public_id}" in second
    assert len(TOKENS.findall(first)) > 10
    assert not set(TOKENS.findall(first)) & set(TOKENS.findall(second))
    assert first.count("<") == second.count("<")


def test_a_page_names_its_theme_and_its_roles(browser, signed_in, ines):
    assert "Mark as read" in browser.text(LESSON)
    assert "Mark as read" not in signed_in(ines).text(LESSON)
    browser.post("/profile", {"name": "Tara Okafor", "zone": "UTC", "theme": "dark"})
    assert 'data-theme="dark"' in browser.text(LESSON)


def test_a_message_is_shown_to_one_person_once(browser, signed_in, otto):
    other = signed_in(otto)
    with browser.client.session_transaction() as held:
        held["_flashes"] = [("message", "A canary sings.")]
    assert browser.text(LESSON).count("A canary sings.") == 1
    assert "A canary sings." not in browser.text(LESSON)
    assert "A canary sings." not in other.text(LESSON)


def test_what_is_kept_names_nobody(app, browser, tara):
    assert "Tara" in browser.text(LESSON)
    kept = repr(app.extensions["practicum.cache"]._kept)
    assert "Mark as read" in kept
    for own in ("Tara", tara.public_id, tara.zone):
        assert own not in kept
