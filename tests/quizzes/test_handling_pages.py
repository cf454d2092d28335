"""The pages on which an instructor or a director handles an attempt."""

import re

import pytest

from tests.quizzes import world
from tests.quizzes.world import KEY, QUIZ, WRONG

EXAM = {
    **QUIZ,
    "review": {name: [] for name in ("attempt", "correctness", "reasons", "answer", "marks")},
}


@pytest.fixture
def done(app, tara):
    world.put(EXAM)
    return world.taken(tara, KEY, WRONG, WRONG)


def test_an_instructor_finds_an_attempt_by_its_code_and_sees_neither_name_nor_answer(
    done, ines, petra, tara, signed_in
):
    for person, names in ((ines, False), (petra, True)):
        browser = signed_in(person)
        index = browser.text("/quizzes/first-quiz/attempts")
        assert f"Attempt {done.public_id[:8]}" in index
        page = browser.text(f"/attempts/{done.public_id}/handling")
        assert (tara.name in index, tara.name in page) == (names, names)
        assert "Option" not in page
        assert "canary" not in page
        assert page.count("1 of 1") == 1


def test_an_attempt_is_taken_out_of_the_count_for_a_reason(done, ines, tara, signed_in):
    browser, here = signed_in(ines), f"/attempts/{done.public_id}"
    answer = browser.post(f"{here}/void", {"why": ""}, form_at=f"{here}/handling")
    assert answer.status_code == 422
    assert "Say why." in answer.get_data(as_text=True)
    browser.post(f"{here}/void", {"why": "wrong room"}, form_at=f"{here}/handling")
    assert world.attempt(done.public_id).state == "void"
    assert "wrong room" in browser.text(f"{here}/handling")
    review = signed_in(tara).get(f"{here}/review")
    assert review.status_code == 409
    assert "taken out of the count" in review.get_data(as_text=True)


def test_what_a_rule_refuses_stands_on_the_page_with_what_was_typed(done, ines, signed_in):
    browser, here = signed_in(ines), f"/attempts/{done.public_id}"
    browser.post(f"{here}/reopen", {"why": "fire alarm"}, form_at=f"{here}/handling")
    assert world.attempt(done.public_id).state == "open"
    answer = browser.post(f"{here}/reopen", {"why": "once more"}, form_at=f"{here}/handling")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "cannot be reopened" in page


def test_a_mark_by_hand_is_given_in_per_cent_with_its_reason(done, ines, signed_in):
    browser, here = signed_in(ines), f"/attempts/{done.public_id}"
    sent = {"slot": "2", "percent": "50", "why": "a fair reading"}
    assert browser.post(f"{here}/marks", sent, form_at=f"{here}/handling").status_code == 303
    page = browser.text(f"{here}/handling")
    assert "0.5 of 1" in page
    assert "hand: a fair reading" in page
    for wrong in ({"slot": "99"}, {"percent": "101"}):
        answer = browser.post(f"{here}/marks", sent | wrong, form_at=f"{here}/handling")
        assert answer.status_code == 422


def test_nobody_handles_an_attempt_of_their_own(app, make_person, signed_in):
    from course.permissions import Role

    both = make_person("Bo Lindqvist", Role.TRAINEE, Role.DIRECTOR)
    world.put(QUIZ)
    mine = world.start(both)
    assert signed_in(both).get(f"/attempts/{mine}/handling").status_code == 404


def test_the_list_of_attempts_is_read_page_by_page(app, tara, petra, signed_in, monkeypatch):
    from course.quizzes.service import handling

    monkeypatch.setattr(handling, "PAGE", 2)
    world.put(QUIZ)
    codes = [world.taken(tara, KEY).public_id[:8] for _ in range(3)]
    browser = signed_in(petra)
    first = browser.text("/quizzes/first-quiz/attempts")
    following = re.search(r'rel="next"\s+href="([^"]+)"', first)[1].replace("&amp;", "&")
    pages = [
        re.findall(r"Attempt ([0-9a-f]{8})", page) for page in (first, browser.text(following))
    ]
    assert pages == [codes[:0:-1], codes[:1]]
