"""Lists: what they show, page by page, and how little they ask of the database."""

import pytest

from course import clock
from course.bench.statements import counting
from course.content import loading
from course.sources.rules import Take
from course.studio.service import lists
from tests.content import small
from tests.studio.conftest import words

BANK = "/studio/banks/first"


def test_the_studio_lists_banks_lessons_and_quizzes(desk):
    page = words(desk.get("/studio"))
    assert all(word in page for word in ("The first bank", "Lesson one", "The first quiz"))


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("", {"one-practice", "one-mock", "two-practice"}),
        ("pool=mock", {"one-mock"}),
        ("objective=do-two", {"two-practice"}),
        ("words=FIRST+IN+ONE", {"one-practice", "one-mock"}),
        ("words=%25", set()),
        ("words=%22quoted%22", set()),
        ("kind=cloze", set()),
        ("level=apply&safety=no", {"one-practice", "one-mock", "two-practice"}),
        ("safety=yes", set()),
        ("state=draft", set()),
        ("pool=nonsense", set()),
        ("after=nobody", set()),
    ],
)
def test_a_list_is_narrowed_to_what_is_asked_for(desk, asked, there):
    page = desk.text(f"{BANK}?{asked}")
    found = {slug for slug in ("one-practice", "one-mock", "two-practice") if f'/{slug}"' in page}
    assert found == there


def test_findings_and_drafts_can_be_asked_for(desk):
    url = "/studio/questions/one-practice"
    text = desk.sheet(url).replace("text: Ask", "text: Always ask")
    desk.send(url, "publish", text)
    desk.send("/studio/questions/one-mock", "draft", "id: one-mock\n")
    found = desk.text(f"{BANK}?findings=yes")
    assert ('/one-practice"' in found, '/two-practice"' in found) == (True, False)
    mine = desk.text(f"{BANK}?state=draft")
    assert ('/one-mock"' in mine, '/one-practice"' in mine) == (True, False)


@pytest.fixture
def many(site, root):
    """The small bank with 120 questions."""
    more = [small.question(f"more-{number:03}", "one") for number in range(117)]
    small.put(root, "quizzes/first.yaml", small.bank(*more))
    with site.app_context():
        loading.load(root, clock.now(), Take.NEITHER, lambda _: None)


def test_a_long_bank_comes_page_by_page_without_a_gap(desk, many):
    seen, url = [], BANK
    import re
    from html import unescape

    while url:
        page = desk.text(url)
        seen.append(re.findall(r'href="/studio/questions/([a-z0-9-]+)"', page))
        nexts = re.search(r'rel="next"\s+href="([^"]+)"', page)
        url = unescape(nexts[1]) if nexts else None
    assert [len(page) for page in seen] == [lists.PAGE, lists.PAGE, 20]
    assert len({slug for page in seen for slug in page}) == 120


@pytest.mark.parametrize("url", ["/studio", BANK, "/studio/quizzes/first-quiz/results"])
def test_a_list_asks_the_database_no_more_when_it_is_longer(desk, many, url):
    desk.get(url)
    with counting(desk.app) as sent:
        desk.get(url)
    # Who is looking, the thing, the edition, the rows, the drafts, and a few that frame them.
    asked = [one for one in sent if not one.startswith("PRAGMA")]
    assert len(asked) <= 7, asked
    db_free = [one for one in asked if "INSERT" in one or "UPDATE" in one]
    assert db_free == []
