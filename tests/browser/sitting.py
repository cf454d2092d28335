"""Somebody who sits before an attempt: starts it, answers, and is told how saving went."""

import re

from playwright.sync_api import expect

#: A failed save must be said within this many milliseconds.
SAID_WITHIN = 5000
ANSWERS = "**/answers"


class Sitting:
    """An attempt of one person in one page of a browser.

    With `parts` all questions are on that page, as scripts have it; else each has a page, as it is
    by an old link or in a set order.
    """

    parts = False

    def __init__(self, page, quiz="/quizzes/ethics-quiz", *, parts=False):
        self.page, self.parts = page, parts
        self.sent = []
        self._watch(page)
        page.goto(quiz)
        page.get_by_role("button", name="Start quiz").click()
        page.wait_for_url(re.compile("/attempts/"))
        self.attempt = page.url.split("/attempts/")[1].partition("/")[0]
        page.goto(self.address())

    def _watch(self, page):
        page.on(
            "request", lambda one: self.sent.append(one.post_data_json) if _saves(one) else None
        )
        # Leaving with something unsaved is asked about; here the answer is yes.
        page.on("dialog", lambda dialog: dialog.accept())

    def address(self, what="questions/1"):
        what = what.replace("questions/", "all#question-") if self.parts else what
        return f"/attempts/{self.attempt}/{what}"

    def again(self, page, what="questions/1"):
        """Go on in another page of the same browser."""
        self.page = page
        self._watch(page)
        page.goto(self.address(what))
        return self

    @property
    def options(self):
        return self.page.locator("fieldset.question:visible input")

    def choose(self, number):
        """Choose an option, and return its token."""
        option = self.options.nth(number)
        option.locator("xpath=ancestor::label").click()
        return option.get_attribute("value")

    def chosen(self):
        return [one for one in self.options.all() if one.is_checked()]

    @property
    def state(self):
        return self.page.locator("[data-save-state]:visible")

    @property
    def banner(self):
        return self.page.locator(".banner")

    def sees_saved(self):
        expect(self.state).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
        expect(self.banner).to_be_hidden()

    def sees_banner(self, words):
        expect(self.banner).to_contain_text(words, timeout=SAID_WITHIN)
        expect(self.state).not_to_contain_text(re.compile("^Saved"))

    @property
    def operations(self):
        return {one["op_id"] for one in self.sent}

    def waits_for_nothing(self, seconds=10):
        """Wait until the server has everything that this browser kept."""
        for _ in range(10 * seconds):
            if not self.kept():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"still waiting: {self.kept()}")

    def kept(self):
        """Return the operations that wait in this browser."""
        return self.page.evaluate(
            "Object.keys(localStorage).filter((key) => key.startsWith('practicum:answer:'))"
        )


def _saves(request):
    return request.method == "POST" and request.url.endswith("/answers")
