"""The delivered lessons in a browser: each at 320 px, and one of each block through axe."""

import re

import pytest

from tests.browser import chromium as chrome
from tests.browser import looking

#: Figures are loaded when they come near; here they are wanted at once.
DRAWN = """async (all) => Promise.all(all.map(async (one) => {
  one.loading = "eager";
  await one.decode().catch(() => {});
  return [one.alt.trim(), one.naturalWidth, one.getAttribute("src")];
}))"""


@pytest.fixture(scope="module")
def reading(chromium, site):
    """A trainee's page on the delivered course, what it complains of, and every lesson's HTML."""
    cookie = site.cookie(site.trainee("Lea Reader"))
    context = chrome.context(chromium, site.url, cookie=cookie, reduced_motion="reduce")
    page = context.new_page()
    said = looking.listen(page)
    modules = re.findall(r'href="(/modules/[^"/]+)"', page.request.get("/modules").text())
    texts = {}
    for module in dict.fromkeys(modules):
        html = page.request.get(module).text()
        for lesson in dict.fromkeys(re.findall(rf'href="({module}/[^"]+)"', html)):
            texts[lesson] = page.request.get(lesson).text()
    yield page, said, texts
    context.close()


def _kinds(html):
    """Return which elements and classes a lesson has: what the stylesheet must know."""
    main = html.partition("<main")[2]
    return set(re.findall(r"<([a-z0-9]+)", main)) | set(re.findall(r'class="([^"]+)"', main))


def _one_of_each(texts):
    """Return as few lessons as hold everything that any lesson holds; always the best next one."""
    kinds = {url: _kinds(html) for url, html in texts.items()}
    missing, taken = set().union(*kinds.values()), []
    while missing:
        best = max(kinds, key=lambda url: len(kinds[url] & missing))
        taken.append(best)
        missing -= kinds[best]
    return taken


def test_one_lesson_of_each_block_is_fine_in_both_themes(reading):
    page, said, texts = reading
    faults = []
    for url in _one_of_each(texts):
        page.goto(url)
        seen = looking.look(page, said, url)
        faults += [one for aspect in ("light", "dark", "said") for one in seen.of(aspect)]
    assert faults == []


def test_no_lesson_scrolls_sideways_at_320_px(reading):
    page, _, texts = reading
    page.set_viewport_size(chrome.NARROW)
    faults = []
    for url in texts:
        page.goto(url, wait_until="commit")
        page.wait_for_load_state("load")
        faults += [f"{url}: {one}" for one in looking.too_wide(page)]
    page.set_viewport_size(chrome.WIDE)
    assert faults == []


def test_every_figure_is_drawn_and_says_what_it_shows(reading):
    page, _, texts = reading
    faults, seen = [], 0
    for url in (one for one, html in texts.items() if "/figures/" in html):
        page.goto(url)
        images = page.locator(".figure img").evaluate_all(DRAWN)
        seen += len(images)
        faults += [f"{url}: {src}" for alt, width, src in images if not (alt and width)]
    assert seen
    assert faults == []
