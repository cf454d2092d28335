"""The requirement sets as delivered: what a person must be able to see of each."""

import re
from pathlib import Path

import pytest

from course import yamlfile
from course.goals.allocation import Evidence, progress
from course.goals.schemas import HoursRequirement, SetFile
from tests.goals.test_golden import TODAY

FILES = sorted(Path("course/goals/requirement_sets").glob("*.yaml"))


def read(path):
    return SetFile.model_validate(yamlfile.load(path.read_text(encoding="utf-8"), path.name).data)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_set_is_in_canonical_form_under_its_own_name(path):
    text = path.read_text(encoding="utf-8")
    assert yamlfile.dump(yamlfile.load(text, path.name).data) == text
    assert read(path).set == path.stem


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_set_says_that_time_here_does_not_count(path):
    assert any("this platform" in note for note in read(path).notes)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_with_nothing_entered_nothing_is_met(path):
    found = progress(read(path), Evidence(), TODAY)
    assert (found.met, len(found.rows)) == (0, len(read(path).requirements))


def test_the_hours_are_those_of_the_sources():
    minimum = {
        (one.set, part.id): part.minimum
        for one in map(read, FILES)
        for part in one.requirements
        if isinstance(part, HoursRequirement)
    }
    assert minimum["aasect-cst", "core-knowledge"] == 90
    assert minimum["aasect-cst", "training"] == 60
    assert minimum["aasect-cst", "clinical"] == 300
    assert minimum["aasect-cst", "supervision"] == 50
    assert minimum["aasect-csc", "counseling"] == 1000
    assert minimum["aasect-cse", "supervision"] == 25
    assert minimum["aasect-supervisor", "supervision-of-supervision"] == 30
    assert minimum["aasect-renewal", "continuing-education"] == 20
    assert minimum["cosrt-accredited", "supervision"] * 6 == minimum["cosrt-accredited", "clinical"]
    assert minimum["sas-provisional", "education"] == 216
    assert minimum["florida-title", "education"] == 120


def test_the_example_for_authors_is_a_set_that_can_be_read():
    page = Path("docs/authoring.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(set: .*?)```", page, re.DOTALL)
    file = SetFile.model_validate(yamlfile.load(example, "authoring.md").data)
    assert [one.type for one in file.requirements] == ["hours", "document", "any-of"]
