"""Search and glossary as pages, over a loaded course."""

import pytest
from sqlalchemy import event

from course import clock, db
from course.content.loading import load
from course.search.glossary import words
from tests.content import small


@pytest.fixture
def course(app, tmp_path):
    """The small course of the content tests, with a dialogue and a guide."""
    root = small.write(tmp_path / "content")
    path = "modules/01-first/one.md"
    more = """
## Limits of a promise

Nobody keeps everything to themselves.

::: room A client asks for a promise
Client: Promise me.
Therapist: I promise what I can keep.
:::

::: guide
1. What would the supervisor whisper?
:::
"""
    small.put(root, path, (root / path).read_text() + more)
    # Words that stand in a stem, an option and a reason, and nowhere else.
    bank = "quizzes/first.yaml"
    small.change(root, bank, "What comes first in one-practice?", "Which zebra comes first?")
    small.change(root, bank, "text: Wait", "text: Wait for the walrus")
    with app.app_context():
        load(root, clock.now())


def test_a_section_of_a_lesson_is_found_under_its_heading(course, signed_in, tara):
    page = signed_in(tara).text("/search?q=everything")
    assert 'href="/modules/first-module/one#limits-of-a-promise"' in page
    assert "Nobody keeps <mark>everything</mark> to themselves." in page


def test_what_a_therapist_says_is_found_with_its_situation(course, signed_in, tara):
    page = signed_in(tara).text("/search?q=what+I+can+keep")
    assert "A client asks for a promise" in page
    assert "What to say" in page


@pytest.mark.parametrize("sought", ["zebra", "walrus"])
def test_nothing_of_a_question_is_found(course, signed_in, tara, sought):
    assert "Nothing has all of these words" in signed_in(tara).text(f"/search?q={sought}")


def test_a_discussion_guide_is_not_found(course, signed_in, tara):
    assert "Nothing has all of these words" in signed_in(tara).text("/search?q=whisper")


def test_an_objective_is_found(course, signed_in, tara):
    page = signed_in(tara).text("/search?q=choose+what+comes+first")
    assert 'href="/modules/first-module/one#objectives"' in page


def test_a_word_of_the_glossary_is_found_and_explained(course, signed_in, tara):
    browser = signed_in(tara)
    page = browser.text("/search?q=distractor")
    assert 'href="/glossary#word-distractor"' in page
    assert 'id="word-distractor"' in browser.text("/glossary")
    assert len(words()) > 30


@pytest.mark.parametrize(
    ("query", "field"), [("q=" + "a" * 201, "q: "), ("q=a&page=0", "page: "), ("page=x", "page: ")]
)
def test_a_search_that_does_not_fit_is_refused_by_its_field(course, signed_in, tara, query, field):
    answer = signed_in(tara).get(f"/search?{query}")
    assert answer.status_code == 422
    assert field in answer.get_data(as_text=True)


def test_a_search_sends_two_statements_once_the_index_is_made(course, app, signed_in, tara):
    browser = signed_in(tara)
    browser.get("/search?q=promise")
    sent = []
    with app.app_context():
        engine = db.store().engine
    event.listen(engine, "before_cursor_execute", lambda *words: sent.append(words[2]))
    browser.get("/search?q=promise")
    assert len(sent) == 2
