"""Every page of every role: accessible in both themes, narrow enough, silent in the console."""

import pytest

from tests.browser import looking, pages
from tests.matrix.world import ROLES


def test_every_page_of_the_matrix_is_looked_at(stage):
    shown = {
        rule.endpoint
        for rule in stage.world.app.url_map.iter_rules()
        if "GET" in rule.methods and rule.endpoint not in pages.NO_PAGES
    }
    # `attempts.show` only leads on, to the first open question or to the review.
    assert shown - set(pages.endpoints()) == {"attempts.show"}
    assert {one.role for one in pages.targets()} == set(ROLES)


@pytest.mark.parametrize("endpoint", pages.endpoints())
def test_axe_finds_nothing_on_a_light_page(stage, endpoint):
    assert [one for look in stage.looks_at(endpoint) for one in look.of("light")] == []


@pytest.mark.parametrize("endpoint", pages.endpoints())
def test_colors_have_contrast_on_a_dark_page(stage, endpoint):
    assert [one for look in stage.looks_at(endpoint) for one in look.of("dark")] == []


@pytest.mark.parametrize("endpoint", pages.endpoints())
def test_no_page_scrolls_sideways_at_320_px(stage, endpoint):
    assert [one for look in stage.looks_at(endpoint) for one in look.of("too_wide")] == []


@pytest.mark.parametrize("endpoint", pages.endpoints())
def test_the_console_is_silent_and_the_policy_refuses_nothing(stage, endpoint):
    assert [one for look in stage.looks_at(endpoint) for one in look.of("said")] == []


@pytest.mark.parametrize(("url", "role"), pages.ERRORS)
def test_an_error_page_is_as_good_as_any(stage, url, role):
    page, said = stage.tab(role)
    page.goto(url)
    seen = looking.look(page, said, url)
    assert (seen.light, seen.dark, seen.too_wide, seen.said) == ([], [], [], [])


FAULTY = """<!doctype html><html lang="en"><head><title>Faults</title></head><body>
<main><h1>Faults</h1><p style="color:#999;background:#fff">pale</p><img src="data:,">
<input type="text"><p style="width:400px;height:9px">wide</p></main></body></html>"""


def test_planted_faults_are_found(stage):
    """What looks for faults sees them: contrast, names of pictures and fields, width, refusals."""
    page, said = stage.tab("anonymous")
    page.goto("/about")
    page.evaluate("(html) => { document.documentElement.innerHTML = html; }", FAULTY)
    page.evaluate("document.querySelectorAll('p')[0].style.color = '#aaa'")
    page.evaluate("document.querySelectorAll('p')[1].style.width = '400px'")
    page.evaluate("console.error('a word')")
    seen = looking.look(page, said, "faults")
    assert {one.partition(":")[0] for one in seen.light} >= {"image-alt", "label"}
    assert {one.partition(":")[0] for one in seen.light} >= {"color-contrast"}
    assert seen.too_wide
    assert any("a word" in one for one in seen.said)
    assert any("style-src" in one for one in seen.said)
