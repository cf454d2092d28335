"""A quiz with all its questions on one page: each is saved by itself."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import chromium as chrome
from tests.browser import looking
from tests.browser.sitting import ANSWERS


@pytest.fixture
def whole(typing_site, chromium):
    """The page of a new attempt, and the attempt."""
    site = typing_site
    email = site.trainee(f"Whole{len(site.rows('SELECT id FROM person'))} Test")
    context = chrome.context(chromium, site.url, cookie=site.cookie(email), reduced_motion="reduce")
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.said = looking.listen(page)
    page.goto("/quizzes/whole-quiz")
    page.get_by_role("button", name="Start quiz").click()
    page.wait_for_url(re.compile("/attempts/"))
    yield page, page.url.split("/attempts/")[1].partition("/")[0].partition("#")[0]
    context.close()


def _question(page, number):
    return page.locator(f"#question-{number}")


def _type(page, number, word):
    _question(page, number).locator("input[type=text]").press_sequentially(word)


def test_each_question_says_for_itself_that_it_is_saved(typing_site, whole):
    page, attempt = whole
    _type(page, 1, "first word")
    _type(page, 3, "third word")
    for number in (1, 3):
        state = _question(page, number).locator("[data-save-state]")
        expect(state).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    expect(_question(page, 2).locator("[data-save-state]")).to_have_text("Not answered yet")
    stored = typing_site.stored(attempt)
    assert {slot: "word" in str(said) for slot, said in stored.items()} == {1: True, 3: True}


def test_what_is_not_saved_comes_back_into_its_own_question(typing_site, whole):
    page, attempt = whole
    page.route(ANSWERS, lambda route: route.abort())
    _type(page, 2, "second word")
    _type(page, 4, "fourth word")
    expect(page.locator(".banner")).to_contain_text("No connection")
    page.reload()
    for number, word in ((2, "second word"), (4, "fourth word")):
        expect(_question(page, number).locator("input[type=text]")).to_have_value(word)
    page.unroute(ANSWERS)
    expect(page.locator(".banner")).to_be_hidden(timeout=15_000)
    assert set(typing_site.stored(attempt)) == {2, 4}


def test_the_whole_page_is_as_good_as_any(whole):
    page, _ = whole
    seen = looking.look(page, page.said, "whole")
    assert (seen.light, seen.dark, seen.too_wide, seen.said) == ([], [], [], [])


def test_the_way_on_waits_for_every_question(typing_site, whole):
    page, attempt = whole
    _type(page, 1, "one word")
    page.get_by_role("main").get_by_role("button", name="Overview and submit").click()
    page.wait_for_url(re.compile("#overview$"))
    assert set(typing_site.stored(attempt)) == {1}
