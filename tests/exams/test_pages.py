"""The list of exams, the report after one, and what is told of it when."""

import datetime as dt
import re

from course import clock
from course.bench.statements import counting
from course.permissions import Role
from tests.conftest import NOON
from tests.exams import world as exams
from tests.exams.world import EXAM, plain, row
from tests.quizzes import world
from tests.supervision.world import assign

DAY = dt.timedelta(days=1)


def _report(browser, public_id):
    return browser.text(f"/attempts/{public_id}/report")


def test_submitting_an_exam_leads_to_its_report(app, tara, signed_in):
    exams.put()
    browser, mine = signed_in(tara), world.start(tara, "form-x")
    answer = browser.post(f"/attempts/{mine}/submit", form_at=f"/attempts/{mine}/overview")
    assert answer.status_code == 303
    assert answer.location == f"/attempts/{mine}/report"
    assert "Practice mark 0 %" in plain(_report(browser, mine))


def test_a_report_counts_by_domain_and_gives_few_questions_no_mark(app, tara, signed_in):
    exams.put()
    # Of the second module all are wrong, of the first all but the safety items.
    mine = exams.take(tara, right=lambda n: n % 2 == 1 and n % 3 != 0)
    page = _report(signed_in(tara), mine)
    names = exams.slots(mine)
    right = sum(exams.number_of(one) % 2 == 1 and exams.number_of(one) % 3 != 0 for one in names)
    assert row(page, "First things")[:3] == ["10", str(right), f"{right * 10} %"]
    assert row(page, "Second things") == ["3", "0", "too few", "\N{EN DASH}"]
    assert f"{right} of 13 questions fully right" in plain(page)
    assert "exam and no credential" in plain(page)


def test_an_interval_stands_beside_its_mark_and_in_the_plot(app, tara, signed_in):
    exams.put()
    mine = exams.take(tara)
    page = _report(signed_in(tara), mine)
    # 10 of 10: n / (n + z²) with z = 1.6448536 is 0.787 (Wilson 1927).
    assert row(page, "First things") == ["10", "10", "100 %", "79 % to 100 %"]
    assert 'd="M787 0H1000"' in page
    assert 'd="M1000 0h0"' in page


def test_a_missed_safety_item_comes_first_and_leads_to_its_question(app, tara, signed_in):
    exams.put()
    mine = exams.take(tara, right=lambda n: n % 3 != 0)
    page = _report(signed_in(tara), mine)
    missed = [n for n, one in enumerate(exams.slots(mine), 1) if exams.number_of(one) % 3 == 0]
    links = re.findall(rf"/attempts/{mine}/review#question-(\d+)", page)
    assert [int(one) for one in links] == missed
    assert page.index("Safety first") < page.index("By domain") < page.index("To read again")


def test_nothing_missed_on_safety_is_said(app, tara, signed_in):
    exams.put()
    mine = exams.take(tara)
    words = plain(_report(signed_in(tara), mine))
    assert re.search(r"None of the \d+ questions on safety, ethics and risk was missed", words)
    assert "To read again" not in words


def test_the_lessons_of_what_was_missed_are_named(app, tara, signed_in):
    exams.put()
    mine = exams.take(tara, right=lambda n: n % 2 == 1)
    page = _report(signed_in(tara), mine)
    assert 'href="/modules/second-module/two"' in page.partition("To read again")[2]
    assert "first-module/one" not in page


CLOSES = {
    "window": {"zone": "UTC", "closes": "2026-12-24T12:00+00:00"},
    "review": {
        "correctness": ["after-close"],
        "reasons": ["after-close"],
        "answer": ["after-close"],
    },
}


def test_what_is_not_released_is_in_no_report(app, tara, signed_in):
    exams.put({**EXAM, **CLOSES})
    mine = exams.take(tara, right=lambda n: n % 2 == 1)
    browser = signed_in(tara)
    page = _report(browser, mine)
    # What was earned in all is told; which questions, domains and lessons, is not.
    assert "Practice mark 77 %" in plain(page)
    assert "By domain" not in page
    assert "Second things" not in page
    assert "More is shown from 24 Dec 2026" in plain(page)
    with clock.held(NOON + 31 * DAY):
        assert row(_report(signed_in(tara), mine), "Second things")[:2] == ["3", "0"]


