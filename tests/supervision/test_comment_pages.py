"""Comments through their pages: who reads them, what is refused, what is safe to show."""

import re

import pytest
from sqlalchemy import select

from course import db
from course.bench.statements import counting
from course.comments.models import Comment
from tests.supervision import world
from tests.supervision.test_pages import graded
from tests.supervision.test_roster import statements


@pytest.fixture
def url(tara, charge):
    return f"/comments/{tara.public_id}/training/whole"


def say(browser, url, text="May I ask?"):
    page = browser.text(url)
    op_id = re.search(r'name="op_id"[^>]*value="([0-9a-f]{32})"', page).group(1)
    return browser.post(url, {"text": text, "op_id": op_id})


def test_a_trainee_writes_and_the_supervisor_sees_that_something_waits(
    sams, signed_in, tara, url, course
):
    browser = signed_in(tara)
    assert say(browser, url).status_code == 303
    assert "1 new comment" in sams.text("/")
    assert "1 new" in sams.text("/comments")
    page = sams.text(url)
    assert "May I ask?" in page
    assert "Not seen yet" in browser.text(url)
    assert sams.post(f"{url}/seen", form_at=url).status_code == 303
    assert "new comment" not in sams.text("/")
    assert "Seen <time" in browser.text(url)


def test_the_same_form_twice_is_one_comment(app, signed_in, tara, url):
    browser = signed_in(tara)
    sent = {"text": "Once", "op_id": "a" * 32}
    assert [browser.post(url, sent).status_code for _ in range(2)] == [303, 303]
    with app.app_context():
        assert len(db.session().scalars(select(Comment)).all()) == 1
    answer = browser.post(url, {"text": "Another", "op_id": "a" * 32})
    assert answer.status_code == 409
    assert "Another" in answer.text


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_what_does_not_fit_is_refused_and_kept_in_its_box(app, signed_in, tara, url, text):
    answer = signed_in(tara).post(url, {"text": text})
    assert answer.status_code == 422
    assert text.strip() in answer.text
    assert world.scalar(app, select(Comment.id)) is None


def test_markdown_is_shown_and_markup_is_not_run(sams, signed_in, tara, url):
    browser = signed_in(tara)
    say(browser, url, "*well* <script>alert(1)</script> [x](javascript:alert(1))")
    page = sams.text(url)
    assert "<em>well</em>" in page
    assert "<script>alert" not in page
    assert 'href="javascript:' not in page


@pytest.mark.parametrize(
    "subject",
    ["odd/whole", "training/other", "lesson/no-such", "entry/" + "f" * 32, "attempt/" + "f" * 32],
)
def test_a_thread_about_nothing_is_not_there(signed_in, tara, course, subject):
    assert signed_in(tara).get(f"/comments/{tara.public_id}/{subject}").status_code == 404


def test_a_thread_about_another_s_entry_or_attempt_is_not_there(app, signed_in, tara, otto, course):
    entry = world.enter(app, otto)
    attempt = graded(app, otto, signed_in(otto))
    browser = signed_in(tara)
    for subject in (f"entry/{entry}", f"attempt/{attempt}"):
        assert browser.get(f"/comments/{tara.public_id}/{subject}").status_code == 404
        assert signed_in(otto).get(f"/comments/{otto.public_id}/{subject}").status_code == 200


def test_threads_on_a_lesson_an_attempt_and_an_entry_lead_there(
    app, sams, signed_in, tara, charge, course
):
    browser = signed_in(tara)
    attempt = graded(app, tara, browser)
    entry = world.enter(app, tara)
    for subject in ("lesson/first-lesson", f"attempt/{attempt}", f"entry/{entry}"):
        assert say(browser, f"/comments/{tara.public_id}/{subject}").status_code == 303
    page = sams.text("/comments")
    for words in (
        "Lesson “The first lesson”",
        "Quiz “First quiz”, attempt 1",
        "Hours of 21 Nov 2026",
    ):
        assert words in page
    assert page.count("1 new") == 3


def test_when_the_charge_is_over_the_thread_is_not_there(app, sams, signed_in, tara, fay, url):
    say(signed_in(tara), url)
    world.assign(app, tara, fay, world.TODAY - 9 * world.DAY, world.TODAY - world.DAY)
    browser = signed_in(fay)
    assert browser.get(url).status_code == 404
    assert "May I ask" not in browser.text("/comments")
    assert sams.get(url).status_code == 200


def test_the_lesson_page_pays_nothing_for_the_navigation_s_counts(
    app, signed_in, tara, url, course
):
    browser = signed_in(tara)
    lesson = "/modules/first-module/first-lesson"
    assert len(statements(app, browser, lesson)) <= 3
    browser.get("/comments")
    with counting(app) as sent:
        browser.get("/comments")
    assert sum("comment_mark" in one and "count" in one.lower() for one in sent) <= 2


def test_a_comment_that_could_tell_who_a_client_is_is_asked_about_first(app, signed_in, tara, url):
    browser = signed_in(tara)
    asked = {"text": "She is Maria Delgado, born 3/4/1980.", "op_id": "b" * 32}
    answer = browser.post(url, asked)
    assert answer.status_code == 422
    assert "This looks like somebody" in answer.text
    assert world.scalar(app, select(Comment.id)) is None
    mark = re.search(r'name="sure"\s+value="(\w+)"', answer.text)[1]
    assert browser.post(url, {**asked, "sure": mark}).status_code == 303
    assert world.scalar(app, select(Comment.id)) is not None
