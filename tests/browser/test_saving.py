"""Saving against what goes wrong: the network, the tab, the sign-in, the server."""

import re
import signal
import time

import pytest
from playwright.sync_api import expect

from tests.browser.sitting import ANSWERS, SAID_WITHIN, Sitting

COUNT = iter(range(1000))


@pytest.fixture
def sit(site, open_context):
    """A function that seats a new trainee before a new attempt."""

    def sit_(**words):
        email = site.trainee(f"Sitter{next(COUNT)} Test")
        context = open_context(cookie=site.cookie(email), **words)
        sitting = Sitting(context.new_page())
        sitting.email, sitting.context = email, context
        return sitting

    return sit_


def _events(site, sitting):
    return [(slot, seq) for _, slot, seq in site.events(sitting.attempt)]


def test_saved_is_said_only_after_the_server_s_reply_and_with_its_time(site, sit):
    sitting = sit()
    sitting.page.route(ANSWERS, lambda route: (time.sleep(1), route.continue_()))
    sitting.choose(0)
    expect(sitting.state).to_have_text("Saving…")
    assert site.stored(sitting.attempt) == {}
    sitting.sees_saved()
    assert set(site.stored(sitting.attempt)) == {1}
    ((at,),) = site.rows(
        "SELECT strftime('%s', at) FROM answer_current JOIN attempt ON attempt.id = attempt_id"
        " WHERE public_id = ?",
        sitting.attempt,
    )
    # The sitter's zone is New York's; the browser's is UTC.
    told = sitting.page.evaluate(
        "(at) => new Date(at * 1000).toLocaleTimeString('en-GB',"
        " {hour: '2-digit', minute: '2-digit', timeZone: 'America/New_York'})",
        int(at),
    )
    assert sitting.state.inner_text() == f"Saved {told}"
    assert sitting.kept() == []


def test_an_answer_given_offline_is_kept_and_sent_when_the_network_is_back(site, sit):
    sitting = sit()
    sitting.context.set_offline(True)
    sitting.choose(0)
    sitting.sees_banner("No connection")
    assert len(sitting.kept()) == 1
    sitting.choose(1)
    sitting.page.wait_for_timeout(600)
    assert site.stored(sitting.attempt) == {}
    sitting.context.set_offline(False)
    sitting.sees_saved()
    assert sitting.kept() == []
    # The first was tried, so it keeps its number and its place; the second follows.
    assert _events(site, sitting) == [(1, 1), (1, 2)]


def test_a_reload_brings_the_unsaved_answer_back_and_sends_the_same_operation(site, sit):
    sitting = sit()
    sitting.page.route(ANSWERS, lambda route: route.abort())
    token = sitting.choose(1)
    sitting.sees_banner("No connection")
    sitting.page.reload()
    assert [one.get_attribute("value") for one in sitting.chosen()] == [token]
    sitting.page.unroute(ANSWERS)
    sitting.sees_saved()
    assert len(sitting.operations) == 1
    assert [op for op, _, _ in site.events(sitting.attempt)] == list(sitting.operations)


def test_a_closed_tab_leaves_its_answer_to_the_next_page_of_the_attempt(site, sit):
    sitting = sit()
    sitting.page.route(ANSWERS, lambda route: route.abort())
    sitting.choose(1)
    sitting.sees_banner("No connection")
    sitting.page.close()
    assert site.stored(sitting.attempt) == {}
    sitting.again(sitting.context.new_page(), "overview")
    sitting.waits_for_nothing()
    assert set(site.stored(sitting.attempt)) == {1}
    assert len(sitting.operations) == 1


def test_an_ended_sign_in_is_renewed_in_another_tab_and_the_answer_goes_through(site, sit):
    sitting = sit()
    site.end_sign_ins(sitting.email)
    sitting.choose(0)
    sitting.sees_banner("Your sign-in has ended")
    with sitting.context.expect_page() as opened:
        sitting.banner.get_by_role("link", name="Sign in again").click()
    tab = opened.value
    tab.get_by_label("E-mail").fill(sitting.email)
    tab.get_by_label("Password").fill(site.password)
    tab.get_by_role("button", name="Sign in").click()
    tab.wait_for_url(re.compile(r"/questions/1$"))
    sitting.page.bring_to_front()
    expect(sitting.state).to_have_text(re.compile("^Saved"), timeout=10_000)
    expect(sitting.banner).to_be_hidden()
    assert set(site.stored(sitting.attempt)) == {1}
    assert len(site.events(sitting.attempt)) == 1
    # The page has the new sign-in's token now: the next answer goes at once.
    sitting.choose(1)
    sitting.sees_saved()


