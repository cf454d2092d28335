"""The pages on which a question is corrected: what would change first, then the change."""

import re

from sqlalchemy import select

from course.quizzes.decisions import Correction
from tests.quizzes import world
from tests.quizzes.test_corrections import PINNED, _bank
from tests.quizzes.world import KEY, WRONG


def test_the_pages_show_old_and_new_first_and_change_on_the_second_step(
    app, tara, otto, ines, signed_in
):
    world.put(PINNED)
    done = [world.taken(tara, KEY, KEY), world.taken(otto, WRONG, KEY)]
    world.put(PINNED, bank=_bank("a"))
    browser, here = signed_in(ines), "/quizzes/first-quiz/questions/q-01"
    assert here in browser.text("/quizzes/first-quiz/questions")
    page = browser.text(f"{here}?decision=2")
    assert "2 graded attempts have this question. 2 grades would be others" in " ".join(
        page.split()
    )
    rows = re.findall(r'<th scope="row">(\w{8})</th>(.*?)</tr>', page, re.DOTALL)
    cells = {code: re.findall(r'class="num">([^<]*)<', row) for code, row in rows}
    assert cells == {
        done[0].public_id[:8]: ["1", "0", "2 of 2", "1 of 2"],
        done[1].public_id[:8]: ["0", "1", "1 of 2", "2 of 2"],
    }
    assert world.rows(select(Correction)) == []
    answer = browser.post(here, {"decision": "2", "why": ""}, form_at=f"{here}?decision=2")
    assert answer.status_code == 422
    sent = {"decision": "2", "why": "the key was wrong"}
    assert browser.post(here, sent, form_at=f"{here}?decision=2").status_code == 303
    assert "0 grades would be others" in " ".join(browser.text(f"{here}?decision=2").split())
    review = signed_in(otto).text(f"/attempts/{done[1].public_id}/review")
    assert "2 of 2" in review
    assert "This grade was set: the key was wrong" in review


def test_old_attempts_look_the_same_after_a_correction_but_for_their_marks(
    app, tara, ines, signed_in
):
    world.put(PINNED)
    done = world.taken(tara, KEY, WRONG)
    browser, staff = signed_in(tara), signed_in(ines)

    def options():
        page = browser.text(f"/attempts/{done.public_id}/review")
        return re.findall(r'<ul class="options">.*?</ul>', page, re.DOTALL)

    before = options()
    world.put(PINNED, bank=_bank("a"))
    here = "/quizzes/first-quiz/questions/q-01"
    sent = {"decision": "drop", "why": "not taught"}
    staff.post(here, sent, form_at=f"{here}?decision=drop")
    assert options() == before
