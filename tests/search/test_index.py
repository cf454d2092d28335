"""What is found, in which order, and in which sentence."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.search.index import PAGE, Entry, Index, query_of, sentence_of


def entry(title, text="", sort="lesson"):
    return Entry(sort, title, text, f"/{title}", "Module 1")


@pytest.fixture(scope="module")
def index():
    return Index(
        [
            entry("Consent", "It is free. It can be withdrawn at any time. Ask again."),
            entry("Coercion", "Asking once is not enough; consent given in fear is none."),
            entry("Café talk", "An affair is not reported. Naïve questions are welcome."),
        ]
    )


def titles(hits):
    return [hit.title.striptags() for hit in hits]


def test_a_word_in_a_title_comes_before_one_in_a_text(index):
    assert titles(index.find("consent")) == ["Consent", "Coercion"]


@pytest.mark.parametrize("sought", ["asked", "ASK", "asks"])
def test_any_form_of_a_word_finds_it(index, sought):
    assert set(titles(index.find(sought))) == {"Consent", "Coercion"}


@pytest.mark.parametrize(("sought", "found"), [("cafe", "Café talk"), ("naive", "Café talk")])
def test_accents_do_not_matter(index, sought, found):
    assert titles(index.find(sought)) == [found]


def test_every_word_has_to_occur_and_the_last_may_be_only_begun(index):
    assert titles(index.find("consent fear")) == ["Coercion"]
    assert titles(index.find("consent withdr")) == ["Consent"]
    assert titles(index.find("consent affair")) == []


def test_the_hit_is_shown_in_its_sentence_with_the_word_marked(index):
    (hit,) = index.find("withdrawn")
    assert hit.sentence == "It can be <mark>withdrawn</mark> at any time."


def test_what_is_shown_is_escaped():
    (hit,) = Index([entry("<b>Risk</b>", "A <script> of risk & more.")]).find("risk")
    assert hit.title == "&lt;b&gt;<mark>Risk</mark>&lt;/b&gt;"
    assert hit.sentence == "A &lt;script&gt; of <mark>risk</mark> &amp; more."


def test_a_long_sentence_is_cut_around_the_word_and_its_marks_stay_whole():
    text = "before " * 100 + "needle " + "after " * 100
    shown = sentence_of(text.replace("needle", "\x02needle\x03"))
    assert "\x02needle\x03" in shown
    assert shown.startswith("… before ")
    assert len(shown) < 340


def test_a_page_has_twenty_hits_and_says_whether_there_are_more():
    index = Index([entry(f"Lesson {n}", "risk") for n in range(45)])
    pages = [index.find("risk", number) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [PAGE + 1, PAGE + 1, 5]
    assert len({hit.url for page in pages for hit in page[:PAGE]}) == 45


@given(st.text(max_size=60))
def test_no_search_is_an_error(sought):
    Index([entry("Consent", "It is free.")]).find(sought)


def test_operators_of_the_engine_are_words(index):
    assert query_of('consent OR "x* NEAR(') == '"consent" "OR" "x" "NEAR"*'
    assert titles(index.find("consent NOT fear")) == ["Coercion"]
    assert index.find(' *" ') == []


def test_threads_may_search_at_once(index):
    found, threads = [], []
    for _ in range(8):
        work = threading.Thread(target=lambda: found.append(titles(index.find("consent"))))
        threads.append(work)
        work.start()
    for work in threads:
        work.join()
    assert found == [["Consent", "Coercion"]] * 8


def test_a_citation_leaves_no_gap_before_a_stop():
    from course.search.index import tidied

    assert tidied("It works on average . It is safe ; mostly") == (
        "It works on average. It is safe; mostly"
    )
    assert tidied("at .5 of a mark") == "at .5 of a mark"
