"""`python -m tests.browser.pictures FOLDER`: a picture of every page, wide and narrow, light and dark.

For people to look at: tests find faults, eyes find what is ugly or leaves somebody wondering.
"""

import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from course import clock
from tests import conftest as house
from tests.browser import chromium as chrome
from tests.browser import pages
from tests.browser.conftest import Stage
from tests.browser.serving import Served, Site
from tests.matrix import world as worlds


def _take(page, folder, name):
    for width, size in (("wide", chrome.WIDE), ("narrow", chrome.NARROW)):
        page.set_viewport_size(size)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.screenshot(path=folder / f"{name}.{width}.{theme}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(chrome.WIDE)


def _stage(browser, folder, wanted):
    with clock.held(house.NOON):
        app = house._make(house._settings(Path(tempfile.mkdtemp())))
        world = worlds.make(app, Path(tempfile.mkdtemp()))
    stage = Stage(browser, world, Served(app, house.NOON))
    for target in pages.targets():
        name = re.sub(r"[^\w.]+", "-", str(target))
        if re.search(wanted, name) and stage.is_new(target):
            _take(stage.open(target)[0], folder, name)
    for url, role in pages.ERRORS:
        name = f"error-{role}{url.replace('/', '-')}"
        if re.search(wanted, name):
            page, _ = stage.tab(role)
            page.goto(url)
            _take(page, folder, name)
    stage.served.stop()


def _site(browser, folder, wanted):
    site = Site(Path(tempfile.mkdtemp())).start()
    for email in ("tara", "noor", "petra", "sam"):
        cookie = site.cookie(f"{email}@demo.practicum.test")
        context = chrome.context(browser, site.url, cookie=cookie, reduced_motion="reduce")
        page, walker = context.new_page(), context.new_page()
        for url in _addresses(site, walker, email):
            name = f"demo-{email}{url.replace('/', '-')}"
            if re.search(wanted, name):
                page.goto(url)
                _take(page, folder, name)
    site.stop()


def _addresses(site, page, who):
    page.goto("/")
    yield from page.locator(".top nav a").evaluate_all("all => all.map(one => one.pathname)")
    if who != "tara":
        return
    page.goto("/modules")
    module = page.locator("main article h2 a").first.get_attribute("href")
    page.goto(module)
    yield module
    yield page.locator("main ol.rows a").first.get_attribute("href")
    quiz = page.locator("main a[href^='/quizzes/']").first.get_attribute("href")
    yield quiz
    page.goto(quiz)
    page.get_by_role("button", name="Start quiz").click()
    page.wait_for_url(re.compile("/attempts/"))
    attempt = page.url.removeprefix(site.url).partition("/all")[0]
    yield f"{attempt}/all#question-2"
    yield f"{attempt}/all#overview"
    yield f"{attempt}/questions/2"
    yield f"{attempt}/overview"
    page.goto(f"{attempt}/questions/1")
    page.locator(".option").first.click()
    page.goto(f"{attempt}/overview")
    page.get_by_role("button", name=re.compile("Submit")).click()
    page.wait_for_url(re.compile("review"))
    yield f"{attempt}/review"
    yield "/progress"


def main(folder, wanted="."):
    """Take the pictures of pages whose names the pattern finds."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chrome.executable(), args=list(chrome.FLAGS)
        )
        _stage(browser, folder, wanted)
        _site(browser, folder, wanted)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
