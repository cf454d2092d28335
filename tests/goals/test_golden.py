"""AASECT's Certified Sex Therapist, worked by hand from what the body asks for."""

import datetime as dt
from pathlib import Path

import pytest

from course import yamlfile
from course.goals.allocation import Evidence, progress
from course.goals.schemas import SetFile
from course.hours.kinds import Degree
from tests.goals.make import held, hours

TODAY = dt.date(2026, 11, 24)
FILE = Path("course/goals/requirement_sets/aasect-cst.yaml")


@pytest.fixture(scope="module")
def cst():
    return SetFile.model_validate(yamlfile.load(FILE.read_text(), FILE.name).data)


def row(cst, name, *entries, documents=()):
    found = progress(cst, Evidence(entries, documents), TODAY)
    return next(one for one in found.rows if one.requirement.id == name)


def words(row):
    return [warned.text for warned in row.warnings]


def test_ninety_hours_of_core_knowledge_are_enough_and_the_next_are_not_needed(cst):
    found = row(cst, "core-knowledge", hours(88, area="a"), hours(2, area="b"), hours(5, area="c"))
    assert (found.counted, found.met) == (90 * 60, True)
    assert sum(use.left for use in found.uses) == 5 * 60
    assert {use.why for use in found.uses if use.left} == {"The 90 hours are reached without it."}


def test_a_reported_minimum_of_an_area_warns_and_takes_nothing_away(cst):
    every = [hours(3, area=area) for area in "abcdefghijklmnop"]
    found = row(cst, "core-knowledge", *every, hours(42, area="a"))
    # 16 areas of 3 hours and 42 more: 90 hours, and area q is open.
    assert found.met
    assert words(found) == ["A reported minimum of 3 hours an area is open in: q."]


def test_self_paced_hours_above_a_reported_cap_warn(cst):
    found = row(cst, "core-knowledge", hours(80, mode="self-paced", area="a"))
    assert found.counted == 80 * 60
    assert "5 h are above a reported cap of 75 hours self-paced or live online." in words(found)


def test_fourteen_hours_of_sar_are_asked_for_and_marked_to_verify(cst):
    found = row(cst, "sar", hours(10, "sar"))
    assert (found.needed / 60, found.missing / 60, found.met) == (14, 4, False)
    assert found.requirement.verify


def test_clinical_hours_count_only_under_a_contract_and_a_license(cst):
    documents = (
        held("supervision-contract", dt.date(2026, 1, 10)),
        held("license", dt.date(2020, 1, 1), dt.date(2026, 6, 30)),
    )
    before = hours(4, "clinical", day=dt.date(2026, 1, 9))
    on_the_day = hours(4, "clinical", day=dt.date(2026, 1, 10))
    last = hours(4, "clinical", "telehealth", day=dt.date(2026, 6, 30))
    after = hours(4, "clinical", day=dt.date(2026, 7, 1))
    found = row(cst, "clinical", before, on_the_day, last, after, documents=documents)
    assert found.counted == 8 * 60
    assert [use.why for use in found.uses] == [
        "On January 9, 2026 no supervision contract was in force by what was entered.",
        "",
        "",
        "On July 1, 2026 no license was in force by what was entered.",
    ]


def test_supervision_counts_when_it_is_signed(cst):
    contract = held("supervision-contract")
    signed = hours(1, "supervision", "individual", signed=True)
    open_ = hours(1, "supervision", "group")
    found = row(cst, "supervision", signed, open_, documents=(contract,))
    assert found.counted == 60
    assert [use.why for use in found.uses] == [
        "",
        "It is not signed yet by the supervisor of that day.",
    ]


def test_what_is_reported_of_supervision_is_told_and_not_held_against_anybody(cst):
    contract = held("supervision-contract")
    days = [dt.date(2026, month, 5) for month in range(1, 6)]
    entries = [hours(10, "supervision", "group", day=day, signed=True) for day in days]
    found = row(cst, "supervision", *entries, documents=(contract,))
    assert found.met
    assert words(found) == [
        "25 h are above a reported cap of 25 hours in a group.",
        "More than a reported 6 hours a month in: 2026-01, 2026-02, 2026-03, 2026-04, 2026-05.",
        "The hours span less than a reported 18 months.",
    ]


@pytest.mark.parametrize(
    ("degree", "since", "practice", "met"),
    [
        (Degree.MASTER, dt.date(2024, 11, 24), dt.date(2024, 11, 24), True),
        (Degree.MASTER, dt.date(2024, 11, 24), dt.date(2024, 11, 25), False),
        (Degree.DOCTORATE, dt.date(2025, 11, 24), dt.date(2020, 1, 1), True),
        # Practice before the degree is not experience after it.
        (Degree.DOCTORATE, dt.date(2025, 12, 24), dt.date(2020, 1, 1), False),
        (Degree.BACHELOR, dt.date(2010, 1, 1), dt.date(2010, 1, 1), False),
    ],
)
def test_a_master_needs_two_years_and_a_doctorate_one(cst, degree, since, practice, met):
    documents = (held("degree", since, degree=degree), held("experience", practice))
    assert row(cst, "degree-and-experience", documents=documents).met is met


def test_a_membership_that_ended_is_missing_and_a_code_once_signed_is_not(cst):
    documents = (
        held("membership", dt.date(2024, 1, 1), dt.date(2026, 10, 31)),
        held("code-of-conduct", dt.date(2024, 1, 1), dt.date(2024, 1, 1)),
    )
    membership = row(cst, "membership", documents=documents)
    assert (membership.met, membership.why) == (False, "What was entered ended on 2026-10-31.")
    assert row(cst, "code", documents=documents).met
