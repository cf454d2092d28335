"""A day of those who teach, supervise and direct: by keyboard alone, and without scripts."""

import re
from collections import Counter

import pytest

from tests.browser.hands import Keys, Pointer
from tests.browser.walking import Walk

WAYS = {"keys": (Keys, {}), "plain": (Pointer, {"java_script_enabled": False})}


@pytest.fixture(params=WAYS)
def walk(request, site, open_context):
    """A function that signs somebody in and walks with one pair of hands."""
    hands, words = WAYS[request.param]
    begun = []

    def begin(first_name):
        page = open_context(**words).new_page()
        made = Walk(page, hands(page))
        made.sign_in(f"{first_name}@demo.practicum.test", site.password)
        begun.append(made)
        return made

    yield begin
    assert [fault for made in begun for fault in made.hands.faults] == []


def _states(site):
    found = site.rows("SELECT state, count(*) FROM hours_entry GROUP BY state")
    return Counter(dict(found))


def test_a_supervisor_signs_ten_returns_one_and_comments(walk, site):
    sam = walk("sam")
    before = _states(site)
    sam.turn_to("To sign")
    for box in sam.main.get_by_role("checkbox").all()[:10]:
        sam.hands.choose(box)
    sam.button(re.compile("^Sign .*selected"), sam.main)
    sam.page.get_by_text("Entries signed: 10.").first.wait_for()
    entry = sam.main.get_by_role("article").first
    sam.hands.press(entry.locator("summary"))
    sam.type("What is to be corrected", "Which hour was it, please?", entry)
    sam.button("Return", entry)
    sam.page.get_by_text("Returned").first.wait_for()
    after = _states(site)
    after.subtract(before)
    assert {state: moved for state, moved in after.items() if moved} == {
        "signed": 10,
        "returned": 1,
        "waiting": -11,
    }
    sam.turn_to("Trainees")
    sam.link(re.compile("."), sam.main.get_by_role("rowheader"))
    sam.to("/trainees/[0-9a-f]+$")
    sam.link("Comment on the training as a whole")
    sam.hands.type(sam.main.locator("textarea"), "A good month. Bring the two cases along.")
    sam.button(re.compile("^(Send|Comment|Add)"), sam.main)
    sam.main.get_by_text("Bring the two cases along.").first.wait_for()


def test_an_instructor_mends_a_question_and_sees_it_in_the_list(walk, site):
    ines = walk("ines")
    ines.link("To the studio")
    ines.link("Ethics and boundaries", ines.main)
    ines.to("/banks/ethics$")
    ines.link(re.compile("."), ines.main.get_by_role("table").get_by_role("rowheader"))
    ines.to("/questions/")
    slug = ines.page.url.rsplit("/", 1)[1]
    ((before,),) = _versions(site, slug)
    explanation = ines.main.get_by_label(re.compile("^Explanation"))
    ines.hands.type(explanation, " Said once more.")
    ines.button("Publish the next version")
    ines.main.get_by_text(f"Version {before + 1} is published").first.wait_for()
    assert _versions(site, slug) == [(before + 1,)]
    ines.turn_to("Studio")
    ines.link(re.compile("^Results"), ines.main)
    ines.to("/results$")


def _versions(site, slug):
    return site.rows(
        "SELECT version.number FROM question JOIN question_version AS version"
        " ON version.id = question.current_version_id WHERE slug = ?",
        slug,
    )


def test_a_director_invites_somebody_and_reads_it_in_the_log(walk, site):
    petra = walk("petra")
    email = f"new{len(site.rows('SELECT id FROM person'))}@demo.practicum.test"
    petra.link("Invite someone")
    petra.type("E-mail", email)
    petra.type("Name", "Nia New")
    petra.hands.choose(petra.main.get_by_role("checkbox", name=re.compile("^Trainee")))
    petra.button("Send the invitation")
    petra.to("/people$")
    petra.main.get_by_role("link", name="Nia New").first.wait_for()
    petra.turn_to("Overview")
    petra.link("Autumn cohort", petra.main)
    petra.page.wait_for_load_state()
    petra.turn_to("Log")
    petra.main.get_by_text(re.compile("[Ii]nvit")).first.wait_for()
    assert site.rows("SELECT name FROM person WHERE email = ?", email) == [("Nia New",)]
