"""`make browser-faults`: somebody types answers while network, tab, sign-in and server fail.

Every typed answer must arrive, and every failed save must be said within five seconds.
"""

import argparse
import datetime as dt
import json
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from tests.browser import chromium as chrome
from tests.browser import typed
from tests.browser.serving import ROOT, Site
from tests.browser.sitting import ANSWERS, SAID_WITHIN, Sitting

PAGE = ROOT / "docs" / "quality.md"
#: How often each happens, of a hundred answers; the rest goes well.
MIX = {
    "reload": 20,
    "lost reply": 10,
    "busy server": 10,
    "offline": 12,
    "closed tab": 10,
    "ended sign-in": 6,
    "killed server": 6,
}
#: Of all answers one waits this long for its network, in seconds.
LONG_OFFLINE = 300


class Storm:
    """One trainee, one attempt, many answers, and what happened to them."""

    def __init__(self, site, context, email, seed):
        self.site, self.context, self.email = site, context, email
        self.chance = random.Random(seed)
        # Every second trainee has all questions on one page, the others a page for each.
        parts = seed % 2 == 0
        self.sitting = Sitting(context.new_page(), "/quizzes/typed-quiz", parts=parts)
        self.happened, self.said, self.lost = Counter(), [], []

    def answer(self, number, fault=None):
        """Type one answer into some question, let something happen, and look what arrived."""
        slot = self.chance.randint(1, typed.QUESTIONS)
        self._open(slot)
        word = f"word {number} {self.chance.randrange(10**6)}"
        fault = fault or self._fault()
        self.happened[fault] += 1
        getattr(self, "_" + re.sub(r"\W", "_", fault))(slot, word)
        self._settle(slot, word)

    def _fault(self):
        names = [*MIX, "none"]
        weights = [*MIX.values(), 100 - sum(MIX.values())]
        return self.chance.choices(names, weights)[0]

    def _open(self, slot):
        address = self.sitting.address(f"questions/{slot}")
        if not self.sitting.page.url.endswith(address):
            self.sitting.page.goto(address)

    def _type(self, word):
        box = self.sitting.page.locator("fieldset.question:visible input[type=text]")
        box.fill("")
        box.press_sequentially(word, delay=2)
        self.typed_at = time.monotonic()

    def _said(self):
        """Wait for the banner, and note how long the trainee did not know."""
        expect(self.sitting.banner).to_be_visible(timeout=2 * SAID_WITHIN)
        self.said.append(time.monotonic() - self.typed_at)

    def _settle(self, slot, word):
        try:
            self.sitting.waits_for_nothing(60)
        except AssertionError:
            self.lost.append((slot, word, "still waiting"))
            return
        stored = self.site.stored(self.sitting.attempt).get(slot, {})
        if word not in str(stored):
            self.lost.append((slot, word, str(stored)))

    # What can happen.

    def _none(self, _, word):
        self._type(word)

    def _reload(self, _, word):
        self._type(word)
        self.sitting.page.reload()

    def _lost_reply(self, _, word):
        self.sitting.page.route(ANSWERS, lambda route: (route.fetch(), route.abort()), times=1)
        self._type(word)
        self._said()

    def _busy_server(self, _, word):
        busy = {"status": 503, "json": {}}
        self.sitting.page.route(ANSWERS, lambda route: route.fulfill(**busy), times=1)
        self._type(word)
        self._said()

    def _offline(self, _, word, seconds=None):
        self.context.set_offline(True)
        self._type(word)
        self._said()
        self.sitting.page.wait_for_timeout(1000 * (seconds or self.chance.uniform(0, 3)))
        self.context.set_offline(False)

    def _long_offline(self, slot, word):
        self._offline(slot, word, LONG_OFFLINE)

    def _closed_tab(self, slot, word):
        page = self.sitting.page
        page.route(ANSWERS, lambda route: route.abort())
        self._type(word)
        page.wait_for_timeout(self.chance.uniform(0, 1500))
        page.close()
        self.sitting.again(self.context.new_page(), f"questions/{slot}")

    def _ended_sign_in(self, _, word):
        self.site.end_sign_ins(self.email)
        self._type(word)
        self._said()
        # Somebody signs in again in another tab; here the new cookie comes without the typing.
        cookie = {"name": "practicum", "value": self.site.cookie(self.email), "url": self.site.url}
        self.context.add_cookies([cookie])
        self.sitting.page.evaluate("window.dispatchEvent(new Event('focus'))")

    def _killed_server(self, _, word):
        self.site.stop(signal.SIGKILL)
        self._type(word)
        self._said()
        self.site.start()
        self.sitting.page.evaluate("window.dispatchEvent(new Event('online'))")


