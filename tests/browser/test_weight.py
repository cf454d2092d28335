"""What a lesson costs over the wire: the first time, and when the browser knows the site."""

import pytest

from tests.browser import chromium as chrome

KB = 1024


class Wire:
    """Counts requests that left the browser and the bytes that came back, headers and all."""

    def __init__(self, page):
        self.came = {}
        self.kept = set()
        self.figures = set()
        session = page.context.new_cdp_session(page)
        session.on("Network.responseReceived", self._answer)
        session.on("Network.requestServedFromCache", lambda one: self.kept.add(one["requestId"]))
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def _answer(self, one):
        if one["response"].get("fromDiskCache"):
            self.kept.add(one["requestId"])
        if "/figures/" in one["response"]["url"]:
            self.figures.add(one["requestId"])

    def _finished(self, one):
        if one["requestId"] not in self.kept:
            self.came[one["requestId"]] = one["encodedDataLength"]

    @property
    def requests(self):
        """Without figures: they come one by one as somebody reads on, and are counted in bytes."""
        return len(self.came.keys() - self.figures)

    @property
    def bytes(self):
        return int(sum(self.came.values()))

    def of(self, page, url):
        """Open a page and return requests and bytes of that alone."""
        self.came.clear()
        page.goto(url, wait_until="networkidle")
        return self.requests, self.bytes


def _lessons(page):
    page.goto("/modules")
    modules = page.locator("main article h2 a").evaluate_all("all => all.map(one => one.pathname)")
    for module in modules:
        page.goto(module)
        yield from page.locator("main ol.rows a").evaluate_all("all => all.map(o => o.pathname)")


@pytest.fixture(scope="module")
def reader(chromium, site):
    """The cookie of a trainee who reads."""
    return site.cookie(site.trainee("Rhea Weight"))


@pytest.fixture(scope="module")
def heaviest(chromium, site, reader):
    """The lesson whose page is the longest, and the one with most pictures."""
    context = chrome.context(chromium, site.url, cookie=reader)
    page = context.new_page()
    lessons = list(_lessons(page))
    found = [(page.request.get(url).text(), url) for url in lessons]
    context.close()
    long = max(found, key=lambda one: len(one[0]))[1]
    return {long, max(found, key=lambda one: one[0].count("/figures/"))[1]}


def test_a_lesson_costs_five_requests_and_at_most_60_kb_the_first_time(
    open_context, heaviest, reader
):
    for url in heaviest:
        page = open_context(cookie=reader).new_page()
        requests, came = Wire(page).of(page, url)
        assert requests <= 5
        assert came <= 60 * KB


def test_a_lesson_costs_little_more_than_its_own_text_the_second_time(
    open_context, heaviest, reader
):
    page = open_context(cookie=reader).new_page()
    wire = Wire(page)
    for url in heaviest:
        wire.of(page, url)
        requests, came = wire.of(page, url)
        assert requests <= 2
        assert came <= 8 * KB + len(page.request.get(url).body())
