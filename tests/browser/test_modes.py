"""Other ways of seeing a page: without motion, on paper, and not at all."""

import pytest

from tests.browser import chromium as chrome

MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  const long = (text) => text.split(",").some((part) => parseFloat(part) > 0);
  return long(style.transitionDuration) || long(style.animationDuration);
}).map((one) => `${one.tagName} ${one.className}`)"""
NAVIGATION = "nav, .top, .crumbs, .steps, button, .skip, [data-print]"


@pytest.fixture(scope="module")
def reader(site):
    return site.cookie("tara@demo.practicum.test")


@pytest.fixture(scope="module")
def reviewed(site):
    """The cookie of somebody with a graded attempt, and the attempt."""
    email, attempt = site.rows(
        "SELECT email, attempt.public_id FROM attempt JOIN person ON person.id = trainee_id"
        " WHERE kind = 'quiz' AND state = 'graded' LIMIT 1"
    )[0]
    return site.cookie(email), f"/attempts/{attempt}/review"


def _lesson(page):
    page.goto("/modules")
    page.locator("main article h2 a").first.click()
    page.locator("main ol.rows a").first.click()
    page.locator("main .prose").wait_for()


def test_nothing_moves_for_those_who_asked_for_that(open_context, reader):
    page = open_context(cookie=reader, reduced_motion="reduce").new_page()
    for url in ("/", "/modules", "/progress"):
        page.goto(url)
        assert page.evaluate(MOVING) == []
    _lesson(page)
    assert page.evaluate(MOVING) == []


def test_something_moves_for_all_others_so_that_the_test_before_can_see_it(open_context, reader):
    page = open_context(cookie=reader, reduced_motion="no-preference").new_page()
    page.goto("/")
    assert page.evaluate(MOVING) != []


def _printed(page):
    page.emulate_media(media="print")
    shown = page.locator(NAVIGATION).evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 90))"
    )
    return shown, page.locator("main h1").is_visible()


def test_a_printed_lesson_has_no_navigation_and_no_buttons(open_context, reader):
    page = open_context(cookie=reader).new_page()
    _lesson(page)
    assert _printed(page) == ([], True)
    assert page.locator("#references").is_visible()


def test_a_printed_review_has_no_navigation_and_keeps_every_reason(open_context, reviewed):
    cookie, url = reviewed
    page = open_context(cookie=cookie).new_page()
    page.goto(url)
    assert _printed(page) == ([], True)
    reasons = page.locator(".why").evaluate_all("all => all.filter(o => !o.checkVisibility())")
    assert reasons == []


def _twice_escape(page):
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def test_escape_twice_hides_the_page_and_brings_it_back(open_context, reader):
    page = open_context(cookie=reader).new_page()
    _lesson(page)
    title = page.title()
    _twice_escape(page)
    assert page.title() == "Notes"
    assert page.locator("body").inner_text().split() == ["Notes", "Continue"]
    _twice_escape(page)
    assert page.title() == title
    assert page.locator(".prose").is_visible()


def test_a_hidden_page_stays_hidden_through_a_reload(open_context, reader):
    page = open_context(cookie=reader).new_page()
    _lesson(page)
    _twice_escape(page)
    page.reload()
    assert page.locator("body").inner_text().split() == ["Notes", "Continue"]
    page.get_by_role("button", name="Continue").click()
    assert page.locator(".prose").is_visible()


def test_the_button_hides_the_page_too_and_one_escape_does_not(open_context, reader):
    page = open_context(cookie=reader).new_page()
    page.goto("/")
    page.keyboard.press("Escape")
    assert page.locator("main h1").is_visible()
    page.get_by_role("button", name="Hide page").click()
    assert not page.locator("header.top").is_visible()


def test_a_page_can_be_read_at_four_hundred_percent(open_context, reader):
    """1,280 px at 400 % are 320 px with half the height: nothing may cover the text."""
    page = open_context(cookie=reader, viewport={"width": 320, "height": 225}).new_page()
    _lesson(page)
    page.locator(".prose p").nth(3).scroll_into_view_if_needed()
    over = (
        page.locator(".prose p")
        .nth(3)
        .evaluate(
            """one => { const box = one.getBoundingClientRect();
        const at = document.elementFromPoint(box.left + 5, Math.max(box.top, 0) + 5);
        return one.contains(at) || at.contains(one); }"""
        )
    )
    assert over
    assert page.evaluate("document.documentElement.scrollWidth") <= chrome.NARROW["width"]
