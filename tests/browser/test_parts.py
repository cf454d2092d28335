"""All questions on one page, one shown at a time: as scripts have it where each has a page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import chromium as chrome
from tests.browser import looking
from tests.browser.sitting import ANSWERS, Sitting

COUNT = iter(range(1000))


@pytest.fixture
def parts(typing_site, chromium):
    """A function that seats a new trainee before a new attempt whose answers are typed."""
    made = []

    def seat(**words):
        email = typing_site.trainee(f"Parts{next(COUNT)} Test")
        cookie = typing_site.cookie(email)
        context = chrome.context(
            chromium, typing_site.url, cookie=cookie, reduced_motion="reduce", **words
        )
        made.append(context)
        page = context.new_page()
        page.said = looking.listen(page)
        sitting = Sitting(page, "/quizzes/typed-quiz", parts=True)
        sitting.context, sitting.email = context, email
        return sitting

    yield seat
    for one in made:
        one.close()


def _box(page):
    return page.locator("fieldset.question:visible input[type=text]")


def _go(page, name):
    page.locator("[data-stepper]").get_by_role("button", name=name).click()


def _requests(page):
    sent = []
    pattern = re.compile(r"\.(js|css|svg)$")
    page.on("request", lambda one: None if pattern.search(one.url) else sent.append(one.url))
    return sent


def test_an_attempt_takes_three_requests_more_than_it_has_answers(parts):
    page = parts().page
    count = page.locator(".steps li").count()
    # Counted from the start of another one: this one's pages are behind us.
    page.goto("/quizzes/whole-quiz")
    sent = _requests(page)
    page.get_by_role("button", name="Start quiz").click()
    page.wait_for_url(re.compile("/all$"))
    count = page.locator(".steps li").count()
    for number in range(1, count + 1):
        root = page.locator(f"#question-{number}")
        root.locator("input[type=text]").fill(f"Word {number}")
        expect(root.locator("[data-save-state]")).to_have_text(re.compile("^Saved"))
    page.get_by_role("main").get_by_role("button", name="Overview and submit").click()
    page.get_by_role("button", name=f"Submit {count} answers").click()
    page.wait_for_url(re.compile("/review$"))
    assert page.locator(".reviewed").count() == count
    assert len(sent) == count + 3


def test_the_way_from_question_to_question_needs_no_network(parts, typing_site):
    sitting = parts()
    page = sitting.page
    sitting.context.set_offline(True)
    for number in (1, 2, 3):
        assert page.title().startswith(f"Question {number} ") or number == 1
        _box(page).fill(f"kept {number}")
        _go(page, "Next")
        expect(page.locator(f"#question-{number + 1}")).to_be_visible()
    sitting.sees_banner("No connection")
    _go(page, "Back")
    expect(_box(page)).to_have_value("kept 3")
    sitting.context.set_offline(False)
    sitting.waits_for_nothing()
    assert set(typing_site.stored(sitting.attempt)) == {1, 2, 3}


def test_enter_goes_on_and_the_browser_s_own_back_goes_back(parts):
    page = parts().page
    _box(page).fill("first")
    _box(page).press("Enter")
    expect(page.locator("#question-2")).to_be_visible()
    assert page.evaluate("document.activeElement.closest('[data-slot]').dataset.slot") == "2"
    expect(page.locator(".steps [aria-current=step]")).to_have_text(re.compile("^2"))
    page.go_back()
    expect(_box(page)).to_have_value("first")
    page.locator(".steps a", has_text="5").first.click()
    expect(page.locator("#question-5")).to_be_visible()


def test_the_overview_names_what_is_blank_and_what_is_flagged_and_leads_there(parts):
    sitting = parts()
    page = sitting.page
    count = page.locator(".steps li").count()
    _box(page).fill("said")
    sitting.sees_saved()
    _go(page, "Next")
    page.get_by_role("button", name="Flag").click()
    page.get_by_role("link", name="Overview and submit").click()
    overview = page.locator("#overview")
    expect(overview).to_contain_text(f"{count - 1} not answered")
    expect(overview).to_contain_text("1 flagged to come back to")
    expect(
        overview.get_by_role("button", name=f"Submit with {count - 1} unanswered")
    ).to_be_visible()
    overview.get_by_role("link", name="Question 7").click()
    expect(page.locator("#question-7")).to_be_visible()
    expect(overview).to_be_hidden()


def test_a_reload_comes_back_to_the_same_question(parts):
    page = parts().page
    page.locator(".steps a", has_text="4").first.click()
    page.reload()
    expect(page.locator("#question-4")).to_be_visible()
    expect(page.locator("#question-1")).to_be_hidden()


def test_a_submission_that_does_not_get_through_is_said_and_goes_the_second_time(
    parts, typing_site
):
    sitting = parts()
    page = sitting.page
    _box(page).fill("said")
    sitting.sees_saved()
    page.get_by_role("button", name="Flag").click()
    page.get_by_role("link", name="Overview and submit").click()
    page.route("**/submit", lambda route: route.fulfill(status=503, body="busy"), times=1)
    submit = page.locator("#overview").get_by_role("button", name=re.compile("^Submit"))
    submit.click()
    expect(page.locator("#overview [data-says]")).to_contain_text("Nothing is lost")
    expect(page.locator(".steps .flag")).to_have_count(1)
    submit.click()
    page.wait_for_url(re.compile("/review$"))
    assert page.title().startswith("Review")
    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.reload()
    assert page.url.endswith("/review")


def test_submitting_waits_for_an_answer_that_is_on_its_way(parts, typing_site):
    sitting = parts()
    page = sitting.page
    page.route(ANSWERS, lambda route: route.fulfill(status=503, json={}))
    _box(page).fill("late")
    page.get_by_role("link", name="Overview and submit").click()
    expect(page.locator("#overview")).to_contain_text("Saving what was answered last")
    submit = page.locator("#overview").get_by_role("button", name=re.compile("^Submit"))
    submit.click()
    expect(sitting.banner).to_contain_text("Press again to go on")
    assert page.url.endswith("#overview")
    page.unroute(ANSWERS)
    sitting.waits_for_nothing()
    submit.click()
    page.wait_for_url(re.compile("/review$"))
    assert set(typing_site.stored(sitting.attempt)) == {1}


def test_what_a_browser_filled_in_by_itself_is_saved_before_it_is_handed_in(parts, typing_site):
    sitting = parts()
    _box(sitting.page).evaluate("(box) => { box.value = 'by itself'; }")
    sitting.page.get_by_role("link", name="Overview and submit").click()
    expect(sitting.page.locator("#overview")).to_contain_text("is saved")
    assert "by itself" in str(typing_site.stored(sitting.attempt)[1])


def test_an_answer_that_could_not_be_read_is_not_left_out_in_silence(parts):
    sitting = parts()
    page = sitting.page
    unread = {"status": 422, "json": {"message": "answer: cannot be read."}}
    page.route(ANSWERS, lambda route: route.fulfill(**unread))
    _box(page).fill("odd")
    expect(sitting.banner).to_contain_text("Question 1: answer: cannot be read.")
    page.get_by_role("link", name="Overview and submit").click()
    submit = page.locator("#overview").get_by_role("button", name=re.compile("^Submit"))
    submit.click()
    expect(sitting.banner).to_contain_text("the answer to question 1. Press again to submit")
    submit.click()
    page.wait_for_url(re.compile("/review$"))


def test_two_versions_are_told_with_the_number_of_their_question(parts, typing_site, chromium):
    first = parts()
    first.context.set_offline(True)
    _box(first.page).fill("mine")
    _go(first.page, "Next")
    cookie = typing_site.cookie(first.email)
    elsewhere = chrome.context(chromium, typing_site.url, cookie=cookie).new_page()
    elsewhere.goto(f"/attempts/{first.attempt}/all")
    _box(elsewhere).fill("theirs")
    expect(elsewhere.locator("[data-save-state]:visible")).to_have_text(re.compile("^Saved"))
    elsewhere.context.close()
    first.context.set_offline(False)
    expect(first.banner).to_contain_text("Question 1 was answered in another tab")
    first.page.get_by_role("button", name="Keep the one on this page").click()
    first.waits_for_nothing()
    assert "mine" in str(typing_site.stored(first.attempt)[1])


def test_an_open_attempt_goes_on_where_the_first_blank_is(parts):
    sitting = parts()
    page = sitting.page
    _box(page).fill("said")
    sitting.sees_saved()
    page.goto("/")
    page.get_by_role("link", name="Continue").click()
    page.wait_for_url(re.compile("/all#question-2$"))
    expect(page.locator("#question-2")).to_be_visible()


def test_without_scripts_each_question_has_a_page(parts):
    sitting = parts(java_script_enabled=False)
    page = sitting.page
    page.goto("/quizzes/typed-quiz")
    page.get_by_role("link", name="Continue").click()
    assert page.url.endswith("/questions/1")


@pytest.mark.parametrize("place", ["#question-2", "#overview"])
def test_both_looks_are_as_good_as_any(parts, place):
    sitting = parts()
    sitting.page.goto(f"/attempts/{sitting.attempt}/all{place}")
    seen = looking.look(sitting.page, sitting.page.said, place)
    assert (seen.light, seen.dark, seen.too_wide, seen.said) == ([], [], [], [])


def test_the_review_that_came_by_script_is_as_good_as_any(parts):
    sitting = parts()
    page = sitting.page
    page.get_by_role("link", name="Overview and submit").click()
    page.locator("#overview").get_by_role("button", name=re.compile("^Submit")).click()
    page.wait_for_url(re.compile("/review$"))
    seen = looking.look(page, page.said, "review")
    assert (seen.light, seen.dark, seen.too_wide, seen.said) == ([], [], [], [])
