"""A trainee's page, its leave and what only the supervisor's own eyes see."""

import re

import pytest
from sqlalchemy import select

from course import db
from course.comments.models import PrivateNote
from course.progress.models import TraineeSafety
from course.quizzes.models import Attempt
from course.quizzes.service import closing
from course.supervision.models import Leave, Reviewed
from tests.supervision import world

SECRET = "marker-of-a-private-note"


@pytest.fixture
def url(tara, charge):
    return f"/trainees/{tara.public_id}"


def graded(app, person, browser):
    """Take the quiz without answering anything, and return the attempt's public id."""
    quiz = "/quizzes/first-quiz"
    public_id = browser.post(f"{quiz}/attempts", form_at=quiz).location.split("/")[2]
    with app.app_context():
        query = select(Attempt.id).where(Attempt.public_id == public_id)
        closing.close(db.session().scalar(query), person.id)
    return public_id


def test_since_last_time_counts_until_it_is_marked_as_reviewed(app, sams, tara, url, course):
    world.enter(app, tara)
    assert "Entries of hours made or changed: 1" in sams.text(url)
    # Looking again changes nothing.
    assert "Entries of hours made or changed: 1" in sams.text(url)
    assert sams.post(f"{url}/reviewed", form_at=url).status_code == 303
    assert "Entries of hours made or changed: 0" in sams.text(url)
    with world.later(1):
        world.enter(app, tara)
        assert "Entries of hours made or changed: 1" in sams.text(url)
        sams.post(f"{url}/reviewed", form_at=url)
    with app.app_context():
        assert len(db.session().scalars(select(Reviewed)).all()) == 1


def test_every_supervisor_has_a_last_time_of_their_own(app, sams, signed_in, fay, tara, url):
    world.assign(app, tara, fay)
    world.enter(app, tara)
    sams.post(f"{url}/reviewed", form_at=url)
    assert "Entries of hours made or changed: 1" in signed_in(fay).text(url)


def test_missed_safety_items_are_told_as_what_to_talk_about(
    app, sams, signed_in, tara, url, course
):
    graded(app, tara, signed_in(tara))
    with app.app_context():
        assert len(db.session().scalars(select(TraineeSafety)).all()) == 3
    page = sams.text(url)
    part = page[page.index("To talk about") : page.index('id="comments"')]
    # Three questions of one objective are one thing to talk about.
    assert part.count("Given a case, decide") == 1


def test_a_graded_attempt_is_looked_at_and_an_open_one_is_not(
    app, sams, signed_in, tara, url, course
):
    taras = signed_in(tara)
    attempt = graded(app, tara, taras)
    assert f'href="{url}/attempts/{attempt}"' in sams.text(url)
    assert "canary-why-one" in sams.text(f"{url}/attempts/{attempt}")
    opened = taras.post("/quizzes/first-quiz/attempts", form_at="/quizzes/first-quiz")
    opened = opened.location.split("/")[2]
    assert f'href="{url}/attempts/{opened}"' not in sams.text(url)
    assert sams.get(f"{url}/attempts/{opened}").status_code == 404


def test_a_director_sees_the_work_and_nothing_of_the_supervisor_s_own(
    app, sams, signed_in, petra, tara, url, course
):
    graded(app, tara, signed_in(tara))
    page = signed_in(petra).text(url)
    assert "Quiz attempts" in page
    for words in ("Since last time", "private notes", "/attempts/", "/comments/", "Set a leave"):
        assert words not in page, words
    assert "Since last time" in sams.text(url)


AWAY = {"from_day": "2026-11-24", "until_day": "2026-12-01"}


@pytest.mark.parametrize(
    ("sent", "code", "word"),
    [
        ({"from_day": "2026-11-24"}, 422, "Enter a day"),
        ({"from_day": "soon", "until_day": "2026-12-01"}, 422, "Enter a day that the calendar has"),
        ({"from_day": "2026-12-02", "until_day": "2026-12-01"}, 422, "before the first"),
        ({"from_day": "2026-10-02", "until_day": "2026-11-01"}, 422, "over already"),
    ],
)
def test_a_leave_that_cannot_be_is_refused_and_what_was_entered_stays(
    app, signed_in, tara, sent, code, word
):
    browser = signed_in(tara)
    answer = browser.post("/leave", sent)
    assert answer.status_code == code
    assert word in answer.text
    if sent.get("until_day"):
        assert f'value="{sent["until_day"]}"' in answer.text
    assert world.scalar(app, select(Leave.id)) is None


