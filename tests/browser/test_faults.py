"""The short form of `make browser-faults`: each fault at least once, nothing lost."""

import pytest

from tests.browser import chromium as chrome
from tests.browser import faults
from tests.browser.sitting import ANSWERS, SAID_WITHIN


@pytest.fixture(scope="module", params=[7, 8], ids=["a page each", "all on one page"])
def typing(typing_site, chromium, request):
    site = typing_site
    email = site.trainee(f"Tilda{request.param} Typist")
    context = chrome.context(chromium, site.url, cookie=site.cookie(email))
    yield faults.Storm(site, context, email, request.param)
    context.close()


@pytest.mark.parametrize("fault", [*faults.MIX, "none"])
def test_a_typed_answer_survives(typing, fault):
    typing.answer(1, fault)
    assert typing.lost == []
    assert max(typing.said, default=0) <= SAID_WITHIN / 1000


@pytest.fixture
def lying(typing):
    """The page is told that all it sends is saved, and the server gets none of it."""
    said = {"saved_at": "2026-11-24T12:00:00+00:00", "saved_seq": 9}
    typing.sitting.page.route(ANSWERS, lambda route: route.fulfill(json=said))
    yield typing
    typing.sitting.page.unroute(ANSWERS)
    typing.lost.clear()


def test_an_answer_that_never_reaches_the_server_is_called_lost(lying):
    """The storm's own eyes: a page that says it saved what it dropped is found out."""
    lying.answer(99, "none")
    assert [word for _, word, _ in lying.lost if word.startswith("word 99")]
