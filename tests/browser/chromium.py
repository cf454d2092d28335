"""A Chromium for the tests: found on the path, silent toward the network, started once."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
#: It calls nobody but the server of the tests.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 700}
MISSING = "tests in a browser: no Chromium was found on the path; install it, or set CHROMIUM"

#: Runs before any script of a page: keeps what the policy of the page refused.
WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(`${event.violatedDirective}: ${event.blockedURI}`);
});
"""


def executable() -> str | None:
    """Return the path of a Chromium, or None."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


def context(browser, base, *, cookie="", **words):
    """Return a new context whose pages open at `base`; words are Playwright's own."""
    words = {"viewport": WIDE, "color_scheme": "light", "timezone_id": "UTC", **words}
    made = browser.new_context(base_url=base, locale="en-US", **words)
    made.set_default_timeout(15_000)
    if words.get("java_script_enabled", True):
        made.add_init_script(WATCH)
    if cookie:
        made.add_cookies([{"name": "practicum", "value": cookie, "url": base}])
    return made
