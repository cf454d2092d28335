"""Every delivered file of modules/ and quizzes/."""

import pytest

from course.content import checking, formatting
from course.content.coverage import coverage
from course.content.reading import read


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
    # Read in a public source, by the curriculum's own marks.
    assert "bass-quimby2006" in read_sources
    assert "pope1986" not in read_sources
    assert "tarasoff1976" not in read_sources
