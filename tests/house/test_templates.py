"""What holds for every template: one base, nothing inline."""

import re

import pytest

from tests.house.walking import name, templates

BASES = {"templates/base.html", "templates/base_bare.html"}
EXTENDS = re.compile(r'\{%\s*extends\s+"(base\.html|base_bare\.html|errors/error\.html)"')
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script of its own": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script as an address": re.compile(r"javascript:", re.IGNORECASE),
    "another site": re.compile(r'\b(src|href|action)="(https?:)?//', re.IGNORECASE),
    "markup that is not escaped": re.compile(r"autoescape\s+false", re.IGNORECASE),
}


def _is_part(path):
    return (
        path.name.startswith("_") or {"_macros", "_frame"} & set(path.parts) or name(path) in BASES
    )


@pytest.mark.parametrize("path", [p for p in templates() if not _is_part(p)], ids=name)
def test_a_page_stands_on_a_base(path):
    assert EXTENDS.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", templates(), ids=name)
def test_a_template_holds_nothing_inline_and_nothing_foreign(path):
    text = path.read_text(encoding="utf-8")
    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", templates(), ids=name)
def test_only_known_texts_are_marked_safe(path):
    marked = re.findall(r"\{\{([^}]*)\|\s*safe\b", path.read_text(encoding="utf-8"))
    # A constant between quotes is no input; all else is escaped, or is Markup already.
    assert [one for one in marked if not re.fullmatch(r"\s*'[^'{]*'\s*", one)] == []


@pytest.mark.parametrize("path", templates(), ids=name)
def test_every_form_that_posts_carries_a_token(path):
    text = path.read_text(encoding="utf-8")
    for form in re.findall(r'<form[^>]*method="post".*?</form>', text, re.DOTALL):
        assert "csrf" in form or "hidden_tag" in form, form[:120]


def test_the_finders_of_these_tests_find():
    bad = {
        "a style attribute": '<p class="x" style="color:red">',
        "a style element": "<style>p{}</style>",
        "a script of its own": "<script>alert(1)</script>",
        "an event handler": '<a href="/" onclick="x()">',
        "a script as an address": '<a href="javascript:x()">',
        "another site": '<img src="//example.org/x.png">',
        "markup that is not escaped": "{% autoescape false %}",
    }
    assert [what for what, text in bad.items() if not INLINE[what].search(text)] == []
