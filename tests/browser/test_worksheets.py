"""A worksheet against what goes wrong while somebody writes: nothing typed is lost."""

import json
import re

import pytest
from playwright.sync_api import expect

PAGE = "/modules/orientation-and-self/values-and-worldview/worksheets/values-reflection"
COUNT = iter(range(1000))


class Writer:
    """Somebody before the worksheet, in one page of a browser."""

    def __init__(self, site, context, email):
        self.site, self.context, self.email = site, context, email
        self.page = context.new_page()
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.page.goto(PAGE)

    def write(self, text, field="obvious"):
        self.page.fill(f"#field-{field}", text)
        self.page.locator(f"#field-{field}").blur()

    def box(self, field="obvious"):
        return self.page.locator(f"#field-{field}")

    @property
    def banner(self):
        return self.page.locator(".banner")

    def sees_saved(self):
        state = self.page.locator("[data-save-state]")
        expect(state).to_have_text(re.compile(r"^Saved \d\d:\d\d$"), timeout=15000)

    def stored(self):
        """Return what the database holds: texts by field, None when there is no row."""
        rows = self.site.rows(
            "SELECT body FROM worksheet JOIN person ON person.id = trainee_id WHERE email = ?",
            self.email,
        )
        return {field: text for field, _, text in json.loads(rows[0][0])} if rows else None

    def waiting(self):
        return self.page.evaluate("Object.keys(sessionStorage).filter(k => k.includes(':sheet:'))")


@pytest.fixture
def writer(site, open_context):
    email = site.trainee(f"Writer{next(COUNT)} Test")
    return Writer(site, open_context(cookie=site.cookie(email)), email)


def test_what_is_typed_is_saved_on_change_and_warned_about(writer):
    writer.write("I saw Ana Souza today.")
    writer.sees_saved()
    assert writer.stored() == {"obvious": "I saw Ana Souza today."}
    expect(writer.page.locator("#field-obvious-warned")).to_contain_text("“Ana Souza”")
    writer.write("I was tired.")
    writer.sees_saved()
    expect(writer.page.locator("#field-obvious-warned")).to_be_empty()
    assert writer.waiting() == []


def test_the_save_button_saves_here_and_says_so(writer):
    writer.page.fill("#field-obvious", "pressed")
    writer.page.get_by_role("button", name="Save").click()
    writer.sees_saved()
    assert writer.stored() == {"obvious": "pressed"}


def test_what_is_typed_offline_survives_a_reload_and_is_sent(writer):
    writer.page.route("**/save", lambda route: route.abort())
    writer.write("typed offline")
    expect(writer.banner).to_contain_text("Not saved yet")
    assert writer.stored() is None
    writer.page.unroute("**/save")
    writer.page.reload()
    expect(writer.box()).to_have_value("typed offline")
    writer.sees_saved()
    assert writer.stored() == {"obvious": "typed offline"}


def test_a_reply_that_was_lost_is_no_second_save(writer):
    lost = []

    def once(route):
        answer = route.fetch()
        if lost:
            route.fulfill(response=answer)
        else:
            lost.append(answer.status)
            route.abort()

    writer.page.route("**/save", once)
    writer.write("sent twice")
    writer.sees_saved()
    assert lost == [200]
    assert writer.stored() == {"obvious": "sent twice"}
    assert writer.site.rows("SELECT max(seq) FROM worksheet WHERE body LIKE '%sent twice%'") == [
        (1,)
    ]


def test_a_sign_in_that_ended_is_said_and_the_text_waits_for_a_new_one(writer):
    writer.write("before")
    writer.sees_saved()
    writer.site.end_sign_ins(writer.email)
    writer.write("while signed out")
    expect(writer.banner).to_contain_text("Sign in again in another tab")
    expect(writer.box()).to_have_value("while signed out")
    cookie = writer.site.cookie(writer.email)
    writer.context.add_cookies([{"name": "practicum", "value": cookie, "url": writer.site.url}])
    writer.sees_saved()
    assert writer.stored() == {"obvious": "while signed out"}


@pytest.mark.parametrize("keep", ["Keep the one on this page", "Take the saved one"])
def test_two_windows_show_both_versions_and_either_can_be_kept(writer, keep):
    other = Writer(writer.site, writer.context, writer.email)
    other.write("from the other window")
    other.sees_saved()
    writer.write("from this window")
    expect(writer.banner).to_contain_text("from the other window")
    expect(writer.banner).to_contain_text("from this window")
    assert writer.stored() == {"obvious": "from the other window"}
    kept = "from this window" if keep.startswith("Keep") else "from the other window"
    writer.page.get_by_role("button", name=keep).click()
    expect(writer.box()).to_have_value(kept)
    expect(writer.banner).to_be_hidden()
    # As a function: the page's policy lets nobody evaluate a text.
    writer.page.wait_for_function("() => Object.keys(sessionStorage).length === 0")
    assert writer.stored() == {"obvious": kept}


def test_a_page_left_open_does_not_bring_back_what_was_deleted(writer):
    writer.write("to be deleted")
    writer.sees_saved()
    other = Writer(writer.site, writer.context, writer.email)
    other.page.get_by_role("link", name="Delete this worksheet").click()
    other.page.get_by_role("button", name="Delete it").click()
    expect(other.page.get_by_role("status").first).to_contain_text("deleted")
    writer.write("typed afterwards")
    expect(writer.banner).to_contain_text("was deleted in another window")
    assert writer.stored() is None


def test_a_text_that_is_too_long_stays_and_is_saved_once_it_is_shorter(writer):
    writer.write("y" * 4001)
    expect(writer.banner).to_contain_text("at most 4,000 characters")
    writer.write("y" * 4000)
    writer.sees_saved()
    assert writer.stored() == {"obvious": "y" * 4000}


def test_signing_out_on_a_shared_computer_leaves_nothing_in_the_tab(writer):
    writer.page.route("**/save", lambda route: route.abort())
    writer.write("not for the next person")
    expect(writer.banner).to_contain_text("Not saved yet")
    out = writer.page.get_by_role("button", name="Sign out")
    out.click()
    expect(writer.banner).to_contain_text("Press again to go on without saving it")
    out.click()
    writer.page.wait_for_url("**/sign-in*")
    assert writer.waiting() == []


def test_paper_shows_what_stands_in_the_boxes_and_nothing_else(writer):
    writer.write("Line one\nline two")
    writer.page.emulate_media(media="print")
    writer.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    words = writer.page.locator("body").inner_text()
    assert "My values at work" in words
    assert "Line one\nline two" in words
    for other in ("Who can see it", "Save", "Modules", "certify", "Skip to the page"):
        assert other not in words
