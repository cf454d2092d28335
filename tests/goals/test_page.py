"""The page of a goal, put together from evidence that is worked by hand."""

import datetime as dt
from pathlib import Path

import pytest

from course import yamlfile
from course.goals import page as pages
from course.goals import wording
from course.goals.allocation import Evidence, Use
from course.goals.forecast import Forecast
from course.goals.growth import HEIGHT, WIDTH, growth
from course.goals.schemas import SetFile
from course.hours.kinds import Category
from tests.goals.make import asked, held, hours

TODAY = dt.date(2026, 11, 24)
FILE = Path("course/goals/requirement_sets/aasect-cst.yaml")


@pytest.fixture(scope="module")
def cst():
    return SetFile.model_validate(yamlfile.load(FILE.read_text(), FILE.name).data)


def made(cst, *entries, documents=()):
    return pages.goal_page(cst, Evidence(entries, documents), TODAY)


def test_a_newcomer_is_told_three_things_to_do(cst):
    page = made(cst)
    assert page.met == 0
    assert len(page.steps) == 3
    assert page.steps[0].text.startswith("Missing or not entered: AASECT membership")
    assert page.steps[0].document == "membership"
    assert page.steps[1].text == "90 h of “Core knowledge” are still to come."
    assert page.steps[1].category == Category.CORE


def test_hours_that_are_there_and_do_not_count_come_first(cst):
    contract = held("supervision-contract", dt.date(2026, 1, 10))
    page = made(
        cst,
        hours(4, "clinical"),
        hours(2, "supervision", "group"),
        hours(1, "supervision", "group", returned=True),
        documents=(contract,),
    )
    assert [step.text for step in page.steps] == [
        "1 entry was returned: correct what the comment says.",
        (
            "4 h of “Sex therapy under supervision” do not count: for their days nothing is "
            "entered as “License to practice”. If it was in force then, enter it with its days."
        ),
        "2 h wait to be signed by the supervisor you had on their days.",
    ]
    assert [step.state or step.document for step in page.steps] == [
        "returned",
        "license",
        "waiting",
    ]
    assert page.steps[2].category == Category.SUPERVISION


def test_hours_before_a_contract_are_told_its_first_day(cst):
    contract = held("supervision-contract", dt.date(2027, 1, 10))
    papers = (contract, held("license", dt.date(2020, 1, 10)))
    (step,) = [
        one
        for one in made(cst, hours(4, "clinical"), documents=papers).steps
        if one.document == "supervision-contract"
    ]
    assert "the first one entered begins on 10 Jan 2027" in step.text
    assert "Only if there was another one then" in step.text


def test_a_requirement_says_how_far_it_is(cst):
    part = made(cst, hours(100, area="a")).part("core-knowledge")
    assert part.met
    assert part.stand == (
        "90 h of 90 h count.",
        "10 h that are entered do not count; each entry says why.",
    )


def test_only_requirements_in_hours_have_entries(cst):
    page = made(cst)
    assert page.part("license") is None
    assert page.part("nothing") is None


def test_hours_of_kinds_that_are_not_asked_for_are_told(cst):
    assert made(cst, hours(3, "teaching"), hours(1, "sar")).beside == 180


def test_a_returned_entry_counts_nowhere_until_it_is_corrected(cst):
    (use,) = made(cst, hours(2, "sar", returned=True)).part("sar").hours.uses
    assert pages.use_words(use, "SAR") == "Does not count. It was returned to be corrected."


def test_an_entry_says_what_it_counts_for():
    entry = hours(1.5, "sar")
    assert pages.use_words(Use(entry, 90), "SAR") == "Counts for 90 min of “SAR”."
    part = Use(entry, 60, "Enough.")
    assert pages.use_words(part, "SAR") == (
        "Counts for 60 min of “SAR”. 30 min of it do not: Enough."
    )


