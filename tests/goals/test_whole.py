"""The progress page in full: what is missing next, requirements, and the file."""

import csv
import io
import re
from functools import partial

from course.hours.kinds import Mode
from tests.goals.helpers import choose
from tests.goals.test_progress_pages import enter
from tests.hours.helpers import statements


def plain(page):
    return re.sub(r"\s+", " ", page)


def test_without_a_goal_the_page_says_where_to_choose_one(root, tara, signed_in):
    page = signed_in(tara).text("/progress")
    assert 'href="/goals/new">Choose what you work toward' in page
    assert "Lesson one" in page.partition('id="missing"')[2].partition("</section>")[0]
    assert "Choose a goal" in signed_in(tara).text("/")


def test_each_requirement_stands_there_with_what_is_missing(app, root, tara, signed_in):
    browser = signed_in(tara)
    url = choose(browser, target_day="2027-06-30")
    enter(app, tara, 3, mode=Mode.SELF_PACED)
    page = plain(browser.text("/progress"))
    missing = page.partition('id="missing"')[2].partition("</section>")[0]
    assert "Certified in something: Missing or not entered: A degree." in missing
    assert 'href="/documents/new?kind=degree"' in missing
    assert '<progress value="90" max="150" aria-label="Core knowledge">' in page
    assert "1 h 30 min of 2 h 30 min" in page
    assert f'href="{url}#r-core-knowledge"' in page
    assert "0 of 2 requirements met." in page


def test_home_says_how_far_each_goal_is_and_what_comes_next(app, root, tara, signed_in):
    browser = signed_in(tara)
    choose(browser, target_day="2027-06-30")
    page = plain(browser.text("/"))
    assert "Requirements: Certified in something" in page
    assert "0 of 2" in page
    assert "target day <time" in page
    assert "Next: Missing or not entered: A degree." in page


def test_a_dropped_goal_is_no_longer_missed(root, tara, signed_in):
    browser = signed_in(tara)
    url = choose(browser)
    assert browser.post(f"{url}/drop", {"number": "1", "why": "I moved"}).status_code == 303
    assert "Certified in something" not in browser.text("/progress")


def test_the_file_has_a_line_for_everything_on_the_page(app, root, tara, signed_in):
    browser = signed_in(tara)
    choose(browser)
    enter(app, tara, 3, mode=Mode.SELF_PACED)
    answer = browser.get("/progress.csv")
    assert answer.mimetype == "text/csv"
    lines = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    found = {(line["what"], line["name"]): (line["done"], line["asked for"]) for line in lines}
    assert found["requirement", "Core knowledge"] == ("90", "150")
    assert found["requirement", "A degree"] == ("0", "1")
    assert found["module", "The first module"] == ("0", "2")
    assert found["knowledge area", "Ethics and ethical behavior"] == ("0", "")
    assert all(line["share of marks in percent"] == "" for line in lines)


def test_the_page_takes_the_same_statements_however_much_was_entered(app, root, tara, signed_in):
    browser = signed_in(tara)
    choose(browser)
    counts = []
    for more in (1, 40):
        enter(app, tara, more)
        for page in ("/", "/progress"):
            browser.get(page)
        pages = (partial(browser.get, page) for page in ("/", "/progress"))
        counts.append([statements(app, page) for page in pages])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 14


def test_the_supervisor_sees_each_goal_on_the_page_of_the_trainee(
    app, root, tara, sam, signed_in, assign
):
    url = choose(signed_in(tara), target_day="2027-06-30")
    assign(tara, sam)
    page = plain(signed_in(sam).text(f"/trainees/{tara.public_id}"))
    goals = page.partition('id="goals"')[2].partition("</section>")[0]
    assert "0 of 2 requirements" in goals
    assert f'href="/trainees/{tara.public_id}{url}"' in goals
    assert "Missing next: Missing or not entered: A degree." in goals
