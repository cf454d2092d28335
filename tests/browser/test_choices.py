"""A worksheet that offers choices: saved at once, and what is told comes only then."""

import pytest
from playwright.sync_api import expect

from course import clock
from course.content.loading import load
from tests import conftest as house
from tests.browser import chromium as chrome
from tests.browser.serving import Served
from tests.study import files
from tests.study.conftest import SHEET
from tests.study.test_worksheet_choices import CHOICES

#: One database is enough to see a page.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def page(app, tmp_path, chromium, signed_in, tara):
    """A page of Tara's browser on a small course whose worksheet offers choices."""
    with app.app_context():
        root = files.write(tmp_path / "course", {"plan": CHOICES})
        load(root, clock.now(), say=lambda _: None)
    served = Served(app, house.NOON)
    cookie = signed_in(tara).client.get_cookie("practicum").value
    context = chrome.context(chromium, served.url, cookie=cookie)
    page = context.new_page()
    page.goto(SHEET)
    yield page
    context.close()
    served.stop()


def _saved(page):
    expect(page.locator("[data-save-state]")).to_have_text("Saved 07:00", timeout=15_000)


def test_a_choice_is_saved_at_once_and_then_tells(page):
    told = page.locator("fieldset [data-told]")
    expect(told).to_be_empty()
    page.get_by_label("No", exact=True).check()
    expect(told).to_have_text("There was none, so it is no proof.", timeout=15_000)
    _saved(page)
    page.reload()
    expect(page.get_by_label("No", exact=True)).to_be_checked()
    expect(told).to_contain_text("no proof")


def test_a_choice_made_offline_survives_a_reload_and_is_sent(page):
    page.route("**/save", lambda route: route.abort())
    page.get_by_label("Yes").check()
    expect(page.locator("[data-save-state]")).to_have_text("Not saved yet", timeout=15_000)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_label("Yes")).to_be_checked()
    page.unroute("**/save")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    _saved(page)
    page.reload()
    expect(page.get_by_label("Yes")).to_be_checked()


def test_an_answer_that_is_taken_back_tells_nothing_any_more(page):
    page.get_by_label("Yes").check()
    told = page.locator("fieldset [data-told]")
    expect(told).to_contain_text("no proof", timeout=15_000)
    page.get_by_label("No answer").check()
    expect(told).to_be_empty(timeout=15_000)


def test_two_windows_show_which_choice_each_made(page):
    other = page.context.new_page()
    other.goto(SHEET)
    page.get_by_label("Yes").check()
    _saved(page)
    other.get_by_label("No", exact=True).check()
    banner = other.locator(".banner")
    expect(banner).to_contain_text("Was there a comparison group?", timeout=15_000)
    expect(banner.locator(".typed")).to_have_text(["No", "Yes"])
    banner.get_by_role("button", name="Keep the one on this page").click()
    _saved(other)
    page.reload()
    expect(page.get_by_label("No", exact=True)).to_be_checked()


def test_paper_shows_all_choices_and_which_was_made(page):
    page.get_by_label("Yes").check()
    _saved(page)
    page.emulate_media(media="print")
    expect(page.locator("fieldset .check:visible")).to_have_count(3)
    expect(page.locator("fieldset [data-told]")).to_be_visible()