def storm(*, answers, seed):
    """Let one trainee give this many answers on a site of their own; return what happened."""
    folder = Path(tempfile.mkdtemp())
    site = Site(folder / "site", typed.write(folder / "course")).start()
    email = site.trainee(f"Stormy{seed} Weather")
    with sync_playwright() as playwright:
        found = chrome.executable()
        browser = playwright.chromium.launch(executable_path=found, args=list(chrome.FLAGS))
        context = chrome.context(browser, site.url, cookie=site.cookie(email))
        made = Storm(site, context, email, seed)
        for number in range(1, answers + 1):
            made.answer(number, "long offline" if number == answers else None)
            if number % 25 == 0:
                print(f"trainee {seed}: {number} answers, {len(made.lost)} lost", file=sys.stderr)
        browser.close()
    site.stop()
    return {"happened": made.happened, "said": made.said, "lost": made.lost}


def _many(answers, trainees):
    """Run a process a trainee, each with its own site and browser, and add up what they say."""
    share = -(-answers // trainees)
    words = [sys.executable, "-m", "tests.browser.faults", "--one", "--answers", str(share)]
    running = [
        subprocess.Popen([*words, "--seed", str(seed)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for seed in range(1, trainees + 1)
    ]
    said = [json.loads(one.communicate()[0]) for one in running]
    return {
        "happened": sum((Counter(one["happened"]) for one in said), Counter()),
        "said": [seconds for one in said for seconds in one["said"]],
        "lost": [answer for one in said for answer in one["lost"]],
    }


def _line(found, took):
    head = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(head, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    happened = sorted(found["happened"].items())
    faults = ", ".join(f"{count} {name}" for name, count in happened if name != "none")
    late = sum(one > SAID_WITHIN / 1000 for one in found["said"])
    cells = (
        f"{dt.datetime.now(dt.UTC):%Y-%m-%d}",
        commit.strip(),
        sum(found["happened"].values()),
        len(found["lost"]),
        f"{max(found['said'], default=0):.1f} s ({late} of {len(found['said'])} over 5 s)",
        faults,
        f"{took / 60:.0f} min",
    )
    return "| " + " | ".join(map(str, cells)) + " |\n"


def _write(line):
    text = PAGE.read_text(encoding="utf-8")
    before, mark, after = text.partition("| --- | --- | --- | --- | --- | --- | --- |\n")
    assert mark, "docs/quality.md has no place for these figures"
    PAGE.write_text(before + mark + line + after, encoding="utf-8")


def main():
    """Run the storm from the command line and write its figures to docs/quality.md."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--answers", type=int, default=1000)
    words.add_argument("--trainees", type=int, default=2, help="how many type at the same time")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--one", action="store_true", help="one trainee; print what happened")
    given = words.parse_args()
    if chrome.executable() is None:
        raise SystemExit(f"NOT RUN: {chrome.MISSING}".upper())
    if given.one:
        print(json.dumps(storm(answers=given.answers, seed=given.seed)))
        return
    began = time.monotonic()
    found = _many(given.answers, given.trainees)
    for one in found["lost"]:
        print("lost:", one)
    line = _line(found, time.monotonic() - began)
    _write(line)
    print(line)
    late = [one for one in found["said"] if one > SAID_WITHIN / 1000]
    raise SystemExit(1 if found["lost"] or late else 0)


if __name__ == "__main__":
    main()
