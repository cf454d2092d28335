"""The pages of hours, through real forms."""

import csv
import datetime as dt
import io
import re

import pytest

from course.hours.models import HoursVersion
from tests.hours.helpers import HOURS, enter, entry_id, many, rows, statements


def test_hours_are_entered_and_listed(app, tara, signed_in):
    browser = signed_in(tara)
    url = enter(browser)
    (entry,) = rows(app)
    assert (entry.minutes, entry.day, entry.area) == (90, dt.date(2026, 11, 20), "b")
    assert "1 h 30 min" in browser.text("/hours")
    assert "An institute" in browser.text(url)


def test_a_double_click_is_one_entry(app, tara, signed_in):
    browser = signed_in(tara)
    sent = {**HOURS, "entry": entry_id(browser)}
    first, second = (browser.post("/hours/new", sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert len(rows(app)) == len(rows(app, HoursVersion)) == 1


def test_two_visits_of_the_form_are_two_entries(app, tara, signed_in):
    browser = signed_in(tara)
    enter(browser)
    enter(browser)
    assert len(rows(app)) == 2


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"day": "2026-11-25"}, "day", "Hours are entered after they were done"),
        ({"day": ""}, "day", "Enter the day"),
        ({"hours": "0", "minutes": "0"}, "hours", "an entry holds the time of one day"),
        ({"hours": "25"}, "hours", "from 0 to 24"),
        ({"hours": "x"}, "hours", "whole number"),
        ({"mode": "group"}, "mode", "is done in one of these ways"),
        ({"category": "reading"}, "category", "Choose one of the list"),
        ({"category": "clinical", "mode": "telehealth"}, "area", "has no knowledge area"),
        ({"starts": "25:00"}, "starts", "time"),
        ({"note": "x" * 501}, "note", "under 500"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field_and_nothing_is_lost(
    app, tara, signed_in, changed, field, words
):
    browser = signed_in(tara)
    sent = {**HOURS, "entry": entry_id(browser), **changed}
    answer = browser.post("/hours/new", sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    error = re.search(rf'id="{field}-error">(.*?)</p>', page, re.DOTALL)
    assert error, page
    assert words.lower() in error.group(1).lower()
    assert 'value="An institute"' in page
    assert rows(app) == []


def test_an_id_that_no_page_made_is_refused(app, tara, signed_in):
    answer = signed_in(tara).post("/hours/new", {**HOURS, "entry": "1"})
    assert answer.status_code == 422
    assert "This page was not complete" in answer.get_data(as_text=True)
    assert rows(app) == []


def test_an_entry_is_corrected_with_a_reason_and_its_history_shows_both(app, tara, signed_in):
    browser = signed_in(tara)
    url = enter(browser)
    without = browser.post(f"{url}/correct", {**HOURS, "number": "1", "hours": "2"})
    assert (without.status_code, rows(app)[0].minutes) == (422, 90)
    sent = {**HOURS, "number": "1", "hours": "2", "minutes": "", "why": "It was longer"}
    assert browser.post(f"{url}/correct", sent).status_code == 303
    page = browser.text(url)
    assert rows(app)[0].minutes == 120
    assert all(words in page for words in ("1 h 30 min", "2 h", "It was longer", "version 2"))
    assert page.index("It was longer") < page.index("version 1")


def test_a_correction_from_a_stale_page_is_refused_and_kept_on_the_page(app, tara, signed_in):
    browser = signed_in(tara)
    url = enter(browser)
    browser.post(f"{url}/correct", {**HOURS, "number": "1", "hours": "2", "why": "Longer"})
    late = browser.post(f"{url}/correct", {**HOURS, "number": "1", "hours": "3", "why": "Stale"})
    assert late.status_code == 409
    assert "changed since the page was opened" in late.get_data(as_text=True)
    assert 'value="Stale"' in late.get_data(as_text=True)
    assert rows(app)[0].minutes == 150


def test_a_withdrawn_entry_leaves_the_list_and_keeps_its_page(app, tara, signed_in):
    browser = signed_in(tara)
    url = enter(browser)
    sent = {"number": "1", "why": "Entered twice"}
    assert browser.post(f"{url}/withdraw", sent).status_code == 303
    assert "No hours yet" in browser.text("/hours")
    assert url in browser.text("/hours?state=withdrawn")
    assert "Entered twice" in browser.text(url)
    assert browser.post(f"{url}/withdraw", {**sent, "number": "2"}).status_code == 409


def test_hours_told_twice_are_flagged_in_words(tara, signed_in):
    browser = signed_in(tara)
    enter(browser, starts="09:00")
    assert "overlaps another entry" not in browser.text("/hours")
    second = enter(browser, starts="10:00")
    assert "share clock time with another entry" in browser.text(second)
    assert browser.text("/hours").count("overlaps another entry") == 2


def test_somebody_else_s_entry_is_not_there(tara, otto, signed_in):
    url = enter(signed_in(tara))
    other = signed_in(otto)
    assert [other.get(f"{url}{end}").status_code for end in ("", "/correct", "/withdraw")] == [
        404
    ] * 3


def test_the_list_goes_by_pages_of_fifty_to_and_fro(app, tara, signed_in):
    many(app, tara, 120)
    browser, seen, url = signed_in(tara), [], "/hours"
    link = re.compile(r'rel="(next|prev)"\s+href="([^"]+)"')
    pages = []
    while url:
        page = browser.text(url)
        pages.append(re.findall(r'href="/hours/([0-9a-f]{32})"', page))
        seen += pages[-1]
        url = dict(link.findall(page)).get("next", "").replace("&amp;", "&")
    assert [len(one) for one in pages] == [50, 50, 20]
    assert len(set(seen)) == 120
    back = dict(link.findall(page))["prev"].replace("&amp;", "&")
    assert re.findall(r'href="/hours/([0-9a-f]{32})"', browser.text(back)) == pages[1]


def test_an_entry_of_somebody_else_is_no_place_in_one_s_list(app, tara, otto, signed_in):
    other = enter(signed_in(otto), day="2026-11-01").removeprefix("/hours/")
    browser = signed_in(tara)
    own = enter(browser)
    assert own in browser.text(f"/hours?after={other}")


def test_the_list_takes_no_more_statements_however_long_it_is(app, tara, signed_in):
    browser, counts = signed_in(tara), []
    for more in (3, 120):
        many(app, tara, more)
        counts.append(statements(app, lambda: browser.get("/hours?after=" + "0" * 32)))
    assert counts[0] == counts[1] <= 6


def test_the_list_is_filtered_and_an_unknown_filter_shows_all(app, tara, signed_in):
    many(app, tara, 2)
    browser = signed_in(tara)
    enter(browser, category="clinical", mode="telehealth", area="")
    shown = lambda url: len(re.findall(r'<th scope="row">\s*<a href="/hours/', browser.text(url)))  # noqa: E731
    assert [shown("/hours"), shown("/hours?category=clinical"), shown("/hours?state=signed")] == [
        3,
        1,
        0,
    ]
    assert shown("/hours?category=%27%22&state=x") == 3


def test_the_csv_holds_every_entry_and_no_cell_is_a_formula(app, tara, signed_in):
    many(app, tara, 3, note='=HYPERLINK("http://x")', provider=" @SUM(A1)")
    answer = signed_in(tara).get("/hours.csv")
    text = answer.get_data().decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text))
    found = [dict(zip(head, line, strict=True)) for line in lines]
    assert answer.mimetype == "text/csv"
    assert [one["day"] for one in found] == ["2026-11-19", "2026-11-20", "2026-11-20"]
    assert {one["minutes"] for one in found} == {"60"}
    assert {one["note"] for one in found} == {'\'=HYPERLINK("http://x")'}
    assert {one["with whom or where"] for one in found} == {"' @SUM(A1)"}


def test_all_mistakes_are_told_at_once(app, tara, signed_in):
    browser = signed_in(tara)
    wrong = {"day": "2026-12-24", "mode": "group", "hours": "30", "note": "x" * 501}
    page = browser.post("/hours/new", {**HOURS, "entry": entry_id(browser), **wrong})
    text = page.get_data(as_text=True)
    assert [f'id="{name}-error"' in text for name in wrong] == [True] * 4
    assert text.count("from 0 to 24") == 2
    assert rows(app) == []
