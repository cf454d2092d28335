"""The studio in a real browser: the preview follows the typing, and without scripts a button does."""

import pytest

from course import items
from tests.browser import looking

EMAIL = "ines@demo.practicum.test"


@pytest.fixture(scope="module")
def cookie(site):
    return site.cookie(EMAIL)


@pytest.fixture(scope="module")
def address(site):
    """A question that is answered by choosing."""
    (slug,) = site.rows("SELECT slug FROM question WHERE kind = 'choice' ORDER BY id LIMIT 1")[0]
    return f"/studio/questions/{slug}?as=sheet"


def _with_stem(text, words):
    before, _, rest = text.partition("stem: ")
    return f"{before}stem: {words}\n{rest[rest.index('options:') :]}"


def test_the_preview_follows_the_typing_and_keeps_the_reader_in_the_form(
    open_context, cookie, address
):
    page = open_context(cookie=cookie).new_page()
    page.goto(address)
    sheet = page.get_by_label("The question as a sheet")
    sheet.fill(_with_stem(sheet.input_value(), "Typed just now?"))
    page.locator("#preview legend").get_by_text("Typed just now?").wait_for()
    assert sheet.evaluate("one => one === document.activeElement")
    sheet.fill(sheet.input_value().replace("level: ", "level: no-"))
    page.locator("#preview").get_by_text("There is no preview until this is mended").wait_for()
    assert "Typed just now?" in sheet.input_value()


def test_a_fault_s_line_is_one_press_away(open_context, cookie, address):
    page = open_context(cookie=cookie).new_page()
    page.goto(address)
    sheet = page.get_by_label("The question as a sheet")
    sheet.fill(sheet.input_value().replace("level: ", "level: no-"))
    page.get_by_role("button", name="Publish the next version").click()
    page.locator(".error-summary a[data-line]").click()
    picked = "one => one.value.slice(one.selectionStart, one.selectionEnd)"
    assert page.locator("#text").evaluate(picked).startswith("level: no-")


def test_without_scripts_the_button_shows_the_preview(open_context, cookie, address):
    page = open_context(cookie=cookie, java_script_enabled=False).new_page()
    page.goto(address)
    sheet = page.get_by_label("The question as a sheet")
    sheet.fill(_with_stem(sheet.input_value(), "Typed without scripts?"))
    page.locator(".form-end").get_by_role("button", name="Preview").click()
    assert page.locator("#preview legend").get_by_text("Typed without scripts?").count() == 1
    assert "Typed without scripts?" in page.get_by_label("The question as a sheet").input_value()


def test_a_trial_is_taken_by_keyboard_to_its_reasons(open_context, cookie):
    page = open_context(cookie=cookie).new_page()
    page.goto("/studio")
    page.get_by_role("link", name="Trial").first.click()
    page.get_by_role("button", name="Begin the trial").press("Enter")
    page.locator("legend").first.wait_for()
    page.get_by_role("button", name="Finish now").press("Enter")
    assert page.get_by_role("heading", level=1).inner_text().endswith("%")
    assert page.locator(".explanation").count() > 1


def test_a_question_is_written_box_by_box_with_its_preview_beside(open_context, cookie):
    page = open_context(cookie=cookie).new_page()
    page.goto("/studio/banks/ethics/new?type=short-text")
    page.get_by_label("Stem").fill("What is renewed before each exercise?")
    first = page.get_by_role("group", name="Right answer 1")
    first.get_by_label("Text").fill("Consent")
    page.locator("#preview").get_by_text("There is no preview until this is mended").wait_for()
    first.get_by_label("Why").fill("It looks done after the first session.")
    page.get_by_label("Id", exact=True).fill("eth-renewed-each-time")
    page.get_by_label("Explanation").fill("Consent is renewed.")
    page.get_by_label("Objective").select_option(index=1)
    page.get_by_label("Difficulty").fill("0.7")
    page.locator("#preview").get_by_text("What is renewed before each").first.wait_for()
    page.get_by_role("button", name="Keep as a draft").press("Enter")
    page.get_by_text("Your draft is kept").wait_for()
    assert first.get_by_label("Text").input_value() == "Consent"
    page.get_by_role("button", name="Throw the draft away").press("Enter")
    page.get_by_text("was thrown away").wait_for()


SHEETS = [
    "/studio/quizzes/ethics-quiz?as=sheet",
    "/studio/lessons/values-and-worldview?as=sheet",
    "/studio/new-quiz?as=sheet",
]
BOXES = [f"/studio/banks/ethics/new?type={kind}" for kind in items.KINDS]


@pytest.mark.parametrize("url", [*BOXES, *SHEETS])
def test_every_kind_of_form_is_accessible_and_narrow_enough(open_context, cookie, url):
    # Colors that are on their way from one theme to the other are nobody's.
    page = open_context(cookie=cookie, reduced_motion="reduce").new_page()
    said = looking.listen(page)
    page.goto(url)
    seen = looking.look(page, said, url)
    page.get_by_role("button", name="Publish").press("Enter")
    page.locator(".error-summary").wait_for()
    wrong = looking.look(page, said, url)
    for one in (seen, wrong):
        assert (one.light, one.dark, one.too_wide, one.said) == ([], [], [], [])
