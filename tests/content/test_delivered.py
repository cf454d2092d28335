"""Every delivered file of modules/ and quizzes/."""

import re

import pytest

from course.content import checking, formatting
from course.content.coverage import coverage
from course.content.reading import read
from course.curriculum.body import parse, used

#: Later modules say in their notes what is still to be read.
FIRST = 13


@pytest.fixture(scope="module")
def root():
    from course.config import ROOT

    return ROOT


@pytest.fixture(scope="module")
def report(root):
    return checking.check(root)


def test_the_content_has_no_error(report):
    assert [str(one) for one in report.errors] == []


def test_the_content_has_no_warning(report):
    assert [str(one) for one in report.warnings] == []


def test_every_file_is_in_canonical_form(root):
    assert formatting.uneven(root, read(root)) == {}


def test_module_2_keeps_what_was_promised(report):
    found = report.as_json()
    assert found["lessons"] >= 7
    assert found["questions"] >= 80


def test_every_objective_has_the_questions_of_its_tier(report):
    rows = coverage(report.course)["objectives"]
    assert [row["objective"] for row in rows if not row["enough"]] == []


def test_what_is_not_verified_says_so(report):
    read_sources = {thing.key for thing in report.course.of("reference") if not thing.data.verify}
    # Read in a public source, by the notes of the library.
    assert "bass-quimby2006" in read_sources
    assert "tarasoff1976" in read_sources
    assert "aamft2015" not in read_sources
    assert "dsm-5-tr" not in read_sources


def test_no_citation_of_the_first_modules_rests_on_memory(report):
    library = {thing.key: thing.data for thing in report.course.of("reference")}
    vague = [key for key in sorted(_cited(report.course)) if not _was_read(library[key].note or "")]
    assert vague == []


FROM_MEMORY = re.compile(r"general knowledge|from memory", re.IGNORECASE)
#: "not read", "never seen", "not yet been read": what was left out says nothing of what was read.
UNREAD = re.compile(r"\b(?:not|never) (?:\w+ ){0,3}?(?:read|seen)\b", re.IGNORECASE)
READ = re.compile(r"\b(?:read|seen)\b", re.IGNORECASE)


def _was_read(note):
    """Return whether a note says what of a source was read, or seen of it in a public record."""
    return not FROM_MEMORY.search(note) and bool(READ.search(UNREAD.sub("", note)))


def _cited(course):
    """Return the references of the lessons of modules 1 to 13 and of their questions."""
    first = {thing.key for thing in course.of("module") if thing.data.number <= FIRST}
    lessons = [thing for thing in course.of("lesson") if thing.data.module in first]
    taught = {part.id for thing in lessons for part in thing.data.front.objectives}
    of_lessons = {key for thing in lessons for key, _ in used(parse(thing.data.body)).citations}
    asked = [one for one in course.questions().values() if one.objective in taught]
    return of_lessons | {key for one in asked for key in one.references}