def test_a_forecast_is_said_with_what_it_rests_on_and_against_the_target():
    day = dt.date(2027, 3, 1)
    found = Forecast(day, dt.date(2027, 6, 1), 12, 93.4)
    assert pages.range_words(found) == "between 1 Mar 2027 and 1 Jun 2027"
    assert "last 12 weeks, in which 1 h 33 min a week" in pages.pace_words(found)
    assert "comes before that" in pages.target_words(found, dt.date(2027, 2, 28))
    assert "lies within that" in pages.target_words(found, dt.date(2027, 6, 1))
    assert "comes after that" in pages.target_words(found, dt.date(2027, 6, 2))
    endless = Forecast(day, None, 12, 93.4)
    assert pages.range_words(endless).startswith("not before 1 Mar 2027")
    assert "lies within that" in pages.target_words(endless, dt.date(2040, 1, 1))


def test_the_file_of_a_goal_has_a_line_for_each_entry(cst):
    page = made(cst, hours(2, "sar"), hours(1, area="b"))
    head, *lines = pages.csv_rows(page)
    assert len(head) == 9
    assert (
        "Core knowledge",
        "no",
        "2026-03-02",
        "core-knowledge",
        "in-person",
        "b",
        60,
        60,
        "",
    ) in lines
    assert {len(line) for line in lines} == {9}
    assert sum(line[0].startswith("AASECT membership") for line in lines) == 1


def test_every_limit_of_a_requirement_is_said_in_words_with_how_sure_it_is(cst):
    said = {one.id: wording.sentences(one) for one in cst.requirements}
    assert said["supervision"][0] == "At least 50 hours of: Supervision received."
    assert said["supervision"][1].startswith("At most 25 hours: in a group. Reported, not certain")
    assert any("At most 6 hours of a month count." in one for one in said["supervision"])
    assert any("at least 18 months" in one for one in said["supervision"])
    assert "An entry counts when the supervisor of that day signed it." in said["supervision"]
    assert "2 years of practice" in said["degree-and-experience"][0]
    assert "1 year of practice" in said["degree-and-experience"][0]
    sar = next(one for one in cst.requirements if one.id == "sar")
    assert wording.how_sure(sar) == (
        "second-hand, not read at the body, as of 2024, verify it at the body"
    )


def test_a_plot_grows_in_steps_from_the_first_month_to_today():
    entries = [hours(2, day=dt.date(2026, 11, 4)), hours(1, day=dt.date(2026, 11, 14))]
    drawn = growth(entries, 4 * 60, TODAY)
    (line,) = drawn.lines
    assert (drawn.first, drawn.last, drawn.ticks) == (dt.date(2026, 11, 1), TODAY, ("4", "2", "0"))
    # 23 days wide: the 4th is 3 days in, the 14th 13; 2 of 4 hours are half the height.
    assert line.path == (
        f"M0 {HEIGHT}.0H{round(3 * WIDTH / 23, 1)}V200.0H{round(13 * WIDTH / 23, 1)}V100.0H1000.0"
    )
    assert (drawn.target, drawn.minimum) == (0.0, "4")


def test_a_plot_s_table_adds_up_by_month_and_kind():
    entries = [
        hours(2, "training", day=dt.date(2026, 9, 4)),
        hours(1, day=dt.date(2026, 9, 5)),
        hours(3, day=dt.date(2026, 11, 1)),
    ]
    drawn = growth(entries, 60, TODAY)
    assert [line.category for line in drawn.lines] == [Category.CORE, Category.TRAINING]
    assert [(one.month.month, one.minutes, one.in_all) for one in drawn.months] == [
        (9, (60, 120), (60, 120)),
        (11, (180, 0), (240, 120)),
    ]


def test_without_entries_there_is_nothing_to_draw():
    assert growth([], 60, TODAY) is None


def test_a_line_never_leaves_its_box():
    drawn = growth([hours(24, day=dt.date(2026, 11, 30))] * 9, asked(3).minimum * 60, TODAY)
    assert 0 <= drawn.target <= HEIGHT
    assert "V-" not in drawn.lines[0].path
