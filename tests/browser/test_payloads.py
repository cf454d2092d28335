"""Nothing that somebody writes runs: vectors through every way from a text to a page."""

import os

import pytest
from jinja2 import Environment

from course.markdown import to_html, to_inline
from tests.browser import payloads

BATCH = 250
#: All of them take a minute or two; a part of them runs each time.
EVERY = 1 if os.environ.get("PRACTICUM_ALL_PAYLOADS") else 13
VECTORS = payloads.vectors(EVERY)

EVENTS = """() => {
  const kinds = ["click", "focus", "mouseover", "toggle", "pointerdown", "keydown", "input", "submit",
    "auxclick", "scroll", "animationstart", "transitionend", "load", "error"];
  for (const one of document.querySelectorAll("*"))
    for (const kind of kinds) one.dispatchEvent(new Event(kind, {bubbles: false}));
  for (const one of document.querySelectorAll("a[href]")) {
    const address = one.href?.baseVal ?? one.href;
    if (/^\\s*(java|vb)script:/i.test(address)) window.hits.push(address);
  }
  return window.hits;
}"""


@pytest.fixture(scope="module")
def bare(chromium):
    """A page without any policy: what stands in it runs, if it can."""
    context = chromium.new_context()
    context.add_init_script("window.hits = []; window.hit = (number) => window.hits.push(number);")
    page = context.new_page()
    page.route("**/*", lambda route: route.abort())
    yield page
    context.close()


def _hits(page, texts):
    found = []
    for start in range(0, len(texts), BATCH):
        page.goto("about:blank")
        page.set_content("\n".join(f"<div>{one}</div>" for one in texts[start : start + BATCH]))
        found += page.evaluate(EVENTS)
    return found


def test_there_are_thousands_of_vectors_and_bare_they_run(bare):
    assert len(payloads.vectors()) >= 5000
    plain = [one for one in VECTORS if one.startswith("<img")]
    assert len(set(_hits(bare, plain))) > len(plain) / 2


@pytest.mark.parametrize("way", [to_html, to_inline], ids=["blocks", "inline"])
def test_no_vector_runs_out_of_markdown(bare, way):
    assert _hits(bare, [way(one) for one in VECTORS]) == []


@pytest.mark.parametrize(
    "place", ["<p>{{ x }}</p>", '<input value="{{ x }}">', '<p title="{{ x }}">']
)
def test_no_vector_runs_out_of_a_plain_text(bare, place):
    template = Environment(autoescape=True).from_string(place)
    assert _hits(bare, [template.render(x=one) for one in VECTORS]) == []


def test_what_slipped_through_would_be_stopped_by_the_policy(stage):
    page, said = stage.tab("anonymous")
    page.goto("/about")
    page.evaluate("() => { window.hits = []; window.hit = (n) => window.hits.push(n); }")
    page.evaluate(
        "(texts) => texts.forEach((text) => document.body.insertAdjacentHTML('beforeend', text))",
        [one for one in VECTORS if one.startswith("<img")][:50],
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.hits") == []
    assert any("script-src" in one for one in page.evaluate("window.refused"))
    said.clear()
    page.goto("/about")
