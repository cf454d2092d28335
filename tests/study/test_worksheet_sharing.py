import datetime as dt

import pytest

from course import clock, db
from course.people.models import Person
from course.people.service import acts
from course.people.service.acts import Acting
from course.permissions import Role
from tests.conftest import NOON
from tests.study.conftest import SHEET, TODAY

DAY = dt.timedelta(days=1)


def _pages(person):
    return [f"/trainees/{person.public_id}/worksheets{more}" for more in ("", "/my-plan")]


def _seen(browser, person):
    return [browser.get(url).status_code for url in _pages(person)]


@pytest.fixture
def shared(course, fill, assign, tara, sam):
    """Tara's browser, after she shared her worksheet with Sam."""
    assign(tara, sam)
    browser = fill(tara, "Words for Sam")
    browser.post("/worksheets/my-plan/share", form_at=SHEET)
    return browser


def test_nothing_is_shared_unless_the_owner_says_so(course, fill, assign, signed_in, tara, sam):
    assign(tara, sam)
    page = fill(tara).text(SHEET)
    assert "Only you. No supervisor, instructor, director or other trainee" in page
    assert "Share with Sam Reyes" in page
    assert "Backups of this site hold the whole database" in page
    browser = signed_in(sam)
    assert _seen(browser, tara) == [200, 404]
    assert "Nothing is shared with you" in browser.text(_pages(tara)[0])


def test_the_supervisor_in_charge_reads_it_from_the_trainee_s_page(shared, signed_in, tara, sam):
    assert "<strong>Sam Reyes</strong>" in shared.text(SHEET)
    browser, (listed, read) = signed_in(sam), _pages(tara)
    assert f'href="{listed}"' in browser.text(f"/trainees/{tara.public_id}")
    assert f'href="{read}">My plan</a>' in browser.text(listed)
    page = browser.text(read)
    assert "Words for Sam" in page
    assert "What seems obvious" in page
    assert "<textarea" not in page
    assert "<form" not in page.partition("<main")[2]


def test_he_reads_what_is_saved_later_too(shared, fill, signed_in, tara, sam):
    fill(tara, "Changed since", seq=2)
    assert "Changed since" in signed_in(sam).text(_pages(tara)[1])


def test_taking_it_back_holds_from_the_next_request_on(shared, signed_in, tara, sam):
    browser = signed_in(sam)
    assert _seen(browser, tara) == [200, 200]
    shared.post("/worksheets/my-plan/take-back", form_at=SHEET)
    assert _seen(browser, tara) == [200, 404]
    assert "My plan" not in browser.text(_pages(tara)[0])


def test_deleting_it_holds_too_and_a_new_one_is_private(shared, fill, signed_in, tara, sam):
    browser = signed_in(sam)
    shared.post("/worksheets/my-plan/delete")
    assert _seen(browser, tara) == [200, 404]
    body = {"op_id": "operation-9", "seq": 1, "fields": {"obvious": "new"}}
    assert shared.post_json("/worksheets/my-plan/save", body, form_at=SHEET).status_code == 200
    assert _seen(browser, tara) == [200, 404]


def test_nobody_else_finds_it(shared, signed_in, tara, ines, petra, otto):
    for person in (tara, ines, petra, otto):
        assert _seen(signed_in(person), tara) == [404, 404], person.name
    page = signed_in(petra).text(f"/trainees/{tara.public_id}")
    assert "Worksheets shared with you" not in page


def test_a_director_who_supervises_others_does_not_find_it(shared, signed_in, make_person, tara):
    both = make_person("Dee Both", Role.DIRECTOR, Role.SUPERVISOR)
    browser = signed_in(both)
    assert _seen(browser, tara) == [404, 404]
    assert "Worksheets shared with you" not in browser.text(f"/trainees/{tara.public_id}")


def test_past_and_future_supervisors_do_not_find_it(shared, assign, signed_in, make_person, tara):
    past, future = (make_person(name, Role.SUPERVISOR) for name in ("Pat Past", "Fay Future"))
    assign(tara, past, until_day=TODAY - DAY)
    assign(tara, future, from_day=TODAY + DAY)
    for person in (past, future):
        assert _seen(signed_in(person), tara) == [404, 404], person.name


def test_a_charge_that_ends_ends_the_view(shared, app, signed_in, tara, sam):
    from course.people.models import Assignment

    browser = signed_in(sam)
    with app.app_context(), db.writing() as session:
        session.query(Assignment).one().until_day = TODAY
    assert _seen(browser, tara) == [200, 200]
    with clock.held(NOON + DAY):
        assert _seen(browser, tara) == [404, 404]
        assert "nobody who was in charge of you then is today" in " ".join(
            shared.text(SHEET).split()
        )


def test_who_comes_later_sees_it_only_after_it_is_shared_again(
    shared, assign, signed_in, make_person, tara
):
    late = make_person("Lee Late", Role.SUPERVISOR)
    assign(tara, late, from_day=TODAY + DAY)
    browser = signed_in(late)
    with clock.held(NOON + DAY):
        assert _seen(browser, tara) == [200, 404]
        assert "Share with Lee Late" in shared.text(SHEET)
        shared.post("/worksheets/my-plan/share", form_at=SHEET)
        assert _seen(browser, tara) == [200, 200]


def _becomes_instructor(app, director, person, role):
    """Take the role from a person, who is an instructor from now on."""
    with app.app_context(), db.writing() as session:
        by = Acting(director.id, clock.now(), app.config["SECRET_KEY"])
        row = session.get_one(Person, person.id)
        acts.grant(session, by, row, Role.INSTRUCTOR, "")
        acts.revoke(session, by, row, role, "")


def test_a_supervisor_who_lost_the_role_is_no_reader(shared, app, signed_in, tara, sam, petra):
    browser = signed_in(sam)
    _becomes_instructor(app, petra, sam, Role.SUPERVISOR)
    assert _seen(browser, tara) == [404, 404]
    assert "Sam Reyes" not in shared.text(SHEET).partition("Who can see it")[2]


def test_an_owner_whose_role_ended_still_reads_takes_back_and_deletes(
    shared, app, signed_in, tara, sam, petra
):
    _becomes_instructor(app, petra, tara, Role.TRAINEE)
    assert _seen(signed_in(sam), tara) == [404, 404]
    page = shared.text(SHEET)
    assert "Words for Sam" in page
    assert "worksheet.js" not in page
    assert shared.post("/worksheets/my-plan/take-back", form_at=SHEET).status_code == 303
    assert shared.post("/worksheets/my-plan/delete").status_code == 303


def test_a_worksheet_that_is_not_kept_cannot_be_shared(course, signed_in, tara):
    assert signed_in(tara).post("/worksheets/my-plan/share", form_at=SHEET).status_code == 404


def test_without_a_supervisor_the_page_says_that_there_is_nobody(course, fill, tara):
    page = fill(tara).text(SHEET)
    assert "Nobody is in charge of you today" in page
    assert "Share with" not in page
