"""Invitations and resets through their pages."""

import datetime as dt
import threading

from course import clock, db
from course.errors import Refused
from course.people.models import LinkPurpose
from course.people.service import links
from tests.browse import Browser
from tests.conftest import NOON, PASSWORD
from tests.people.helpers import last_link, mails, scalar

NEW = "four walls and a window"
TWICE = {"password": NEW, "again": NEW}
JOIN = {**TWICE, "name": "Nia Blum", "zone": "Europe/Vienna"}


def _invite(browser, **more):
    data = {"email": "nia@practicum.test", "name": "Nia Blum", "roles": ["trainee"], "cohort": ""}
    return browser.post("/people/invite", {**data, **more})


def test_an_invited_person_joins_and_is_in(app, signed_in, petra):
    assert _invite(signed_in(petra)).status_code == 303
    path, guest = last_link(app), Browser(app)
    assert guest.post(path, JOIN).location == "/"
    assert "Nia Blum" in guest.text("/profile")
    assert (
        scalar(app, "SELECT zone FROM person WHERE email = 'nia@practicum.test'") == "Europe/Vienna"
    )


def test_an_invitation_works_once(app, signed_in, petra):
    _invite(signed_in(petra))
    path, guest = last_link(app), Browser(app)
    guest.post(path, JOIN)
    answer = Browser(app).get(path)
    assert answer.status_code == 410
    assert "has been used" in answer.get_data(as_text=True)


def test_an_invitation_lasts_fourteen_days(app, signed_in, petra):
    _invite(signed_in(petra))
    path = last_link(app)
    with clock.held(NOON + dt.timedelta(days=14, seconds=-1)):
        assert Browser(app).get(path).status_code == 200
    with clock.held(NOON + dt.timedelta(days=14)):
        answer = Browser(app).get(path)
    assert answer.status_code == 410
    assert "has expired" in answer.get_data(as_text=True)


def test_extra_fields_of_an_invitation_have_no_effect(app, signed_in, petra):
    _invite(signed_in(petra))
    extra = {"roles": "director", "email": "evil@x.test", "person_id": str(petra.id)}
    Browser(app).post(last_link(app), {**JOIN, **extra})
    row = "SELECT roles FROM person WHERE email = 'nia@practicum.test'"
    assert scalar(app, row) == "trainee"


def test_a_link_nobody_made_says_so(client):
    answer = client.get("/invitations/" + "x" * 43)
    assert answer.status_code == 404
    assert "Copy the whole link" in answer.get_data(as_text=True)


def test_an_invitation_is_no_reset_link(app, signed_in, petra, client):
    _invite(signed_in(petra))
    token = last_link(app).rpartition("/")[2]
    assert client.get(f"/password-reset/{token}").status_code == 404


def test_a_reset_sets_the_password_and_ends_every_sign_in(app, signed_in, client, tara):
    browser = signed_in(tara)
    client.post("/password-reset", {"email": tara.email})
    path = last_link(app)
    assert client.post(path, TWICE).location == "/sign-in"
    assert browser.get("/profile").status_code == 303
    assert client.post("/sign-in", {"email": tara.email, "password": PASSWORD}).status_code == 422
    client.sign_in(tara.email, NEW)
    assert Browser(app).get(path).status_code == 410


def test_a_reset_lasts_one_hour(app, client, tara):
    client.post("/password-reset", {"email": tara.email})
    with clock.held(NOON + dt.timedelta(hours=1)):
        assert client.get(last_link(app)).status_code == 410


def test_using_one_link_withdraws_the_others(app, client, tara):
    client.post("/password-reset", {"email": tara.email})
    first = last_link(app)
    client.post("/password-reset", {"email": tara.email})
    client.post(last_link(app), TWICE)
    assert client.get(first).status_code == 410


def test_asking_says_the_same_for_known_and_unknown_addresses(app, client, tara):
    known = client.post("/password-reset", {"email": tara.email})
    unknown = client.post("/password-reset", {"email": "nobody@practicum.test"})
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert known.get_data() == unknown.get_data()
    assert [mail[0] for mail in mails(app)] == [tara.email]


def test_a_fourth_mail_within_the_hour_is_refused_for_known_and_unknown(app, client, tara):
    for email in (tara.email, "nobody@practicum.test"):
        codes = [client.post("/password-reset", {"email": email}).status_code for _ in range(4)]
        assert codes == [303, 303, 303, 429]
    assert len(mails(app)) == 3


def test_the_link_comes_from_the_configured_address_not_from_the_host(app, client, tara):
    data = {"csrf_token": client.token("/password-reset"), "email": tara.email}
    client.client.post("/password-reset", data=data, headers={"X-Forwarded-Host": "evil.test"})
    assert "http://127.0.0.1:8000/password-reset/" in mails(app)[-1][2]
    assert "evil.test" not in mails(app)[-1][2]


def test_a_disabled_person_gets_no_link(app, client, signed_in, petra, tara):
    signed_in(petra).post(
        f"/people/{tara.public_id}/disable", {"why": ""}, form_at=f"/people/{tara.public_id}"
    )
    client.post("/password-reset", {"email": tara.email})
    assert mails(app) == []


def test_of_two_posts_at_once_one_gets_the_link(app, client, tara):
    client.post("/password-reset", {"email": tara.email})
    token = last_link(app).rpartition("/")[2]
    barrier, got = threading.Barrier(8), []

    def use():
        barrier.wait()
        with app.app_context():
            try:
                with db.writing() as session:
                    got.append(links.use(session, token, LinkPurpose.RESET, NOON))
            except Refused:
                got.append(None)

    threads = [threading.Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one is None for one in got) == [False] + [True] * 7


def test_only_the_digest_of_a_link_is_kept(app, client, tara):
    client.post("/password-reset", {"email": tara.email})
    token = last_link(app).rpartition("/")[2]
    query = "SELECT count(*) FROM access_link WHERE token_digest = :t"
    assert scalar(app, query, t=token) == 0
    assert len(token) == 43  # 256 bits in base 64
