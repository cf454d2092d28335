"""What is printed from At hand: on how many sheets, and what of it is on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import chromium as chrome

PAGE = re.compile(rb"/Type */Page\b")
BOX = re.compile(rb"/MediaBox *\[([^\]]*)\]")


@pytest.fixture
def page(site, open_context):
    return open_context(cookie=site.cookie("tara@demo.practicum.test")).new_page()


def _printed(page, address):
    page.goto(address)
    return page.pdf(format="A4", prefer_css_page_size=True)


def _sheets(page, address):
    """Return how many pages the printed page has."""
    return len(PAGE.findall(_printed(page, address)))


def test_each_plan_prints_on_the_two_sides_of_one_sheet(page):
    page.goto("/plans")
    links = page.locator("main .rows > li > a").evaluate_all("all => all.map(a => a.pathname)")
    assert "/plans/graded-exposure" in links
    sheets = {link: _sheets(page, link) for link in links}
    assert {link: count for link, count in sheets.items() if count > 2} == {}


def test_the_pocket_guide_prints_across_the_sheet_as_tables_of_which_nothing_is_cut_off(page):
    printed = _printed(page, "/pocket-guide")
    left, bottom, right, top = map(float, BOX.search(printed)[1].split())
    assert right - left > top - bottom
    page.set_viewport_size({"width": 1047, "height": 700})  # a sheet across, less its margins
    page.emulate_media(media="print")
    wide = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length"
    assert page.locator(".pocket .wide").evaluate_all(wide) == 0


def test_tables_of_the_pocket_guide_stay_tables_on_a_narrow_sheet(page):
    page.set_viewport_size({"width": 700, "height": 700})
    page.goto("/pocket-guide")
    page.emulate_media(media="print")
    cell = page.locator(".pocket td").nth(1)
    assert cell.evaluate("one => getComputedStyle(one).display") == "table-cell"
    assert cell.evaluate("one => getComputedStyle(one, '::before').display") == "none"
    head = page.locator(".pocket thead").first.bounding_box()
    assert head["height"] > 5


def test_paper_holds_no_navigation_and_no_buttons(page):
    for address in ("/plans/graded-exposure", "/pocket-guide", "/red-flags"):
        page.goto(address)
        expect(page.get_by_role("button", name="Print")).to_be_visible()
        page.emulate_media(media="print")
        assert page.locator("nav:visible, .button:visible, form:visible").count() == 0, address
        page.emulate_media(media="screen")


def test_a_narrow_page_shows_each_table_cell_under_its_column_s_name(page):
    page.set_viewport_size(chrome.NARROW)
    page.goto("/pocket-guide")
    cell = page.locator(".pocket td").nth(1)
    assert cell.evaluate("one => getComputedStyle(one, '::before').content") == '"Definition"'
    over = "document.documentElement.scrollWidth - window.innerWidth"
    assert page.evaluate(over) <= 0
