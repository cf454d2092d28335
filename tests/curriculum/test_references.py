"""The expected entries follow the examples and rules of APA style, 7th edition, by hand."""

from datetime import date
from itertools import pairwise

import pytest
from pydantic import ValidationError

from course.curriculum.references import Name, Reference, ReferencesFile, apa, in_text, letters

LINK = '<a href="{0}" rel="noopener noreferrer">{0}</a>'
BASS = {
    "id": "bass-quimby2006",
    "type": "article-journal",
    "title": "Addressing secrets in couples counseling",
    "author": [
        {"family": "Bass", "given": "B. A."},
        {"family": "Quimby", "given": "J. L."},
    ],
    "issued": 2006,
    "container-title": "The Family Journal",
    "volume": "14",
    "issue": "1",
    "page": "77-80",
    "DOI": "10.1177/1066480705282060",
    "URL": "https://example.org/not-shown",
}
BODY = [{"literal": "American Psychological Association"}]


def reference(**data):
    return Reference.model_validate({"id": "a", "title": "Title", **data})


def people(count):
    return [{"family": f"F{at}", "given": "A. B."} for at in range(1, count + 1)]


def test_a_journal_article_with_two_authors():
    assert apa(Reference.model_validate(BASS)) == (
        "Bass, B. A., &amp; Quimby, J. L. (2006). Addressing secrets in couples counseling. "
        "<em>The Family Journal</em>, <em>14</em>(1), 77\N{EN DASH}80. "
        + LINK.format("https://doi.org/10.1177/1066480705282060")
    )


def test_a_book_has_its_title_in_italics_and_its_publisher():
    book = reference(
        type="book",
        title="What is sex?",
        author=[{"family": "Weiner", "given": "Linda"}],
        issued=2014,
        publisher="Routledge",
    )
    assert apa(book) == "Weiner, L. (2014). <em>What is sex?</em> Routledge."


def test_a_chapter_names_its_book_and_pages():
    chapter = reference(
        type="chapter",
        author=people(1),
        issued=2001,
        page="3-20",
        publisher="Press",
        **{"container-title": "Great book"},
    )
    assert apa(chapter) == (
        "F1, A. B. (2001). Title. In <em>Great book</em> (pp. 3\N{EN DASH}20). Press."
    )


def test_a_page_of_a_body_shows_its_day_and_not_the_body_twice():
    page = reference(
        type="webpage",
        author=BODY,
        issued="2025-12-19",
        publisher="American Psychological Association",
        URL="https://example.org/a",
    )
    assert apa(page) == (
        "American Psychological Association. (2025, December 19). <em>Title</em>. "
        + LINK.format("https://example.org/a")
    )


def test_an_undated_page_says_when_it_was_read():
    page = reference(
        type="webpage",
        author=BODY,
        accessed=date(2026, 11, 4),
        URL="https://example.org/a",
        **{"container-title": "Help center"},
    )
    assert apa(page) == (
        "American Psychological Association. (n.d.). <em>Title</em>. Help center. "
        "Retrieved November 4, 2026, from " + LINK.format("https://example.org/a")
    )


def test_a_dated_page_does_not_say_when_it_was_read():
    page = reference(
        type="webpage", author=BODY, issued=2020, accessed="2026-11-04", URL="https://example.org/a"
    )
    assert "Retrieved" not in apa(page)


def test_a_newspaper_article_shows_its_day():
    article = reference(
        type="article-newspaper",
        author=people(1),
        issued="2024-03-05",
        **{"container-title": "The Daily"},
    )
    assert apa(article) == "F1, A. B. (2024, March 5). Title. <em>The Daily</em>."


def test_without_an_author_the_title_comes_first():
    report = reference(type="report", issued=2020, publisher="Agency")
    assert apa(report) == "<em>Title</em>. (2020). Agency."
    assert in_text(report) == "<em>Title</em>, 2020"
    article = reference(type="article-journal", issued=2020)
    assert in_text(article) == "“Title”, 2020"


def test_a_court_case_is_plain_in_the_list_and_italic_in_the_text():
    case = reference(
        type="legal_case",
        title="Tarasoff v. Regents of the University of California",
        issued=1976,
        volume="17",
        page="425",
        **{"container-title": "Cal. 3d"},
    )
    assert apa(case) == (
        "Tarasoff v. Regents of the University of California, 17 Cal. 3d 425 (1976)."
    )
    assert in_text(case) == "<em>Tarasoff v. Regents of the University of California</em>, 1976"


