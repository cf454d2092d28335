"""Two pages on one attempt, and the overview before the submission."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.sitting import ANSWERS, Sitting
from tests.browser.test_saving import sit

__all__ = ["sit"]


@pytest.fixture
def two(site, sit, chromium, open_context):
    """Two browsers of one person on the same question: the first has saved its first option."""
    first = sit()
    second = Sitting.__new__(Sitting)
    second.sent, second.attempt = [], first.attempt
    second.again(open_context(cookie=site.cookie(first.email)).new_page())
    first.choose(0)
    first.sees_saved()
    second.choose(1)
    expect(second.banner).to_contain_text("answered in another tab")
    return first, second


def _texts(sitting):
    texts = sitting.page.locator("label.option:has([name=answer]) span").all_inner_texts()
    return texts[0], texts[1]


def test_a_stale_page_shows_both_versions_and_overwrites_nothing(site, two):
    first, second = two
    saved, mine = _texts(second)
    versions = second.page.locator(".versions > div").all_inner_texts()
    assert [mine in versions[0], saved in versions[1]] == [True, True]
    assert "Saved" in versions[1]
    assert len(site.events(first.attempt)) == 1


def test_keeping_the_version_of_this_page_saves_it_after_the_other(site, two):
    first, second = two
    second.page.get_by_role("button", name="Keep the one on this page").click()
    second.sees_saved()
    assert [seq for _, _, seq in site.events(first.attempt)] == [1, 2]
    first.page.reload()
    assert [one.get_attribute("value") for one in first.chosen()] == [
        second.options.nth(1).get_attribute("value")
    ]


def test_taking_the_saved_version_shows_it_and_saves_nothing(site, two):
    first, second = two
    second.page.get_by_role("button", name="Take the saved one").click()
    expect(second.options.nth(0)).to_be_checked()
    assert len(site.events(first.attempt)) == 1
    assert second.kept() == []


def test_the_same_choice_in_both_is_no_conflict(sit, site, open_context):
    first = sit()
    second = Sitting.__new__(Sitting)
    second.sent, second.attempt = [], first.attempt
    second.again(open_context(cookie=site.cookie(first.email)).new_page())
    first.choose(0)
    first.sees_saved()
    second.choose(0)
    second.sees_saved()


def test_an_unsaved_answer_of_a_closed_tab_never_overwrites_a_newer_one(sit, site, open_context):
    first = sit()
    first.page.route(ANSWERS, lambda route: route.abort())
    first.choose(0)
    first.sees_banner("No connection")
    first.page.close()
    second = Sitting.__new__(Sitting)
    second.sent, second.attempt = [], first.attempt
    second.again(open_context(cookie=site.cookie(first.email)).new_page())
    second.choose(1)
    second.sees_saved()
    # The first browser comes back on another question: it says so, and leads to the choice.
    first.again(first.context.new_page(), "questions/2")
    expect(first.banner).to_contain_text("Question 1 was answered in another tab")
    assert len(site.events(first.attempt)) == 1
    first.page.get_by_role("link", name="Look at question 1").click()
    expect(first.page.locator(".versions")).to_be_visible()
    first.page.get_by_role("button", name="Keep the one on this page").click()
    expect(first.state).to_have_text(re.compile("^Saved"))
    assert len(site.events(first.attempt)) == 2


def test_a_flag_is_seen_on_the_question_and_on_the_overview_until_submission(sit):
    sitting = sit()
    page = sitting.page
    flag = page.get_by_role("button", name="Flag")
    flag.click()
    expect(flag).to_have_attribute("aria-pressed", "true")
    page.goto(sitting.address("overview"))
    flagged = page.locator(".steps .flag")
    assert ["".join(t.split("\n")) for t in flagged.all_inner_texts()] == [
        "1, not answered, flagged"
    ]
    expect(page.locator("[data-flagged]")).to_have_text("1 flagged to come back to")
    page.get_by_role("button", name=re.compile("Submit")).click()
    page.wait_for_url(re.compile("/review$"))
    assert page.evaluate("Object.keys(localStorage)") == []


def test_the_overview_says_what_is_unanswered_before_it_is_too_late(sit):
    sitting = sit()
    sitting.choose(0)
    sitting.sees_saved()
    count = sitting.page.locator(".steps li").count()
    sitting.page.goto(sitting.address("overview"))
    expect(sitting.page.locator("main")).to_contain_text(f"{count - 1} not answered")
    expect(
        sitting.page.get_by_role("button", name=f"Submit with {count - 1} unanswered")
    ).to_be_visible()


def test_submitting_waits_for_an_answer_that_is_on_its_way(sit, site):
    sitting = sit()
    sitting.page.route(ANSWERS, lambda route: route.abort())
    sitting.choose(0)
    sitting.sees_banner("No connection")
    page = sitting.context.new_page()
    page.route(ANSWERS, lambda route: route.fulfill(status=503, json={}))
    sitting.again(page, "overview")
    submit = page.get_by_role("button", name=re.compile("Submit"))
    submit.click()
    expect(sitting.banner).to_contain_text("Press again to go on")
    assert page.url.endswith("/overview")
    page.unroute(ANSWERS)
    sitting.waits_for_nothing()
    submit.click()
    page.wait_for_url(re.compile("/review$"))
    assert set(site.stored(sitting.attempt)) == {1}
