"""What the pages of an attempt cost: a few statements, each by an index, however many trainees."""

import pytest
from sqlalchemy import text

from course import db
from course.bench.statements import counting
from course.quizzes.service import closing
from tests.quizzes import world
from tests.quizzes.world import KEY, QUIZ

SEQUENTIAL = {**QUIZ, "minutes": 30, "navigation": "sequential"}


@pytest.mark.parametrize("file", [QUIZ, SEQUENTIAL])
def test_a_save_is_at_most_five_statements(app, tara, signed_in, file):
    world.put(file)
    browser, mine = signed_in(tara), world.start(tara)
    here = f"/attempts/{mine}"
    token = browser.token(f"{here}/questions/1")
    numbers = []
    for seq in (1, 2, 3):
        body = {"op_id": f"counted-{seq}", "slot": 1, "seq": seq, "answer": []}
        with counting(app) as sent:
            answer = browser.client.post(
                f"{here}/answers", json=body, headers={"X-CSRFToken": token}
            )
        assert answer.status_code == 200
        numbers.append(len(sent))
    assert numbers[-1] <= 5, sent


def _with(app, public_id, people, signed_in, person):
    """Statements of the pages of an attempt while so many others have one."""
    browser, here = signed_in(person), f"/attempts/{public_id}"
    pages = ("/quizzes/first-quiz", f"{here}/questions/1", f"{here}/overview", "/progress")
    for page in pages:
        browser.get(page)
    with counting(app) as sent:
        for page in pages:
            assert browser.get(page).status_code == 200
    return len(sent)


def test_no_page_of_an_attempt_sends_more_statements_when_others_have_attempts(
    app, tara, make_person, signed_in
):
    from course.permissions import Role

    world.put({**QUIZ, "minutes": 30})
    mine = world.start(tara)
    alone = _with(app, mine, 0, signed_in, tara)
    for number in range(5):
        other = make_person(f"Other {number}", Role.TRAINEE, email=f"o{number}@practicum.test")
        world.taken(other, KEY)
        world.start(other)
    assert _with(app, mine, 5, signed_in, tara) == alone


#: Statements that run on the path of a request or in every round of the sweeper, and their index.
BY_INDEX = {
    "SELECT id FROM attempt WHERE state = 'open' AND deadline < '2026-11-24' ORDER BY deadline": (
        "ix_attempt_overdue"
    ),
    "SELECT id FROM attempt WHERE state = 'submitted' ORDER BY id": "ix_attempt_ungraded",
    "SELECT * FROM accommodation WHERE trainee_id = 1 AND (quiz_id = 1 OR quiz_id IS NULL)": (
        "ix_accommodation_trainee"
    ),
    "SELECT id FROM attempt WHERE quiz_id = 1 ORDER BY id DESC": "ix_attempt_of_quiz",
    "SELECT attempt_id FROM attempt_slot WHERE question_version_id IN (1, 2)": (
        "ix_attempt_slot_version"
    ),
    "SELECT id FROM correction WHERE quiz_id = 1 ORDER BY id": "ix_correction_of_question",
}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("statement", "index"), BY_INDEX.items(), ids=BY_INDEX.values())
def test_what_looks_for_rows_looks_by_an_index(in_app, statement, index):
    plan = db.session().execute(text(f"EXPLAIN QUERY PLAN {statement}")).all()
    assert index in " ".join(str(row) for row in plan), plan


def test_a_sweep_with_nothing_to_do_is_two_statements(app, tara):
    world.put({**QUIZ, "minutes": 30})
    for _ in range(3):
        world.taken(tara, KEY)
    with app.app_context(), counting(app) as sent:
        closing.sweep()
    assert len(sent) == 2, sent