def test_a_regulation_has_a_section_sign():
    law = reference(
        type="legislation",
        title="Definitions",
        issued=2013,
        volume="45",
        page="164.501",
        URL="https://example.org/law",
        **{"container-title": "C.F.R."},
    )
    assert apa(law) == (
        "Definitions, 45 C.F.R. § 164.501 (2013). " + LINK.format("https://example.org/law")
    )
    assert in_text(law) == "Definitions, 2013"


def test_what_is_missing_is_left_out():
    assert apa(reference(type="article-journal", author=people(1))) == "F1, A. B. (n.d.). Title."
    bare = reference(type="article-journal", author=people(1), **{"container-title": "J"})
    assert apa(bare) == "F1, A. B. (n.d.). Title. <em>J</em>."
    assert apa(reference(type="legislation")) == "Title (n.d.)."


def test_twenty_authors_are_named_and_of_more_the_last_follows_the_nineteenth():
    twenty = apa(reference(type="book", author=people(20), issued=2020))
    assert "F19, A. B., &amp; F20, A. B. (2020)" in twenty
    many = apa(reference(type="book", author=people(22), issued=2020))
    assert "F19, A. B., … F22, A. B. (2020)" in many
    assert "F20" not in many


@pytest.mark.parametrize(
    ("given", "shown"),
    [("Jean-Paul Marie", "J.-P. M."), ("B.A.", "B. A."), ("B. A.", "B. A."), ("Åsa", "Å.")],
)
def test_given_names_are_shown_as_initials(given, shown):
    book = reference(type="book", author=[{"family": "F", "given": given}], issued=2020)
    assert apa(book).startswith(f"F, {shown} (2020)")


@pytest.mark.parametrize(
    ("authors", "shown"),
    [
        (people(1), "F1, 2020"),
        (people(2), "F1 &amp; F2, 2020"),
        (people(3), "F1 et al., 2020"),
        (BODY, "American Psychological Association, 2020"),
    ],
)
def test_a_citation_names_one_or_two_authors_or_the_first(authors, shown):
    assert in_text(reference(type="book", author=authors, issued="2020-02-01")) == shown


def test_works_of_one_author_and_year_are_told_apart_by_letters():
    works = [
        reference(id="one", type="report", author=BODY, issued=2021, title="Sexual orientation"),
        reference(id="two", type="report", author=BODY, issued=2021, title="Gender identity"),
        reference(id="six", type="report", author=BODY, issued=2020, title="Alone"),
    ]
    assert letters(works) == {"two": "a", "one": "b"}
    assert in_text(works[0], "b") == "American Psychological Association, 2021b"
    assert "(2021b)." in apa(works[0], "b")


def test_undated_works_take_a_letter_after_a_hyphen():
    assert in_text(reference(type="book", author=people(1)), "a") == "F1, n.d.-a"


def test_an_unverified_source_says_so():
    entry = apa(reference(type="book", author=people(1), issued=2020, verify=True))
    assert entry.endswith("not yet verified</span>")
    assert "verified" not in apa(reference(type="book", author=people(1), verify=False))


def test_hostile_data_are_escaped():
    evil = reference(
        type="article-journal",
        title="<script>",
        author=[{"family": "<b>"}],
        publisher="<i>",
        page="<u>",
        **{"container-title": '"><img>', "DOI": '10.1234/"><b>'},
    )
    for text in (apa(evil), in_text(evil)):
        for sign in ("<script", "<b>", "<i>", "<u>", "<img"):
            assert sign not in text


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "song"},
        {"pages": "1-2"},
        {"issued": "spring"},
        {"issued": 20060},
        {"DOI": "https://doi.org/10.1177/1"},
        {"URL": "http://example.org"},
        {"URL": "javascript:alert(1)"},
        {"id": "Bass 2006"},
        {"author": []},
        {"author": [{"family": "A", "literal": "B"}]},
        {"author": [{"given": "A."}]},
        {"author": [{"literal": "A", "given": "B."}]},
        {"volume": 14},
    ],
)
def test_an_entry_that_breaks_the_shape_is_refused(wrong):
    with pytest.raises(ValidationError):
        Reference.model_validate(BASS | wrong)


def test_an_entry_is_written_back_with_the_keys_it_came_with():
    entry = Reference.model_validate(BASS)
    assert entry.model_dump(mode="json", by_alias=True, exclude_none=True) == BASS
    keys = list(entry.model_dump(by_alias=True))
    assert all(keys.index(one) < keys.index(two) for one, two in pairwise(BASS))


def test_a_name_may_be_a_family_name_alone():
    assert Name(family="Plato").given is None


def test_the_file_has_nothing_but_references():
    assert ReferencesFile.model_validate({"references": [BASS]}).references[0].volume == "14"
    with pytest.raises(ValidationError):
        ReferencesFile.model_validate({"references": [], "more": 1})