def test_no_mark_is_shown_before_marks_are_released(app, tara, signed_in):
    never = {"marks": ["after-close"], "correctness": ["after-close"]}
    exams.put({**EXAM, **CLOSES, "review": {**CLOSES["review"], **never}})
    mine = exams.take(tara)
    browser = signed_in(tara)
    assert "Practice mark" not in plain(_report(browser, mine)).replace("A practice mark", "")
    assert "Last practice mark" not in plain(browser.text("/exams"))
    with clock.held(NOON + 31 * DAY):
        browser = signed_in(tara)
        assert "Practice mark 100 %" in plain(_report(browser, mine))
        assert "Last practice mark 100 %" in plain(browser.text("/exams"))


def test_a_report_is_its_owners_alone(app, tara, otto, sam, signed_in):
    exams.put()
    mine = exams.take(tara)
    assert signed_in(otto).get(f"/attempts/{mine}/report").status_code == 404
    assert signed_in(sam).get(f"/attempts/{mine}/report").status_code == 403


def test_an_open_exam_and_another_quiz_have_no_report(app, tara, signed_in):
    exams.put(EXAM, {**world.QUIZ, "draw": {"pin": "q-41"}})
    browser = signed_in(tara)
    mine = world.start(tara, "form-x")
    assert browser.get(f"/attempts/{mine}/report").location == f"/attempts/{mine}"
    other = world.taken(tara).public_id
    assert browser.get(f"/attempts/{other}/report").location == f"/attempts/{other}/review"


def test_the_list_says_how_often_and_the_last_mark(app, tara, ines, signed_in):
    exams.put()
    browser = signed_in(tara)
    words = plain(browser.text("/exams"))
    assert words.index("The pre-test") < words.index("Form X")
    assert words.count("not taken yet") == 2
    assert "13 questions 30 minutes" in words
    exams.take(tara, right=lambda n: n % 2 == 1)
    with clock.held(NOON + DAY):
        last = exams.take(tara)
        world.start(tara, "pre-test")
    page = browser.text("/exams")
    words = plain(page)
    assert "taken 2 times" in words
    assert "Last practice mark 100 % (90 % interval 83 % to 100 %)" in words
    assert f"/attempts/{last}/report" in page
    assert "taken once" in words  # the pre-test, which is open
    assert "Continue" in words
    assert "taken" not in plain(signed_in(ines).text("/exams"))


def test_a_course_without_exams_says_so(app, tara, signed_in):
    world.put(world.QUIZ)
    assert "No exams yet" in signed_in(tara).text("/exams")


def test_a_supervisor_is_told_no_more_than_is_released(app, tara, sam, signed_in):
    exams.put({**EXAM, **CLOSES})
    assign(app, tara, sam)
    mine = exams.take(tara)
    page = signed_in(sam).text(f"/trainees/{tara.public_id}/attempts/{mine}")
    assert "By domain" not in page


def test_a_supervisor_sees_the_last_mark_and_the_domains_of_an_attempt(app, tara, sam, signed_in):
    exams.put()
    assign(app, tara, sam)
    mine = exams.take(tara, right=lambda n: n % 2 == 1)
    browser = signed_in(sam)
    page = browser.text(f"/trainees/{tara.public_id}")
    line = re.search(r'<th scope="row">Form X</th>(.*?)</tr>', page, re.DOTALL)[1]
    assert re.findall(r">(\d+ ?%?)<", line) == ["1", "77 %"]
    page = browser.text(f"/trainees/{tara.public_id}/attempts/{mine}")
    assert row(page, "Second things")[:2] == ["3", "0"]
    assert f"/attempts/{mine}/report" not in page


#: Sign-in, edition, and what a page asks for itself.
COSTS = {"/exams": 5, "/": 10, "/progress": 12}


def _cost(app, browser, pages):
    found = {}
    for page in pages:
        browser.get(page)
        with counting(app) as sent:
            assert browser.get(page).status_code == 200
        found[page] = len(sent)
    return found


def test_the_pages_cost_the_same_however_many_took_how_much(app, tara, make_person, signed_in):
    exams.put()
    first, before = exams.take(tara, "pre-test"), exams.take(tara)
    pages = [*COSTS, f"/attempts/{first}/report", f"/attempts/{before}/report"]
    browser = signed_in(tara)
    alone = _cost(app, browser, pages)
    with clock.held(NOON + 91 * DAY):
        exams.take(tara)
    for number in range(4):
        other = make_person(f"Other {number}", Role.TRAINEE, email=f"o{number}@practicum.test")
        exams.take(other, "pre-test")
        exams.take(other)
    assert _cost(app, browser, pages) == alone
    assert {page: alone[page] for page in COSTS if alone[page] > COSTS[page]} == {}
    assert alone[f"/attempts/{before}/report"] <= 5
