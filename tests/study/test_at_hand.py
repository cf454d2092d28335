"""Plans, pocket guide and red flags: what lessons hold, found together and printed."""

import re

import pytest

from course import clock
from course.bench.statements import counting
from course.content.loading import load
from course.curriculum.body import gate
from tests.curriculum.plans import PARTS, plan
from tests.study import files

CITED = {**PARTS, "Aim": "Closeness without a *demand*. More of it.", "Evidence": "[evidence B]"}
PLAN = f"""Words.

::: gate
With pain there is a fourth line.
:::

{plan(CITED)}
"""
GLANCE = """## Before

| Not | This |
|---|---|
| out | outside |

## At a glance

| What | When |
|---|---|
| **Asking** | First <b> |

### A detail of it

## After

::: safety Elsewhere
A warning of another section.
:::

## Red flags, and when to refer

::: safety Today
- Fever: *today*.
:::

::: note Aside
No flag.
:::

::: safety
- Bleeding: this week.
:::

## At a glance

| Again | Told |
|---|---|
| twice | here |
"""


@pytest.fixture
def hand(course):
    """A function that loads lessons with what is at hand; called again, it changes them."""

    def run(**lessons):
        course(**(lessons or {"steps": PLAN, "signs": GLANCE, "plan": files.SHEET}))

    run()
    return run


@pytest.fixture
def browser(hand, signed_in, tara):
    return signed_in(tara)


def _main(browser, address):
    return browser.text(address).partition("<main")[2]


def test_everything_at_hand_is_found_together(browser, signed_in, sam, ines, petra):
    page = _main(browser, "/at-hand")
    for address in ("/phrases", "/plans", "/pocket-guide", "/red-flags", "/glossary"):
        assert f'href="{address}"' in page, address
    for person in (sam, ines, petra):
        assert '<a href="/at-hand"' in signed_in(person).text("/modules")


def test_the_navigation_of_a_trainee_has_seven_entries(browser):
    nav = browser.text("/phrases").partition('<nav aria-label="Main">')[2].partition("</nav>")[0]
    assert nav.count("<li>") == 7
    assert re.search(r'href="/at-hand"\s+aria-current="page"', nav)


def test_plans_are_listed_under_their_lessons_with_the_first_sentence_of_their_aim(browser):
    page = _main(browser, "/plans")
    assert re.search(r'<a href="/modules/first/steps#plan-first-steps">The lesson steps</a>', page)
    assert '<a href="/plans/first-steps">First steps</a>' in page
    assert "<span>Closeness without a demand.</span>" in page


def test_a_plan_begins_with_the_gate_and_what_its_lesson_adds(browser):
    page = _main(browser, "/plans/first-steps")
    places = [page.index(text) for text in ("First steps", gate.TITLE, "a fourth line", ">Aim<")]
    assert places == sorted(places)
    assert page.count(gate.TITLE) == 1
    headings = re.findall("<h2>(.*?)</h2>", page)
    assert headings == list(PARTS)


def test_a_plan_says_its_evidence_its_review_and_its_lesson(browser):
    page = _main(browser, "/plans/first-steps")
    assert "Evidence B: some randomized trials, with limits." in page
    assert "Not yet reviewed by a clinician" in page
    assert re.search(r"Review due\s+<time[^>]*>1 Nov 2027<", page)
    assert 'href="/modules/first/steps#plan-first-steps"' in page
    assert 'id="plan-first-steps"' in browser.text("/modules/first/steps")
    assert 'href="/plans/first-steps"' in browser.text("/modules/first/steps")


def test_a_review_is_told_with_who_when_and_until_when(hand, browser, tmp_path):
    path = tmp_path / "course-files/modules/01-first/steps.md"
    done = "{status: reviewed, due: 2026-11-20, by: 'Dr. Osei', on: 2025-11-20}"
    path.write_text(path.read_text().replace("{status: unreviewed, due: 2027-11-01}", done))
    with browser.app.app_context():
        load(tmp_path / "course-files", clock.now(), say=lambda _: None)
    page = _main(browser, "/plans/first-steps")
    assert re.search(r"Reviewed by Dr. Osei on\s+<time[^>]*>20 Nov 2025<", page)
    assert "Review is overdue" in page
    assert "Not yet reviewed" not in page


