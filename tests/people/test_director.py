"""What a director does, through the pages."""

from course import db
from course.audit import service as audit
from tests.browse import Browser
from tests.conftest import PASSWORD, SECRET
from tests.people.helpers import acts_of, mails, scalar


def _do(browser, person, act, **data):
    page = f"/people/{person.public_id}"
    return browser.post(f"{page}/{act}", data, form_at=page)


def test_only_directors_come_in(signed_in, tara, sam, ines, client):
    for path in ("/people", "/people/invite", "/cohorts", "/outbox", f"/people/{tara.public_id}"):
        assert client.get(path).status_code == 303
        for person in (tara, sam, ines):
            assert signed_in(person).get(path).status_code == 403


def test_a_granted_role_counts_on_the_next_page(signed_in, petra, tara):
    theirs = signed_in(tara)
    assert theirs.get("/people").status_code == 403
    answer = _do(signed_in(petra), tara, "roles", role="director", why="stands in")
    assert answer.status_code == 303
    assert theirs.get("/people").status_code == 200


def test_a_revoked_role_is_gone_on_the_next_page(signed_in, petra, make_person):
    from course.permissions import Role

    second = make_person("Dora Vance", Role.DIRECTOR)
    theirs = signed_in(second)
    assert _do(signed_in(petra), second, "roles/revoke", role="director", why="").status_code == 303
    assert theirs.get("/people").status_code == 403


def test_the_last_director_stays_one(app, signed_in, petra):
    browser = signed_in(petra)
    for act, data in (("roles/revoke", {"role": "director", "why": ""}), ("disable", {"why": ""})):
        answer = _do(browser, petra, act, **data)
        assert answer.status_code == 409
        assert "last director" in answer.get_data(as_text=True)
    assert scalar(app, "SELECT roles FROM person WHERE id = :id", id=petra.id) == "director"


def test_a_director_who_has_not_joined_is_no_other_director(app, signed_in, petra):
    browser = signed_in(petra)
    data = {"email": "dora@practicum.test", "name": "Dora", "roles": ["director"], "cohort": ""}
    browser.post("/people/invite", data)
    assert _do(browser, petra, "disable", why="").status_code == 409


def test_disabling_signs_out_everywhere_at_the_next_request(app, signed_in, petra, tara):
    theirs, browser = signed_in(tara), signed_in(petra)
    assert _do(browser, tara, "disable", why="left").status_code == 303
    assert theirs.get("/profile").status_code == 303
    data = {"email": tara.email, "password": PASSWORD}
    assert Browser(app).post("/sign-in", data).status_code == 422
    assert _do(browser, tara, "enable").status_code == 303
    assert theirs.get("/profile").status_code == 303
    Browser(app).sign_in(tara.email, PASSWORD)


