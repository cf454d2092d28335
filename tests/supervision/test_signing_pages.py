"""The sign-off queue through its own forms: one by one, several at once, and back again."""

import re

import pytest
from sqlalchemy import select

from course import db
from course.audit.models import Audit
from course.hours.models import HoursEntry, SignOff
from course.hours.states import EntryState
from tests.supervision import world
from tests.supervision.test_roster import statements
from tests.supervision.world import DAY, TODAY

ENTRIES = re.compile(r'id="entry-([0-9a-f]{32})"')


def state(app, public_id):
    query = select(HoursEntry.state).where(HoursEntry.public_id == public_id)
    return world.scalar(app, query)


def form_of(page, public_id):
    """The hidden number of the form that signs this entry."""
    place = page.index(f"/sign-offs/{public_id}")
    return re.compile(r'name="number" value="(\d+)"').search(page, place).group(1)


def sign(browser, public_id, **more):
    page = browser.text("/sign-offs")
    sent = {"number": form_of(page, public_id), "word": "signed", **more}
    return browser.post(f"/sign-offs/{public_id}", sent, form_at="/sign-offs")


def test_the_oldest_day_comes_first(sams, entries):
    assert ENTRIES.findall(sams.text("/sign-offs")) == entries


def test_after_signing_the_next_entry_is_reached(app, sams, entries):
    answer = sign(sams, entries[0])
    assert (answer.status_code, answer.location) == (303, f"/sign-offs#entry-{entries[1]}")
    assert state(app, entries[0]) == EntryState.SIGNED
    page = sams.text("/sign-offs")
    assert ENTRIES.findall(page) == entries[1:]
    assert "Signed." in page


def test_ten_entries_are_signed_with_ten_presses_in_order(app, sams, tara, charge):
    made = [world.enter(app, tara, day=TODAY - days * DAY) for days in range(12, 2, -1)]
    place = made[0]
    for entry in made:
        assert place == entry
        place = sign(sams, place).location.partition("#entry-")[2]
    assert {state(app, entry) for entry in made} == {EntryState.SIGNED}


def test_the_controls_of_an_entry_stand_in_the_order_of_the_keyboard(sams, entries):
    page = sams.text("/sign-offs")
    first = page[page.index("<article") : page.index("</article>")]
    controls = re.findall(r'<(?:button|summary|input type="(?:text|checkbox)")[^>]*', first)
    said = [
        re.search(r'value="(signed|returned)"|summary|checkbox|text', one).group()
        for one in controls
    ]
    assert said == ['value="signed"', "checkbox", "summary", "text", 'value="returned"']
    # Enter in the comment's field presses the button of its own form: Return, and never Sign.
    returning = first[first.index("<details") :]
    assert returning.index("<form") < returning.index('name="comment"') < returning.index("</form>")
    assert 'value="signed"' not in returning


def test_returning_needs_a_comment_and_keeps_what_was_typed(app, sams, entries):
    answer = sign(sams, entries[0], word="returned", comment=" ")
    assert answer.status_code == 422
    assert "Say what is to be corrected" in answer.text
    assert state(app, entries[0]) == EntryState.WAITING
    answer = sign(sams, entries[0], word="returned", comment="Which day <was> it?")
    assert answer.status_code == 303
    assert state(app, entries[0]) == EntryState.RETURNED
    long = "x" * 1001
    answer = sign(sams, entries[1], word="returned", comment=long)
    assert answer.status_code == 422
    assert long in answer.text


@pytest.mark.parametrize(
    ("path", "word", "back"),
    [("", "returned", "/sign-offs"), ("/unsign", "unsigned", "/sign-offs/signed")],
)
def test_words_that_could_tell_who_a_client_is_are_asked_about(
    app, sams, entries, path, word, back
):
    if path:
        sign(sams, entries[0])
    before = state(app, entries[0])
    sent = {"number": "1", "word": word, "comment": "Call her on 555-201-7788 first"}
    asked = sams.post(f"/sign-offs/{entries[0]}{path}", sent, form_at=back)
    assert asked.status_code == 422
    assert "555-201-7788" in asked.text
    assert state(app, entries[0]) == before
    mark = re.search(r'name="sure"\s+value="(\w+)"', asked.text)[1]
    answer = sams.post(f"/sign-offs/{entries[0]}{path}", {**sent, "sure": mark}, form_at=back)
    assert answer.status_code == 303
    assert state(app, entries[0]) != before


def test_what_was_changed_since_it_was_seen_is_not_signed_and_the_page_says_so(
    app, sams, tara, entries
):
    sent = {"number": "1", "word": "signed"}
    world.correct(app, tara, entries[0])
    answer = sams.post(f"/sign-offs/{entries[0]}", sent, form_at="/sign-offs")
    assert answer.status_code == 409
    assert "changed this entry since" in answer.text
    assert "A longer talk" in answer.text
    assert state(app, entries[0]) == EntryState.WAITING


