import re
from datetime import date

from course.curriculum.body import parse, render


def _html(body, **words):
    given = {"cite": str, "asset_url": str, "today": date(2026, 12, 1), **words}
    return "".join(one.html for one in render(parse(body), **given))


def test_dialogues_are_numbered_so_that_one_can_link_to_them():
    text = _html("# Room 1\n\n::: room A\nClient: No\n:::\n\n::: room B\nClient: No\n:::")
    assert re.findall(r'<(\w+)[^>]* id="([^"]*)"', text) == [
        ("h2", "section-room-1"),
        ("div", "room-1"),
        ("div", "room-2"),
    ]


def test_a_worksheet_links_to_where_it_is_filled_in():
    body = "::: worksheet my-values 15 My *values* <b>\n? one: What matters\n:::"
    text = _html(body, sheet_url=lambda sheet: f"/sheets?a=1&b={sheet}")
    assert 'href="/sheets?a=1&amp;b=my-values">Fill this in<span class="sr">: My values' in text
    assert "<b>" not in text
    assert "Fill this in" not in _html(body)