def test_inviting_somebody_twice_says_so_and_keeps_what_was_typed(signed_in, petra, tara):
    data = {"email": "TARA@practicum.test", "name": "Tara Two", "roles": ["trainee"], "cohort": ""}
    answer = signed_in(petra).post("/people/invite", data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "is here already" in page
    assert "Tara Two" in page


def test_a_trainee_is_invited_into_a_cohort(app, signed_in, petra):
    browser = signed_in(petra)
    browser.post("/cohorts", {"name": "Spring 2027"})
    cohort = scalar(app, "SELECT public_id FROM cohort")
    data = {"email": "nia@x.test", "name": "Nia", "roles": ["trainee"], "cohort": cohort}
    assert browser.post("/people/invite", data).status_code == 303
    assert "Nia" in browser.text(f"/cohorts/{cohort}")


def test_a_cohort_is_entered_and_left(app, signed_in, petra, tara):
    browser = signed_in(petra)
    browser.post("/cohorts", {"name": "Spring 2027"})
    assert browser.post("/cohorts", {"name": "Spring 2027"}).status_code == 409
    cohort = scalar(app, "SELECT public_id FROM cohort")
    days = {"cohort": cohort, "from_day": "2026-11-01", "until_day": ""}
    assert _do(browser, tara, "cohorts", **days).status_code == 303
    assert _do(browser, tara, "cohorts", **days).status_code == 409
    browser.post("/cohorts", {"name": "Summer 2027"})
    page = browser.text(f"/people/{tara.public_id}")
    leaving = page[page.index("Take out of a cohort") :]
    assert "Spring 2027" in leaving
    assert "Summer 2027" not in leaving
    assert (
        _do(browser, tara, "cohorts/leave", cohort=cohort, until_day="2026-10-31").status_code
        == 422
    )
    assert (
        _do(browser, tara, "cohorts/leave", cohort=cohort, until_day="2026-11-20").status_code
        == 303
    )
    assert "Nobody is in this cohort" in browser.text(f"/cohorts/{cohort}")


def test_a_supervisor_is_assigned_and_the_charge_ends(app, signed_in, petra, tara, sam):
    browser = signed_in(petra)
    days = {"from_day": "2026-11-01", "until_day": "", "contract_day": "2026-10-15"}
    assert _do(browser, tara, "supervisors", supervisor=sam.public_id, **days).status_code == 303
    again = _do(browser, tara, "supervisors", supervisor=sam.public_id, **days)
    assert again.status_code == 409
    assert "2026-10-15" in again.get_data(as_text=True)
    charge = scalar(app, "SELECT public_id FROM assignment")
    page = f"/assignments/{charge}/end"
    assert browser.post(page, {"until_day": "2026-10-31"}).status_code == 422
    assert browser.post(page, {"until_day": "2026-11-24"}).status_code == 303
    assert browser.post(page, {"until_day": "2026-12-24"}).status_code == 409


def test_a_new_link_waits_in_the_outbox_with_its_text(app, signed_in, petra, tara):
    browser = signed_in(petra)
    assert _do(browser, tara, "link").status_code == 303
    assert mails(app)[-1][1] == "Set a new password"
    assert "/password-reset/" in browser.text("/outbox")


def test_every_act_is_sealed_in_the_log(app, signed_in, petra, tara):
    browser = signed_in(petra)
    _do(browser, tara, "roles", role="instructor", why="")
    _do(browser, tara, "roles/revoke", role="instructor", why="")
    _do(browser, tara, "link")
    _do(browser, tara, "disable", why="")
    _do(browser, tara, "enable")
    acts = ["role.granted", "role.revoked", "person.link", "person.disabled", "person.enabled"]
    assert acts_of(app) == acts
    with app.app_context():
        assert list(audit.broken(db.session(), SECRET)) == []


def test_the_list_turns_pages_of_fifty_and_finds_prefixes(app, signed_in, petra, make_person):
    from course.permissions import Role

    for number in range(60):
        make_person(f"P{number:02} Quill", Role.TRAINEE, email=f"p{number:02}@practicum.test")
    browser = signed_in(petra)
    first = browser.text("/people")
    assert "P49 Quill" in first
    assert "P50 Quill" not in first
    last = scalar(app, "SELECT public_id FROM person WHERE email = 'p49@practicum.test'")
    second = browser.text(f"/people?after={last}")
    assert "P50 Quill" in second
    assert "P49 Quill" not in second
    edge = scalar(app, "SELECT public_id FROM person WHERE email = 'p50@practicum.test'")
    back = browser.text(f"/people?before={edge}")
    assert "P00 Quill" in back
    assert "P49 Quill" in back
    assert "Petra Lind" in browser.text("/people?q=lind")
    assert "Nobody found" in browser.text("/people?q=%25")


def test_a_history_tells_who_did_what_and_why(signed_in, petra, tara):
    browser = signed_in(petra)
    _do(browser, tara, "roles", role="instructor", why="writes module 3")
    page = browser.text(f"/people/{tara.public_id}")
    assert "Role granted: instructor" in page
    assert "writes module 3" in page
