import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.markdown import to_html, to_inline, to_text, words
from course.markdown.allowed import ATTRIBUTES, CLASSES, TAGS, clean

TABLE = "| Flag | Who |\n|-----:|:---:|\n| chest *pain* | physician |\n"


def test_paragraphs_lists_and_emphasis_are_html():
    assert to_html("One **two**\n\n- a\n- b\n") == (
        "<p>One <strong>two</strong></p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
    )


def test_raw_html_is_shown_as_text():
    assert to_html("<script>alert(1)</script>") == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
    )
    assert to_inline("a <b onclick=x>b</b>") == "a &lt;b onclick=x&gt;b&lt;/b&gt;"


def test_inline_text_has_no_paragraph_around_it():
    assert to_inline("Which is *first*?") == "Which is <em>first</em>?"


def test_strikethrough_and_quotes_stay_as_written():
    assert to_inline('~~a~~ "b"') == '~~a~~ "b"'


def test_a_link_to_another_site_tells_it_nothing():
    assert to_inline("[a](https://example.org)") == (
        '<a href="https://example.org" rel="noopener noreferrer">a</a>'
    )


@pytest.mark.parametrize("href", ["/modules/a", "#ref-a", "b.html", "mailto:a@example.org"])
def test_relative_links_and_mail_are_kept(href):
    assert f'href="{href}"' in to_inline(f"[a]({href})")


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "http://example.org",
        "ftp://example.org",
        "//example.org",
        "\\\\example.org",
        "/\\example.org",
    ],
)
def test_other_addresses_lead_nowhere(href):
    html = to_inline(f"[a]({href})")
    target = re.search(r'href="([^"]*)"', html)
    # An escaped backslash is a part of a path, not a slash.
    assert target is None or target[1].startswith("/%5C") or target[1].startswith("%5C")


def test_images_are_only_their_words():
    assert to_inline("![a *path*](https://example.org/x.png)") == "a path"


def test_nothing_stands_above_the_second_heading():
    assert to_html("# a\n\n## b\n\n###### c") == "<h2>a</h2>\n<h3>b</h3>\n<h6>c</h6>\n"
    assert to_html("## a\n\n### b") == "<h2>a</h2>\n<h3>b</h3>\n"


def test_a_wide_table_scrolls_by_keyboard_and_says_its_columns():
    html = to_html(TABLE)
    assert html.startswith(
        '<div class="wide" tabindex="0" role="region" aria-label="Table">\n<table class="stack">'
    )
    assert html.rstrip().endswith("</table>\n</div>")
    assert html.count('<th scope="col">') == 2
    assert "style" not in html


def test_each_cell_carries_the_words_of_its_column_for_narrow_pages():
    html = to_html('| A *b* | `c` "d" |\n|---|---|\n| 1 | 2 |\n| 3 |\n\n| E |\n|---|\n| 5 |\n')
    assert re.findall(r'<td data-label="([^"]*)">(\d?)</td>', html) == [
        ("A b", "1"),
        ("c &quot;d&quot;", "2"),
        ("A b", "3"),
        ("c &quot;d&quot;", ""),
        ("E", "5"),
    ]


def test_a_list_may_begin_elsewhere():
    assert '<ol start="3">' in to_html("3. c\n4. d")


def test_code_is_shown_as_it_is():
    assert to_html("```html\n<b>&\n```") == "<pre><code>&lt;b&gt;&amp;\n</code></pre>\n"


@pytest.mark.parametrize(
    ("dirty", "safe"),
    [
        ('<p style="color:red" onclick="x" id="y">a</p>', "<p>a</p>"),
        ('<a class="cite evil" href="#a">b</a>', '<a class="cite" href="#a">b</a>'),
        ('<img src="x" onerror="y">a', "a"),
        ("<script>x</script><style>y</style>a", "a"),
        ('<form action="/x"><input name="a"></form>b', "b"),
        ('<a href="//example.org">a</a>', "<a>a</a>"),
    ],
)
def test_the_allow_list_holds_by_itself(dirty, safe):
    assert clean(dirty) == safe


class Seen(HTMLParser):
    def __init__(self):
        super().__init__()
        self.wrong = []

    def handle_starttag(self, tag, attrs):
        allowed = ATTRIBUTES.get(tag, set()) | ({"class"} if tag in CLASSES else set())
        if tag not in TAGS or not {name for name, _ in attrs} <= allowed:
            self.wrong.append((tag, attrs))


PIECES = st.sampled_from(
    [
        "<a href=",
        "<img src=x onerror=y>",
        "[a](",
        ")",
        "`",
        "*",
        "![",
        "]",
        "javascript:",
        '"',
        "'",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "&lt;",
        "&#x3c;",
        "\n\n",
        "| a |\n|---|\n",
        "<svg>",
        "# ",
        "> ",
        "- ",
        "<https://a.b>",
        "\\",
        " style=x ",
        "onclick=",
        "<style>",
        "[@a]",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=15).map("".join))
def test_whatever_is_written_what_comes_out_is_on_the_list(source):
    for html in (to_html(source), to_inline(source)):
        seen = Seen()
        seen.feed(html)
        seen.close()
        assert seen.wrong == []


def test_plain_text_has_a_line_for_each_block():
    assert to_text("# A *b*\n\n- c `d`\n- e\n  f\n\n![g](x)\n\n```\nh\n```\n") == (
        "A b\nc d\ne f\ng\nh"
    )
    assert to_text(TABLE) == "Flag\nWho\nchest pain\nphysician"


def test_words_are_what_holds_a_letter_or_a_digit():
    assert words("Ask, **don't** guess … (70 %) — [here](https://example.org)!") == 5
    assert words("") == 0