def test_a_trainee_sets_a_leave_and_takes_it_back(app, signed_in, tara, sams, url):
    browser = signed_in(tara)
    assert browser.post("/leave", AWAY).status_code == 303
    assert browser.post("/leave", AWAY).status_code == 409
    assert "24 Nov 2026" in sams.text(url)
    leave = world.scalar(app, select(Leave.public_id))
    assert browser.post(f"/leave/{leave}/withdraw", form_at="/leave").status_code == 303
    assert browser.post("/leave", AWAY).status_code == 303


def test_a_supervisor_takes_back_only_leaves_of_their_trainees(
    app, sams, signed_in, otto, tara, url
):
    signed_in(otto).post("/leave", AWAY)
    leave = world.scalar(app, select(Leave.public_id))
    assert sams.post(f"{url}/leave/{leave}/withdraw", form_at=url).status_code == 404
    assert world.scalar(app, select(Leave.withdrawn_at)) is None


def note_url(app):
    return f"/notes/{world.scalar(app, select(PrivateNote.public_id))}"


def test_a_note_is_written_changed_and_gone_when_deleted(app, sams, url):
    assert sams.post(f"{url}/notes", {"text": " "}, form_at=url).status_code == 422
    assert sams.post(f"{url}/notes", {"text": "Ask *her*"}, form_at=url).status_code == 303
    assert "Ask <em>her</em>" in sams.text(url)
    assert sams.post(note_url(app), {"text": "Asked"}).status_code == 303
    assert "Asked" in sams.text("/notes")
    answer = sams.post(note_url(app), {"text": "x" * 4001})
    assert answer.status_code == 422
    assert "x" * 4001 in answer.text
    assert sams.post(f"{note_url(app)}/delete", form_at=note_url(app)).status_code == 303
    assert world.scalar(app, select(PrivateNote.id)) is None


def test_a_note_stays_its_author_s_when_the_charge_is_over(app, sams, tara, url):
    sams.post(f"{url}/notes", {"text": "Ask her"}, form_at=url)
    place = note_url(app)
    with world.later(100):
        pass
    with app.app_context(), db.writing() as session:
        from course.people.models import Assignment

        session.query(Assignment).one().until_day = world.TODAY - world.DAY
    assert sams.get(url).status_code == 404
    assert "Ask her" in sams.text("/notes")
    assert sams.get(place).status_code == 200


def addresses(app, seeds):
    """Every address of a GET without values, and those that stand on the pages given."""
    plain = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and not rule.arguments
    ]
    return [*plain, *seeds]


def test_nobody_else_ever_reads_a_private_note(
    app, sams, signed_in, fay, tara, petra, ines, otto, url, course, caplog
):
    """The marker is searched for on every page that anybody else reaches by any link."""
    world.assign(app, tara, fay)
    sams.post(f"{url}/notes", {"text": SECRET}, form_at=url)
    assert SECRET in sams.text(url)
    place, read = note_url(app), 0
    for person in (fay, tara, petra, ines, otto):
        browser, seen = signed_in(person), set()
        waiting = addresses(app, [url, place, f"{url}/notes"])
        while waiting:
            at = waiting.pop()
            if at in seen or len(seen) > 150:
                continue
            seen.add(at)
            text = browser.get(at).get_data(as_text=True)
            assert SECRET not in text, (person.name, at)
            waiting += [
                one for one in re.findall(r'href="(/[^"#]*)"', text) if "sign-out" not in one
            ]
        read += len(seen)
        assert browser.get(place).status_code in {403, 404}
    assert read > 100
    assert SECRET not in caplog.text
    with app.app_context():
        session = db.session()
        for table in ("audit", "outbox_mail", "comment"):
            rows = session.connection().exec_driver_sql(f"SELECT * FROM {table}").all()
            assert SECRET not in repr(rows)
