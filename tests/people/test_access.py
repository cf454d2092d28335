"""Signing in and out, and passwords, through the forms."""

import datetime as dt
import re

import pytest

from course import clock, db
from course.people import passwords
from course.people.service import persons
from tests.browse import Browser
from tests.conftest import NOON, PASSWORD
from tests.people.helpers import mails, scalar

OTHER = "four walls and a window"


def test_somebody_signs_in_and_comes_back_to_the_page(client, tara):
    answer = client.get("/profile")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=%2Fprofile")
    data = {"email": " TARA@practicum.test ", "password": PASSWORD}
    assert client.post(answer.location, data).location == "/profile"
    assert "Tara Okafor" in client.text("/profile")


def _without_token(answer):
    """The page without its token, which carries the second it was made in."""
    return re.sub(r'name="csrf_token" value="[^"]+"', "", answer.get_data(as_text=True))


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(client, tara):
    known = client.post("/sign-in", {"email": tara.email, "password": "wrong"})
    unknown = client.post("/sign-in", {"email": "xxxx@practicum.test", "password": "wrong"})
    assert known.status_code == unknown.status_code == 422
    same = _without_token(unknown).replace("xxxx@", "tara@")
    assert _without_token(known) == same
    assert "do not belong together" in same
    assert 'value="wrong"' not in same


def test_an_unknown_address_costs_one_hash_like_a_known_one(client, tara, monkeypatch):
    verified = []
    true = passwords.PasswordHasher.verify
    monkeypatch.setattr(
        passwords.PasswordHasher,
        "verify",
        lambda self, kept, given: verified.append(kept) or true(self, kept, given),
    )
    client.post("/sign-in", {"email": tara.email, "password": "wrong"})
    client.post("/sign-in", {"email": "nobody@practicum.test", "password": "wrong"})
    assert len(verified) == 2
    # The stand-in is a whole hash: anything else would be refused in no time.
    assert [kept.startswith("$argon2id$v=19$m=8,t=1,p=1$") for kept in verified] == [True, True]


def test_the_session_is_a_new_one_after_signing_in(client, tara):
    before = client.token("/sign-in")
    cookie = client.client.get_cookie("practicum").value
    client.sign_in(tara.email, PASSWORD)
    assert client.client.get_cookie("practicum").value != cookie
    assert client.token("/profile") != before


def test_signing_out_ends_the_sign_in_itself(app, signed_in, tara):
    browser = signed_in(tara)
    stolen = browser.client.get_cookie("practicum").value
    assert browser.post("/sign-out", form_at="/profile").status_code == 303
    thief = Browser(app)
    thief.client.set_cookie("practicum", stolen)
    assert thief.get("/profile").status_code == 303


def test_a_sign_in_ends_after_seven_days(signed_in, tara):
    browser = signed_in(tara)
    with clock.held(NOON + dt.timedelta(days=7) - dt.timedelta(seconds=1)):
        assert browser.get("/profile").status_code == 200
    with clock.held(NOON + dt.timedelta(days=7)):
        assert browser.get("/profile").status_code == 303


def test_the_eleventh_wrong_try_waits_and_time_lets_in_again(client, tara):
    wrong = {"email": tara.email, "password": "wrong"}
    assert [client.post("/sign-in", wrong).status_code for _ in range(10)] == [422] * 10
    answer = client.post("/sign-in", {**wrong, "password": PASSWORD})
    assert answer.status_code == 429
    assert "You can try again in 3 min." in answer.get_data(as_text=True)
    with clock.held(NOON + dt.timedelta(minutes=3)):
        client.sign_in(tara.email, PASSWORD)


def test_an_outsider_elsewhere_cannot_lock_somebody_out(app, client, tara):
    outsider = Browser(app)
    outsider.client.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    for _ in range(12):
        outsider.post("/sign-in", {"email": tara.email, "password": "wrong"})
    client.sign_in(tara.email, PASSWORD)


