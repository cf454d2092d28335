import re

import pytest

from course.study.phrases import rules
from tests.study import files


@pytest.fixture
def shown(course, signed_in, tara):
    """A function that returns the lines and the situations that a search shows."""
    browser = signed_in(tara)

    def run(query=""):
        page = browser.text(f"/phrases{query}")
        section = page.partition("<main")[2]
        lines = [re.sub("<[^>]*>", "", one) for one in re.findall("<li>(.*?)</li>", section)]
        return lines, re.findall("<h3>(.*?)</h3>", section)

    return run


HUG = "I&#39;d rather not, and I&#39;m glad you asked."


def test_what_therapists_say_is_shown_by_situation_and_nobody_else_s_words(shown):
    lines, situations = shown()
    assert [one.replace("'", "&#39;") for one in lines] == [HUG, "Café time again?"]
    assert situations == ["A client asks for a hug", "Señor Ruiz is late"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?q=RATHER", 1),
        ("?q=cafe", 1),  # without its accent
        ("?q=caf%C3%89", 1),
        ("?q=senor+time", 1),  # one word in the situation, the other in the line
        ("?q=hug+cafe", 0),  # each somewhere, never together
        ("?q=i%E2%80%99m", 1),  # a curly apostrophe
        ("?q=kindly", 0),  # the note is not a line
        ("?q=line", 0),  # nor what a supervisor says
        ("?q=&module=first", 2),
        ("?q=%3Cscript%3E", 0),
    ],
)
def test_all_words_must_occur_in_line_or_situation(shown, query, count):
    assert len(shown(query)[0]) == count


def test_an_empty_result_says_what_to_do(course, signed_in, tara):
    page = signed_in(tara).text("/phrases?q=zebra")
    assert "No line has all of these words" in page
    assert "Show all lines" in page
    assert 'value="zebra"' in page


def test_a_line_leads_to_its_dialogue_in_its_lesson(course, signed_in, tara):
    browser = signed_in(tara)
    links = re.findall(r'href="(/modules/[^"]*#room-\d)"', browser.text("/phrases"))
    assert links == ["/modules/first/talk#room-1", "/modules/first/talk#room-2"]
    assert 'id="room-2"' in browser.text("/modules/first/talk")


def test_lines_of_a_retired_lesson_are_gone(course, shown):
    assert len(shown()[0]) == 2
    course(plan=files.SHEET)
    assert shown() == ([], [])


@pytest.mark.parametrize(
    ("query", "word"), [("?q=" + "a" * 201, "q:"), ("?module=none", "module:")]
)
def test_what_does_not_fit_is_named(course, signed_in, tara, query, word):
    answer = signed_in(tara).get(f"/phrases{query}")
    assert answer.status_code == 422
    assert word in answer.get_data(as_text=True)


def test_everybody_finds_the_page_at_hand(course, signed_in, tara, sam, ines, petra):
    for person in (tara, sam, ines, petra):
        assert '<a href="/phrases"' in signed_in(person).text("/at-hand")


def test_folding_takes_capitals_accents_and_curls():
    assert rules.folded("ÉCOLE Straße I\u2019m Ångström") == "ecole strasse i'm angstrom"
