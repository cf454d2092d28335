"""Next and Back: a page when all is saved, a form when it is not, and no way out without a network."""

import re

from tests.browser.test_saving import _events, sit

__all__ = ["sit"]


def test_next_without_a_network_stays_and_loses_nothing(site, sit):
    sitting = sit()
    sitting.context.set_offline(True)
    token = sitting.choose(0)
    for _ in range(2):
        sitting.page.locator("form[data-save]").get_by_role("button", name="Next").click()
    sitting.sees_banner("No connection")
    assert sitting.page.url.endswith("/questions/1")
    assert [one.get_attribute("value") for one in sitting.chosen()] == [token]
    sitting.context.set_offline(False)
    sitting.sees_saved()
    sitting.page.locator("form[data-save]").get_by_role("button", name="Next").click()
    sitting.page.wait_for_url(re.compile("/questions/2$"))


def _forms_sent(page):
    sent = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    return sent


def test_next_opens_a_page_when_all_is_saved_and_sends_no_form(site, sit):
    sitting = sit()
    sitting.choose(0)
    sitting.sees_saved()
    sent = _forms_sent(sitting.page)
    for button, number in (("Next", 2), ("Next", 3), ("Back", 2)):
        sitting.page.locator("form[data-save]").get_by_role("button", name=button).click()
        sitting.page.wait_for_url(re.compile(f"/questions/{number}$"))
    assert sent == []
    assert _events(site, sitting) == [(1, 1)]


def test_what_a_browser_filled_in_by_itself_is_saved_by_next(site, sit):
    """After a reload some browsers put back what was chosen, and say it to no script."""
    sitting = sit()
    sitting.options.nth(1).evaluate("(one) => { one.checked = true; }")
    sitting.page.locator("form[data-save]").get_by_role("button", name="Next").click()
    sitting.page.wait_for_url(re.compile("/questions/2$"))
    assert _events(site, sitting) == [(1, 1)]
