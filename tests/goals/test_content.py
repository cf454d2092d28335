"""Requirement sets as content: read with file and line, loaded in versions, dumped alike."""

import pytest
from sqlalchemy import select

from course import clock, db
from course.content import checking, dumping, loading
from course.goals.models import RequirementSet, RequirementSetVersion
from tests.content import small

NAME = "course/goals/requirement_sets/some-body.yaml"
FILE = """\
set: some-body
body: A body made up for tests
title: Certified in something
version: 2025.A.1
as_of: 2025-05
retrieved: 2026-11-23
source: https://www.example.org/requirements
seen_in: Nothing; it is made up.
applies_by: contract-day
examination: None.
requirements:
  - type: hours
    id: core-knowledge
    title: Core knowledge
    categories: [core-knowledge]
    minimum: 2.5
    caps:
      - id: self-paced
        maximum: 2
        modes: [self-paced]
    per_area:
      minimum: 1
      areas: [a, b]
    confidence: memory
    verify: true
    note: From memory.
  - type: any-of
    id: degree
    title: A degree
    paths:
      - degree: master
        years: 2
      - degree: doctorate
"""


@pytest.fixture
def root(tmp_path):
    """A small course with one requirement set."""
    made = small.write(tmp_path / "course-files")
    small.put(made, NAME, FILE)
    return made


@pytest.fixture
def load(in_app, root):
    """A function that loads the files."""
    return lambda: loading.load(root, clock.now(), say=lambda _: None)


def versions():
    db.session().expire_all()
    query = select(RequirementSetVersion).order_by(RequirementSetVersion.number)
    return list(db.session().scalars(query))


def test_a_set_is_loaded_once_with_its_digest_and_dumped_as_it_was(load, root, tmp_path):
    load()
    load()
    (version,) = versions()
    assert (version.number, version.label, version.as_of) == (1, "2025.A.1", "2025-05")
    assert len(version.digest) == 64
    dumping.dump(db.session(), tmp_path / "dumped")
    assert (tmp_path / "dumped" / NAME).read_text() == FILE


def test_a_changed_file_is_the_next_version_and_the_old_one_stays(load, root):
    load()
    before = versions()[0].text
    small.change(root, NAME, "minimum: 2.5", "minimum: 3")
    load()
    first, second = versions()
    assert (first.text, second.number) == (before, 2)
    assert '"minimum":"3"' in second.text


def test_a_set_that_left_the_files_is_retired_and_its_versions_stay(load, root):
    load()
    (root / NAME).unlink()
    load()
    assert db.session().scalar(select(RequirementSet.retired_at)) is not None
    assert len(versions()) == 1
    assert not [name for name in dumping.files(db.session()) if "requirement_sets" in name]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("minimum: 2.5", "minimum: 0", f"{NAME}:16: "),
        ("verify: true", "verify: false", f"{NAME}:12: "),
        ("set: some-body", "set: other-body", f"{NAME}:1: the set other-body stands in"),
        ("categories: [core-knowledge]", "categories: [reading]", f"{NAME}:15: "),
        ("years: 2", "yeers: 2", f"{NAME}:32: "),
    ],
)
def test_what_is_wrong_in_a_set_is_told_with_its_file_and_line(root, old, new, expected):
    small.change(root, NAME, old, new)
    errors = [str(problem) for problem in checking.check(root).errors]
    assert any(error.startswith(expected) for error in errors), errors
