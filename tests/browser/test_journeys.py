"""The whole way of a trainee, from the sign-in to the progress page, in two ways of using it."""

import re

import pytest

from tests.browser.hands import Keys, Pointer, answer
from tests.browser.walking import Walk


class Journey(Walk):
    """The steps that a trainee takes."""

    def open_module(self):
        self.turn_to("Modules")
        self.to("/modules$")
        self.hands.press(self.page.locator("main article h2 a"))
        self.to("/modules/[^/]+$")

    def read_lesson(self):
        self.hands.press(self.page.locator("main ol.rows a"))
        self.to("/modules/[^/]+/[^/]+$")
        block = self.page.locator(".check-block").first
        answer(self.hands, block)
        self.hands.press(block.get_by_role("button", name="Check answer"))
        # Every option of the check now says why.
        self.page.locator(".check-block").first.locator(".why").first.wait_for()
        self.button(re.compile("Mark as read"))
        self.page.wait_for_load_state()

    def take_quiz(self):
        self.open_module()
        self.hands.press(
            self.page.locator("main").get_by_role("link", name=re.compile("quiz", re.IGNORECASE))
        )
        self.to("/quizzes/")
        self.button("Start quiz")
        self.to("/attempts/[0-9a-f]+/(all|questions/1)$")
        count = self.page.locator(".steps li").count()
        for number in range(1, count + 1):
            self.answer_question(number, count)
        return count

    def answer_question(self, number, count):
        answer(self.hands, self.page.locator("fieldset.question:visible"))
        last = number == count
        form = self.page.locator("main form").filter(has=self.page.locator("fieldset.question"))
        self.hands.press(form.get_by_role("button", name="Overview" if last else "Next"))
        self.to("[/#]overview$" if last else f"/(all#question-|questions/){number + 1}$")

    def sees_all_saved(self, count):
        self.page.get_by_text(f"All {count} questions are answered and saved").wait_for()

    def submit(self, count):
        self.button(f"Submit {count} answers")
        self.to("/review$")

    def progress(self):
        self.turn_to("Progress")
        self.to("/progress$")
        return self.page.locator("main table tbody tr").first.inner_text()


def _travel(site, page, hands, name):
    journey = Journey(page, hands)
    journey.sign_in(site.trainee(name), site.password)
    journey.open_module()
    journey.read_lesson()
    count = journey.take_quiz()
    attempt = page.url.split("/attempts/")[1].partition("/")[0]
    journey.sees_all_saved(count)
    assert set(site.stored(attempt)) == set(range(1, count + 1))
    journey.submit(count)
    assert page.locator(".reviewed").count() == count
    assert page.locator(".reviewed .why").count() >= 2 * count
    row = journey.progress()
    assert "1 of" in row
    assert "%" in row
    assert hands.faults == []


def test_the_whole_way_goes_by_keyboard_alone(site, open_context):
    page = open_context().new_page()
    _travel(site, page, Keys(page), "Kaya Board")


def test_the_whole_way_goes_without_scripts(site, open_context):
    page = open_context(java_script_enabled=False).new_page()
    _travel(site, page, Pointer(page), "Noel Plain")


def test_the_whole_way_goes_on_a_small_phone(site, open_context):
    page = open_context(viewport={"width": 320, "height": 640}, has_touch=True).new_page()
    _travel(site, page, Pointer(page), "Pia Small")


@pytest.mark.parametrize("shift", [False, True], ids=["Tab", "Shift+Tab"])
def test_no_page_of_the_way_traps_the_focus(site, open_context, shift):
    page = open_context().new_page()
    page.goto("/sign-in")
    stops = page.locator("a[href], button:visible, input:visible").count()
    for _ in range(stops + 2):
        page.keyboard.press("Shift+Tab" if shift else "Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
    else:
        pytest.fail("Tab does not come to the end of the page")


def test_hands_that_type_see_a_missing_outline_and_a_wrong_order(open_context):
    page = open_context().new_page()
    page.goto("/sign-in")
    page.evaluate("""() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("#password:focus { outline: none !important; }");
      document.adoptedStyleSheets = [sheet];
      document.querySelector(".foot a").tabIndex = 1;
    }""")
    keys = Keys(page)
    keys.go_to(page.get_by_role("button", name="Sign in"))
    said = " ".join(keys.faults)
    assert "the focus cannot be seen" in said
    assert "comes after what stands below it" in said
