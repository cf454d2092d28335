"""The sign-off queue narrowed to one trainee, and how the pages lead to it."""

import re

import pytest

from course.permissions import Role
from tests.supervision import world
from tests.supervision.test_signing_pages import ENTRIES
from tests.supervision.world import DAY, TODAY


@pytest.fixture
def hers(app, make_person, tara, sam, entries):
    """Sam's other trainee Mia, and her entry of four days ago, which lies between Tara's."""
    mia = make_person("mia", Role.TRAINEE)
    world.assign(app, mia, sam)
    return world.enter(app, mia, day=TODAY - 4 * DAY)


def test_the_queue_of_one_trainee_stays_hers_while_one_signs(app, sams, tara, entries, hers):
    assert len(ENTRIES.findall(sams.text("/sign-offs"))) == 4
    url = f"/sign-offs?trainee={tara.public_id}"
    page = sams.text(url)
    assert ENTRIES.findall(page) == entries
    assert "3 entries wait" in page
    action = re.search(r'action="(/sign-offs/\w{32}\?[^"]+)"', page)[1].replace("&amp;", "&")
    answer = sams.post(action, {"number": "1", "word": "signed"}, form_at=url)
    assert answer.location == f"{url}#entry-{entries[1]}"
    sams.post(
        f"/sign-offs/checked?trainee={tara.public_id}",
        {"entry": [f"{one}:1" for one in entries[1:]]},
        form_at=url,
    )
    page = sams.text(url)
    assert "No hours of this trainee wait" in page
    assert ENTRIES.findall(sams.text("/sign-offs")) == [hers]


def test_the_page_of_a_trainee_leads_to_the_entry_itself(sams, tara, entries):
    page = sams.text(f"/trainees/{tara.public_id}")
    urls = re.findall(r'href="(/sign-offs\?[^"]+at=[^"]+)"', page)
    shown = [ENTRIES.findall(sams.text(url.replace("&amp;", "&"))) for url in urls]
    assert shown == [entries[2:], entries[1:], entries]


def test_asking_for_somebody_elses_trainee_shows_nothing(app, sams, otto, entries):
    world.enter(app, otto)
    assert ENTRIES.findall(sams.text(f"/sign-offs?trainee={otto.public_id}")) == []
    assert ENTRIES.findall(sams.text("/sign-offs?trainee=nobody&at=nothing")) == []


def test_what_a_supervisor_signed_is_no_news_of_the_trainee(sams, tara, entries):
    url = f"/trainees/{tara.public_id}"
    sams.post(f"{url}/reviewed", {}, form_at=url)
    with world.later(0.1):
        sams.post(f"/sign-offs/{entries[0]}", {"number": "1", "word": "signed"})
        assert "Entries of hours made or changed: 0" in sams.text(url)