@pytest.mark.parametrize(
    "sent", [{"word": "signed"}, {"word": "signed", "number": "x"}, {"word": "signed", "number": "0"},
             {"word": "unsigned", "number": "1"}, {"number": "1"}]
)  # fmt: skip
def test_bad_input_is_refused_and_nothing_is_signed(app, sams, entries, sent):
    answer = sams.post(f"/sign-offs/{entries[0]}", sent, form_at="/sign-offs")
    assert answer.status_code == 422
    assert state(app, entries[0]) == EntryState.WAITING


def checked(browser, *values):
    token = browser.token("/sign-offs")
    data = {"csrf_token": token, "entry": list(values)}
    return browser.client.post("/sign-offs/checked", data=data)


def test_the_checked_are_signed_and_each_that_changed_is_told(app, sams, tara, entries):
    world.correct(app, tara, entries[1])
    answer = checked(sams, *(f"{entry}:1" for entry in entries), f"{'e' * 32}:1")
    assert answer.status_code == 303
    page = sams.text("/sign-offs")
    assert "Entries signed: 2." in page
    assert "Not signed: Tara Okafor, 21 Nov 2026. The trainee changed this entry since" in page
    assert "Not signed: an entry." in page
    assert [state(app, entry).value for entry in entries] == ["signed", "waiting", "signed"]
    query = select(Audit.act)
    with app.app_context():
        assert list(db.session().scalars(query)) == ["hours.signed", "hours.signed"]


def test_checked_twice_has_one_effect(app, sams, entries):
    for _ in range(2):
        checked(sams, f"{entries[0]}:1")
    with app.app_context():
        assert len(db.session().scalars(select(SignOff)).all()) == 1


@pytest.mark.parametrize("value", ["x", f"{'a' * 32}:", f"{'a' * 32}:1x", f"{'a' * 32}:9999999999"])
def test_a_check_that_nobody_could_make_is_refused(sams, charge, value):
    assert checked(sams, value).status_code == 422


def test_more_than_a_page_at_once_is_refused(sams, charge):
    assert checked(sams, *(f"{number:032x}:1" for number in range(26))).status_code == 422


def test_nothing_checked_is_said(sams, charge):
    assert checked(sams).status_code == 303
    assert "Nothing was checked" in sams.text("/sign-offs")


def test_a_signature_is_taken_back_for_a_reason(app, sams, entries):
    sign(sams, entries[0])
    page = sams.text("/sign-offs/signed")
    assert "Tara Okafor" in page
    url = f"/sign-offs/{entries[0]}/unsign"
    answer = sams.post(url, {"number": "1", "comment": ""}, form_at="/sign-offs/signed")
    assert answer.status_code == 422
    answer = sams.post(url, {"number": "1", "comment": "Wrong day"}, form_at="/sign-offs/signed")
    assert answer.status_code == 303
    assert state(app, entries[0]) == EntryState.WAITING
    assert "Nothing here" in sams.text("/sign-offs/signed")


def test_a_page_of_the_queue_holds_twenty_five_and_leads_on(app, sams, tara, charge):
    for days in range(27):
        world.enter(app, tara, day=TODAY - days * DAY)
    page = sams.text("/sign-offs")
    assert len(ENTRIES.findall(page)) == 25
    following = re.search(r'rel="next"\s+href="([^"]+)"', page).group(1)
    rest = ENTRIES.findall(sams.text(following))
    assert len(rest) == 2
    assert not set(rest) & set(ENTRIES.findall(page))
    assert "27 entries wait" in page


def test_signed_entries_go_on_page_by_page(app, sams, tara, charge):
    made = [world.enter(app, tara, day=TODAY - days * DAY) for days in range(27)]
    for part in (made[:25], made[25:]):
        checked(sams, *(f"{one}:1" for one in part))
    page = sams.text("/sign-offs/signed")
    following = re.search(r'rel="next"\s+href="([^"]+)"', page).group(1)
    both = re.findall(r"/sign-offs/([0-9a-f]{32})/unsign", page + sams.text(following))
    assert sorted(both) == sorted(made)


def test_a_former_supervisor_signs_days_of_their_charge_only(
    app, signed_in, fay, tara, sam, charge
):
    world.assign(app, tara, fay, TODAY - 60 * DAY, TODAY - 4 * DAY)
    before, after = (world.enter(app, tara, day=TODAY - days * DAY) for days in (5, 2))
    browser = signed_in(fay)
    assert ENTRIES.findall(browser.text("/sign-offs")) == [before]
    assert sign(browser, before).status_code == 303
    sent = {"number": "1", "word": "signed"}
    assert browser.post(f"/sign-offs/{after}", sent, form_at="/sign-offs").status_code == 404


def test_the_queue_costs_the_same_for_one_entry_and_for_many(app, sams, tara, charge):
    world.enter(app, tara)
    few = len(statements(app, sams, "/sign-offs"))
    for days in range(20):
        world.enter(app, tara, day=TODAY - days * DAY)
    assert len(statements(app, sams, "/sign-offs")) == few <= 5