def test_a_plan_s_sources_stand_below_it_in_full(app, browser, tmp_path):
    root = tmp_path / "course-files"
    (root / "modules/references.yaml").write_text(
        "references:\n"
        "- {id: b, type: book, title: What we know, author: [{family: Bass, given: A.}],"
        " issued: 2006, publisher: Press}\n"
        "- {id: c, type: book, title: Not cited here, author: [{family: Cole, given: A.}],"
        " issued: 2007, publisher: Press}\n"
    )
    path = root / "modules/01-first/steps.md"
    path.write_text(
        path.read_text().replace("[evidence B]", "[evidence B] [@b].") + "\nAnd [@c].\n"
    )
    with app.app_context():
        load(root, clock.now(), say=lambda _: None)
    page = _main(browser, "/plans/first-steps")
    assert '<a class="cite" href="#ref-b">(Bass, 2006)</a>' in page
    assert re.search(r'<li id="ref-b">.*Bass, A\. \(2006\).*What we know', page)
    assert "Not cited here" not in page


def test_the_pocket_guide_holds_the_tables_at_a_glance_and_no_others(browser):
    page = _main(browser, "/pocket-guide")
    assert "<strong>Asking</strong>" in page
    assert "First &lt;b&gt;" in page
    assert "outside" not in page
    assert "A detail of it" in page
    links = re.findall(r'href="(/modules/first/signs#[^"]*)"', page)
    assert links == ["/modules/first/signs#at-a-glance", "/modules/first/signs#at-a-glance-2"]
    lesson = browser.text("/modules/first/signs")
    assert '<h2 id="at-a-glance-2">' in lesson


def test_red_flags_are_the_safety_notes_of_their_sections(browser):
    page = _main(browser, "/red-flags")
    assert re.findall('<p class="label">(.*?)</p>', page) == [
        "Today",
        "Red flags, and when to refer",
    ]
    assert "<li>Fever: <em>today</em>.</li>" in page
    assert "another section" not in page
    assert "No flag" not in page
    assert "fourth line" not in page  # a gate is no red flag
    assert 'href="/modules/first/signs#red-flags-and-when-to-refer"' in page


@pytest.mark.parametrize("address", ["/pocket-guide", "/red-flags"])
def test_cards_can_be_narrowed_to_a_module(browser, address):
    assert "The lesson signs" in _main(browser, f"{address}?module=first")
    answer = browser.get(f"{address}?module=none")
    assert answer.status_code == 422
    assert "module:" in answer.get_data(as_text=True)


def test_a_plan_is_found_by_its_words_and_its_lesson_is_not(browser):
    page = _main(browser, "/search?q=closeness")
    assert 'href="/plans/first-steps"' in page
    assert "Session plan · Module 1 · The lesson steps" in page
    assert "/modules/first/steps" not in page


def test_the_words_of_the_gate_do_not_bury_what_is_looked_for(browser):
    assert "Nothing has all of these words" in _main(browser, "/search?q=coercion")
    assert "/modules/first/steps" in _main(browser, "/search?q=fourth+line")


def test_what_a_retired_lesson_held_is_gone(hand, browser):
    hand(plan=files.SHEET)
    assert browser.get("/plans/first-steps").status_code == 404
    assert "No plans yet" in browser.text("/plans")
    assert "No tables here" in browser.text("/pocket-guide")
    assert "No red flags here" in browser.text("/red-flags")


@pytest.mark.parametrize(
    "address", ["/at-hand", "/plans", "/plans/first-steps", "/pocket-guide", "/red-flags"]
)
def test_a_page_sends_two_statements_however_much_there_is(app, hand, browser, address):
    """Who is looking, and the edition; what the edition holds is in memory."""
    more = {f"more-{one}": GLANCE + plan(CITED, f"::: plan p{one} P") for one in range(4)}
    for lessons in ({}, {"steps": PLAN, **more}):
        hand(**lessons)
        browser.get(address)
        with counting(app) as sent:
            assert browser.get(address).status_code == 200
        assert len([one for one in sent if one.startswith(("SELECT", "INSERT"))]) == 2
