"""One look at a page: what axe finds in both themes, what is too wide, what the console says."""

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe

from tests.browser.chromium import NARROW, WIDE

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: What a theme can change.
COLORS = ["color-contrast", "link-in-text-block"]

SCRIPT = Axe().axe_script
_RUN = """(only) => axe.run(document, {runOnly: only, resultTypes: ["violations"]}).then(
  (found) => found.violations.flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id}: ${node.target.join(" ")}: ${node.any[0]?.message ?? rule.help}`)))"""

#: Elements whose right edge lies beyond the window, unless an ancestor of theirs scrolls.
_TOO_WIDE = """() => {
  if (document.documentElement.scrollWidth <= window.innerWidth) return [];
  const inside = (one) => one.parentElement?.closest(".wide, pre, .sr");
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 0.5 && !inside(one))
    .map((one) => `${one.tagName.toLowerCase()}.${one.className}: ${one.textContent.trim().slice(0, 40)}`)
    .concat([`${document.documentElement.scrollWidth} px wide`]);
}"""


@dataclass
class Look:
    """What was seen on one page."""

    what: str
    light: list[str] = field(default_factory=list)
    dark: list[str] = field(default_factory=list)
    too_wide: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def of(self, aspect):
        return [f"{self.what}: {one}" for one in getattr(self, aspect)]


def axe(page, kind, values):
    """Return what axe finds on this page by these rules."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    return page.evaluate(_RUN, {"type": kind, "values": values})


def listen(page):
    """Return the list to which the page's complaints are added from now on."""
    said = []
    page.on("pageerror", lambda error: said.append(f"script: {error}"))
    page.on("console", lambda one: said.append(_words(one)) if _counts(page, one) else None)
    return said


def _words(message):
    return f"{message.text} {message.location.get('url', '')}".strip()


def _counts(page, message):
    if message.type not in {"error", "warning"}:
        return False
    # An error page's own status is no mistake of the page.
    own = message.location.get("url") == page.url and "the server responded" in message.text
    return not own


def too_wide(page):
    """Return what stands out at the window's width, nothing when no sideways scroll is needed."""
    return page.evaluate(_TOO_WIDE)


def look(page, said, what):
    """Look at the page that is open, in both themes and both widths."""
    seen = Look(what)
    seen.light = axe(page, "tag", WCAG)
    page.emulate_media(color_scheme="dark")
    seen.dark = axe(page, "rule", COLORS)
    page.set_viewport_size(NARROW)
    seen.too_wide = too_wide(page)
    seen.said = [*said, *page.evaluate("window.refused")]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)
    said.clear()
    return seen
