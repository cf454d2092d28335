"""The time left: by the server's word, quiet, and out of the way when somebody wants that."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from tests import conftest as house
from tests.browser import chromium as chrome

HEARD = """
window.heard = [];
document.addEventListener("DOMContentLoaded", () => new MutationObserver((changes) => {
  for (const one of changes) {
    const live = one.target.parentElement?.closest("[role=status], [role=alert], [aria-live=polite]")
      ?? (one.target.matches?.("[role=status], [role=alert]") ? one.target : null);
    if (live && live.textContent.trim()) window.heard.push(live.textContent.trim());
  }
}).observe(document.body, {subtree: true, childList: true, characterData: true}));
"""


@pytest.fixture
def timed(chromium, stage):
    """A function that opens Tara's timed attempt (30 minutes left) in a browser of its own."""
    made = []

    def open_(browser_time=house.NOON):
        cookie = stage.asker.cookies["trainee"]
        made.append(chrome.context(chromium, stage.served.url, cookie=cookie))
        page = made[-1].new_page()
        page.clock.install(time=browser_time)
        page.add_init_script(HEARD)
        page.goto(stage.asker.url("attempts.question", "tara"))
        return page

    yield open_
    for one in made:
        one.close()


def seconds_left(page):
    """What the clock on the page says, in seconds."""
    minutes, seconds = page.locator("[role=timer]").inner_text().split(":")
    return int(minutes) * 60 + int(seconds)


@pytest.mark.parametrize("hours", [-3, 0, 3])
def test_a_wrong_clock_in_the_browser_changes_nothing(timed, hours):
    page = timed(house.NOON + dt.timedelta(hours=hours))
    # The page's clock goes on while a busy machine answers: what counts is how far it went.
    expect(page.locator("[role=timer]")).to_have_text(re.compile("^(30:00|29:[0-9]{2})$"))
    before = seconds_left(page)
    page.clock.run_for(61_000)
    assert 60 <= before - seconds_left(page) <= 80
    page.locator("fieldset.question label:has(input:not(:checked))").first.click()
    page.clock.run_for(1000)
    # At the server it is noon; the reply also says that there are thirty minutes.
    expect(page.locator("[data-save-state]")).to_have_text("Saved 12:00")
    page.clock.run_for(500)
    assert 1790 <= seconds_left(page) <= 1800


def test_the_clock_speaks_at_five_minutes_and_at_one_and_at_the_end(timed):
    page = timed()
    page.route("**/questions/1", lambda route: route.abort())
    page.evaluate("window.heard.length = 0")
    for _ in range(30):
        page.clock.run_for(60_000)
    page.clock.run_for(1000)
    heard = page.evaluate("[...new Set(window.heard)]")
    assert heard == [
        "5 minutes left.",
        "1 minute left.",
        "Time is up. What you saved is being handed in.",
    ]
    assert page.locator("[role=timer]").get_attribute("aria-live") == "off"


def test_the_clock_can_be_hidden_and_stays_hidden(timed):
    page = timed()
    page.get_by_role("button", name="Hide the time left").click()
    expect(page.locator("[role=timer]")).to_be_hidden()
    page.reload()
    expect(page.locator("[role=timer]")).to_be_hidden()
    page.get_by_role("button", name="Show the time left").click()
    expect(page.locator("[role=timer]")).to_be_visible()


def test_somebody_who_comes_back_sees_the_server_s_time_again(timed):
    page = timed()
    page.clock.run_for(10 * 60_000)
    assert page.locator("[role=timer]").inner_text().startswith(("20:", "19:"))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(300)
    page.clock.run_for(600)
    assert 1790 <= seconds_left(page) <= 1800
