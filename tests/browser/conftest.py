from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from course import clock, db
from tests import conftest as house
from tests.browser import chromium as chrome
from tests.browser import looking, pages, typed
from tests.browser.serving import Served, Site
from tests.matrix import world as worlds
from tests.matrix.asking import Asker
from tests.not_run import not_run


def pytest_itemcollected(item):
    """Mark what is here, so that `-m "not browser"` leaves it out."""
    if item.path.parent == Path(__file__).parent:
        item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests here; without one they say so and are not run."""
    found = chrome.executable()
    if found is None:
        not_run(chrome.MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(chrome.FLAGS))
        yield browser
        browser.close()


class Stage:
    """The cast of the matrix before a real browser, one signed-in context for each role."""

    def __init__(self, browser, world, served):
        self.browser, self.world, self.served = browser, world, served
        self.asker = Asker(world, None)
        people = [text for p in world.people.values() for text in (p.name, p.email)]
        self.names = [*people, *world.tokens.values()]
        self.tabs = {}
        self.seen = set()
        self.new = {}
        self.looks = {}

    def tab(self, role):
        """Return the page of a role and what it has complained of."""
        if role not in self.tabs:
            cookie = self.asker.cookies[role]
            # Without motion: a color on its way to another one has no contrast to measure.
            made = chrome.context(
                self.browser, self.served.url, cookie=cookie, reduced_motion="reduce"
            )
            page = made.new_page()
            self.tabs[role] = (page, looking.listen(page))
        return self.tabs[role]

    def looks_at(self, endpoint):
        """Look once at every page under an endpoint that shows something new."""
        if endpoint not in self.looks:
            found = [one for one in pages.targets() if one.endpoint == endpoint]
            self.looks[endpoint] = [self._look(one) for one in found if self.is_new(one)]
        return self.looks[endpoint]

    def open(self, target):
        page, said = self.tab(target.role)
        page.goto(self.asker.url(target.endpoint, target.thing))
        if target.empty:
            with page.expect_navigation():
                page.locator("main form:not([data-swap])").evaluate("form => form.submit()")
        return page, said

    def _look(self, target):
        return looking.look(*self.open(target), str(target))

    def is_new(self, target):
        # A form sent empty is looked at for the roles for which its page was.
        shown = replace(target, empty=False)
        if not target.empty:
            parts = self._parts(target)
            self.new[shown] = bool(parts - self.seen)
            self.seen |= parts
        return self.new[shown]

    def _parts(self, target):
        url = self.asker.url(target.endpoint, target.thing)
        with clock.held(house.NOON):
            answer = self.asker.send(target.role, "GET", url)
        # A file to download is no page.
        is_page = answer.mimetype == "text/html"
        return pages.parts(answer.get_data(as_text=True), self.names) if is_page else set()


@pytest.fixture(scope="session")
def stage(chromium, tmp_path_factory):
    folder = tmp_path_factory.mktemp("stage")
    with clock.held(house.NOON):
        app = house._make(house._settings(folder))
        world = worlds.make(app, tmp_path_factory.mktemp("files"))
    served = Served(app, house.NOON)
    yield Stage(chromium, world, served)
    served.stop()
    with app.app_context():
        db.store().engine.dispose()
        db.store().lock.close()


@pytest.fixture(scope="session")
def site(chromium, tmp_path_factory):
    """The delivered curriculum with the demo's people, as it is really served."""
    made = Site(tmp_path_factory.mktemp("site")).start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def typing_site(chromium, tmp_path_factory):
    """A site whose quizzes are answered by typing: a question a page, or all on one."""
    folder = tmp_path_factory.mktemp("typing")
    made = Site(folder / "site", typed.write(folder / "course")).start()
    yield made
    made.stop()


@pytest.fixture
def open_context(chromium, site):
    """A function that opens a context on the site; all are closed at the end of the test."""
    made = []

    def open_(**words):
        made.append(chrome.context(chromium, site.url, **words))
        return made[-1]

    yield open_
    for one in made:
        one.close()