def test_an_answer_lives_through_a_killed_server(site, sit):
    sitting = sit()
    site.stop(signal.SIGKILL)
    try:
        sitting.choose(0)
        sitting.sees_banner("No connection")
    finally:
        site.start()
    expect(sitting.state).to_have_text(re.compile(r"^Saved"), timeout=10_000)
    assert len(sitting.operations) == 1
    assert _events(site, sitting) == [(1, 1)]


def test_a_reply_that_is_lost_on_its_way_leaves_one_effect(site, sit):
    sitting = sit()
    lost = []

    def lose_the_first(route):
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())
        route.abort()

    sitting.page.route(ANSWERS, lose_the_first)
    sitting.choose(0)
    sitting.sees_saved()
    assert lost[0].ok
    assert len(sitting.sent) == 2
    assert len(sitting.operations) == 1
    assert _events(site, sitting) == [(1, 1)]


def test_a_busy_server_is_asked_again_after_the_time_it_names(site, sit):
    sitting = sit()
    busy = {"status": 503, "headers": {"Retry-After": "1"}, "json": {"error": "Not just now"}}
    sitting.page.route(ANSWERS, lambda route: route.fulfill(**busy), times=1)
    sitting.choose(0)
    sitting.sees_banner("Not saved yet")
    sitting.sees_saved()
    assert len(sitting.operations) == 1


def test_a_save_that_hangs_is_said_within_five_seconds(sit):
    sitting = sit()
    sitting.page.route(ANSWERS, lambda _: None)
    sitting.choose(0)
    sitting.sees_banner("Not saved yet")
    assert SAID_WITHIN == 5000


def test_next_right_after_a_choice_waits_for_the_save(site, sit):
    sitting = sit()
    sitting.page.route(ANSWERS, lambda route: (time.sleep(0.5), route.continue_()))
    sitting.choose(0)
    sitting.page.locator("form[data-save]").get_by_role("button", name="Next").click()
    sitting.page.wait_for_url(re.compile("/questions/2$"))
    assert _events(site, sitting) == [(1, 1)]


def test_an_answer_that_the_server_refuses_is_said_and_not_sent_for_ever(site, sit):
    sitting = sit()
    other = Sitting.again(sitting, sitting.page)
    page = other.page
    tab = sitting.context.new_page()
    tab.goto(sitting.address("overview"))
    tab.get_by_role("button", name=re.compile("Submit")).click()
    tab.wait_for_url(re.compile("/review$"))
    sitting.choose(0)
    expect(page.locator(".banner")).to_be_visible(timeout=SAID_WITHIN)
    expect(sitting.state).to_have_text("Not saved")
    assert sitting.kept() == []
    assert site.stored(sitting.attempt) == {}


def test_clearing_an_answer_is_saved_too(site, sit):
    sitting = sit()
    sitting.choose(0)
    sitting.sees_saved()
    sitting.page.get_by_role("button", name="Clear answer").click()
    expect(sitting.page.locator(".steps .done")).to_have_count(0)
    assert not any(site.stored(sitting.attempt)[1].values())


def test_signing_out_takes_what_waits_out_of_the_browser(sit):
    sitting = sit()
    sitting.page.route(ANSWERS, lambda route: route.fulfill(status=503, json={}))
    sitting.choose(0)
    sitting.sees_banner("Not saved yet")
    out = sitting.page.get_by_role("button", name="Sign out")
    out.click()
    sitting.sees_banner("Press again to sign out")
    assert len(sitting.kept()) == 1
    out.click()
    sitting.page.wait_for_url(re.compile("/sign-in"))
    assert sitting.kept() == []
