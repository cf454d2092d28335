import re
from datetime import date

from course.curriculum.body import gate, parse, render, words

BODY = "Before.\n\n::: gate\nTouch waits, *too*.\n:::\n"


def _html(body):
    given = {"cite": str, "asset_url": str, "today": date(2026, 12, 1)}
    return "".join(one.html for one in render(parse(body), **given))


def test_the_gate_says_what_has_to_be_asked_before_a_task():
    for word in ("alone", "violence", "coercion", "suicide", "medical", "voluntary", "stop"):
        assert re.search(rf"\b{word}", gate.TEXT), word


def test_a_lesson_shows_the_gate_as_a_safety_box_and_adds_to_it():
    html = _html(BODY)
    assert '<div class="block safety gate">\n<p class="label">The gate, before any task</p>' in html
    assert "<strong>alone</strong>" in html
    assert html.endswith("<p>Touch waits, <em>too</em>.</p>\n</div>\n")


def test_the_gate_needs_nothing_added():
    assert _html("::: gate\n:::").count("<p>") == 1


def test_the_words_of_the_gate_are_read_too():
    core = len(re.findall(r"\w+", f"{gate.TITLE} {gate.TEXT}"))
    # "05.4" is one word to the counter and two to this pattern.
    assert words(parse("::: gate\n:::")) == core - 1
    assert words(parse(BODY)) == core - 1 + 4