def test_one_address_has_a_hundred_tries_over_all_accounts(app, client):
    # The buckets are asked directly: a hundred posts would only take time.
    from course.people import rules
    from course.people.service import throttle

    with app.app_context(), db.writing() as session:
        one = throttle.bucket("k", rules.SIGN_IN_BY_ADDRESS, "sign-in", "198.51.100.7")
        pauses = [throttle.take(session, [one], NOON) for _ in range(101)]
    assert [bool(pause) for pause in pauses] == [False] * 100 + [True]


def test_no_address_is_kept_in_the_buckets(app, client, tara):
    client.post("/sign-in", {"email": tara.email, "password": "wrong"})
    assert scalar(app, "SELECT count(*) FROM throttle") == 2
    assert scalar(app, "SELECT count(*) FROM throttle WHERE length(key) <> 64") == 0


def test_signing_in_again_and_again_is_not_throttled(client, tara):
    for _ in range(12):
        client.post("/sign-out", form_at="/profile") if client.get(
            "/profile"
        ).status_code == 200 else None
        client.sign_in(tara.email, PASSWORD)


def test_a_hash_of_another_cost_is_renewed_at_sign_in(app, client, tara):
    from argon2 import PasswordHasher

    with app.app_context(), db.writing() as session:
        person = persons.find_by_email(session, tara.email)
        person.password_hash = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(
            PASSWORD
        )
    client.sign_in(tara.email, PASSWORD)
    kept = scalar(app, "SELECT password_hash FROM person WHERE id = :id", id=tara.id)
    assert "m=8,t=1,p=1" in kept


def test_changing_the_password_ends_every_other_browser(app, signed_in, tara):
    here, there = signed_in(tara), signed_in(tara)
    cookie = here.client.get_cookie("practicum").value
    data = {"current": PASSWORD, "password": OTHER, "again": OTHER}
    assert here.post("/profile/password", data).status_code == 303
    assert here.get("/profile").status_code == 200
    assert there.get("/profile").status_code == 303
    old = Browser(app)
    old.client.set_cookie("practicum", cookie)
    assert old.get("/profile").status_code == 303
    Browser(app).sign_in(tara.email, OTHER)
    assert mails(app)[-1][1] == "Your password was changed"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"current": "wrong", "password": OTHER, "again": OTHER}, "not your current"),
        ({"current": PASSWORD, "password": OTHER, "again": OTHER + "s"}, "differ"),
        ({"current": PASSWORD, "password": "short", "again": "short"}, "at least 15"),
    ],
)
def test_a_change_that_does_not_fit_changes_nothing(signed_in, tara, data, says):
    browser = signed_in(tara)
    answer = browser.post("/profile/password", data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert says in page
    assert PASSWORD not in page
    assert OTHER not in page


def test_a_profile_is_changed_and_extra_fields_have_no_effect(app, signed_in, tara):
    browser = signed_in(tara)
    data = {"name": "Tara O.", "zone": "Asia/Kathmandu", "theme": "dark"}
    extra = {"roles": "director", "email": "evil@x.test", "disabled": "1", "id": "999"}
    assert browser.post("/profile", {**data, **extra}).status_code == 303
    page = browser.text("/profile")
    assert 'data-theme="dark"' in page
    assert "Tara O." in page
    assert scalar(app, "SELECT roles FROM person WHERE id = :id", id=tara.id) == "trainee"
    assert scalar(app, "SELECT email FROM person WHERE id = :id", id=tara.id) == tara.email


def test_a_profile_that_does_not_fit_keeps_what_was_typed(signed_in, tara):
    data = {"name": "T" * 121, "zone": "Mars/Olympus", "theme": "dark"}
    answer = signed_in(tara).post("/profile", data)
    assert answer.status_code == 422
    assert "T" * 121 in answer.get_data(as_text=True)


def test_a_sign_in_that_outlived_the_disabling_opens_nothing(app, signed_in, tara):
    browser = signed_in(tara)
    with app.app_context(), db.writing() as session:
        # Only the flag: as when a sign-in began in the very moment of the disabling.
        persons.find_by_email(session, tara.email).disabled = True
    assert browser.get("/profile").status_code == 303
