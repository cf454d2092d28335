import re
from datetime import date

import pytest

from course.curriculum.body import (
    BodyError,
    Check,
    Html,
    Law,
    is_stale,
    minutes,
    parse,
    render,
    used,
)

CITED = {"b": "Zucker, 2010", "a": "Bass & Quimby, 2006", "c": "adams, 2001"}


def shown(body, today=date(2026, 12, 1)):
    return render(
        parse(body), cite=CITED.get, asset_url=lambda name: f"/f?a=1&b={name}", today=today
    )


def html(body):
    (segment,) = shown(body)
    return segment.html


def test_a_citation_links_to_its_reference():
    assert html("Ask [@a].") == (
        '<p>Ask <a class="cite" href="#ref-a">(Bass &amp; Quimby, 2006)</a>.</p>\n'
    )


def test_several_citations_stand_in_one_pair_of_parentheses_by_the_alphabet():
    assert html("[@b; @c;@a]") == (
        '<p>(<a class="cite" href="#ref-c">adams, 2001</a>; '
        '<a class="cite" href="#ref-a">Bass &amp; Quimby, 2006</a>; '
        '<a class="cite" href="#ref-b">Zucker, 2010</a>)</p>\n'
    )


def test_a_citation_within_a_link_does_not_nest_links():
    text = html("[see [@a]](https://example.org) and [![[@a]](x)](https://example.org)")
    opened = [part.startswith("<a") for part in re.findall("</?a", text)]
    assert opened == [True, False] * 2


def test_a_sign_before_parentheses_is_no_link():
    assert "</a>(b)" in html("[@a](b)")
    assert "not yet verified</span>(b)" in html("[verify](b)")


def test_an_unknown_reference_is_named_with_its_line():
    with pytest.raises(BodyError) as caught:
        shown("a\nb [@nobody]\n\n::: note\nc\nd [@a; @none]\n:::")
    assert caught.value.problems == [
        (2, "there is no reference nobody"),
        (6, "there is no reference none"),
    ]


def test_an_unverified_statement_says_so():
    assert html("So it is [verify].") == (
        '<p>So it is <span class="chip care" title="Not yet checked against its source">'
        "not yet verified</span>.</p>\n"
    )


def test_a_grade_of_evidence_says_what_it_means():
    assert html("Helps [evidence B].") == (
        '<p>Helps <abbr class="grade" title="Evidence grade B: some randomized trials, '
        'with limits">B</abbr>.</p>\n'
    )


def test_signs_do_not_act_in_code_or_after_a_backslash():
    assert html("`[@a]` \\[verify] \\[evidence B]") == (
        "<p><code>[@a]</code> [verify] [evidence B]</p>\n"
    )
    assert html("```\n[@a] [verify]\n```") == "<pre><code>[@a] [verify]\n</code></pre>\n"


def test_a_hostile_author_is_escaped():
    (segment,) = render(
        parse("[@a]"), cite=lambda _: "<script>", asset_url=str, today=date(2026, 1, 1)
    )
    assert "<script" not in segment.html
    assert "&lt;script&gt;" in segment.html


def test_headings_can_be_linked_and_no_id_comes_twice():
    segments = shown("## What *now*?\n\n::: note\n### What now\n:::\n\n## References\n\n## Réf a\n")
    text = "".join(segment.html for segment in segments)
    assert '<h2 id="what-now">' in text
    assert '<h3 id="what-now-2">' in text
    assert '<h2 id="references-2">' in text
    assert '<h2 id="section-ref-a">' in text


@pytest.mark.parametrize(
    ("opening", "kind", "label"),
    [
        ("note Who *decides*", "note", "Who <em>decides</em>"),
        ("care", "care", "Go gently"),
        ("safety Today", "safety", "Today"),
        ("support", "support", "Support"),
    ],
)
def test_a_box_has_its_kind_and_label(opening, kind, label):
    assert html(f"::: {opening}\nText\n:::") == (
        f'<div class="block {kind}">\n<p class="label">{label}</p>\n<p>Text</p>\n</div>\n'
    )


def test_a_dialogue_is_a_list_of_who_says_what():
    body = "::: room A <b>\nClient: *No* <i>\nTherapist: Thank you [@a]\nNote: She stops.\n:::"
    assert html(body) == (
        '<div class="block room" id="room-1">\n<p class="label">In the room: A &lt;b&gt;</p>\n<dl>\n'
        "<dt>Client</dt><dd><em>No</em> &lt;i&gt;</dd>\n"
        '<dt>Therapist</dt><dd>Thank you <a class="cite" href="#ref-a">'
        "(Bass &amp; Quimby, 2006)</a></dd>\n"
        '</dl>\n<p class="why">She stops.</p>\n</div>\n'
    )


def test_a_dialogue_without_a_title_or_a_note_has_neither():
    text = html("::: room\nClient: No\n:::")
    assert '<p class="label">In the room</p>' in text
    assert "why" not in text


def test_a_figure_has_a_caption_and_a_description_in_words():
    assert html('::: figure a.svg\nWhat "to" *do*.\n\nFirst ask.\n:::') == (
        '<figure class="figure">\n'
        '<img src="/f?a=1&amp;b=a.svg" alt="What &#34;to&#34; do. '
        'The description follows the figure." loading="lazy">\n'
        '<figcaption>What "to" <em>do</em>.</figcaption>\n'
        "<details><summary>Description of the figure</summary>\n<p>First ask.</p>\n</details>\n"
        "</figure>\n"
    )


def test_a_worksheet_shows_its_time_its_introduction_and_what_it_asks_for():
    text = html("::: worksheet my-values 15 My *values*\nYou may skip.\n\n? one: What matters\n:::")
    assert text.startswith('<section class="block worksheet">\n<p class="label">')
    assert "Worksheet · 15 minutes</p>\n<h3>My <em>values</em></h3>\n<p>You may skip.</p>" in text
    assert "<li>What matters</li>" in text
    assert text.endswith("</section>\n")
    assert "Worksheet · 1 minute<" in html("::: worksheet a 1 A\n? b: c\n:::")


def test_the_guide_is_for_staff_only():
    (segment,) = shown("::: guide\n1. Why?\n:::")
    assert segment.audience == "staff"
    assert [one.audience for one in shown("a\n\n::: note\nb\n:::")] == ["all", "all"]


def test_a_check_is_a_place_for_its_question():
    first, check, last = shown("a\n\n::: check eth-touch\n:::\n\nb")
    assert check == Check("eth-touch")
    assert (first.html, last.html) == ("<p>a</p>\n", "<p>b</p>\n")
    assert isinstance(first, Html)


def test_a_legal_statement_keeps_its_day():
    (law,) = shown("::: law 2026-06-01\nFlorida.\n:::")
    assert law == Law(date(2026, 6, 1), law.html, stale=False)
    assert '<time datetime="2026-06-01">June 1, 2026</time>' in law.html
    assert law.html.startswith('<div class="block law">')


def test_a_legal_statement_is_stale_after_six_months():
    (law,) = shown("::: law 2026-06-01\nFlorida.\n:::", today=date(2026, 12, 2))
    assert law.stale


@pytest.mark.parametrize(
    ("as_of", "last_fresh_day"),
    [
        (date(2026, 11, 24), date(2027, 5, 24)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 6, 30), date(2026, 12, 30)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_six_months_are_months_of_the_calendar(as_of, last_fresh_day):
    assert not is_stale(as_of, last_fresh_day)
    assert is_stale(as_of, date.fromordinal(last_fresh_day.toordinal() + 1))


def test_raw_html_in_a_lesson_is_text():
    assert html("<img src=x onerror=y>") == "<p>&lt;img src=x onerror=y&gt;</p>\n"


def test_what_a_lesson_uses_is_listed_once_in_order():
    found = used(
        parse(
            "b [@b]\n\n::: figure p.svg\nA [@a].\n\nB [@b; @c].\n:::\n\n::: check q-one\n:::\n\n"
            "::: check q-two\n:::\n\n::: guide\n[@d]\n:::\n"
        )
    )
    assert found.citations == [("b", 1), ("a", 4), ("c", 6), ("d", 16)]
    assert found.checks == [("q-one", 9), ("q-two", 12)]
    assert found.figures == [("p.svg", 3)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", 0),
        ("word", 1),
        ("word " * 150, 1),
        ("word " * 151, 2),
        ("word " * 150 + "[@a] [verify] [evidence B] — …", 1),
        ("word " * 150 + "\n\n::: check a\n:::\n\n::: check b\n:::\n", 3),
        ("word\n\n::: worksheet a 15 A\n" + "word " * 500 + "\n? b: c\n:::", 16),
        ("word\n\n::: guide\n" + "word " * 500 + "\n:::", 1),
        ("::: room A\nClient: " + "word " * 149 + "\nNote: word\n:::", 2),
        ("::: figure a.svg\nword\n\n" + "word " * 500 + "\n:::", 1),
        ("::: law 2026-11-24\n" + "word " * 151 + "\n:::", 2),
    ],
)
def test_minutes_are_words_checks_and_worksheets(body, expected):
    assert minutes(parse(body)) == expected
