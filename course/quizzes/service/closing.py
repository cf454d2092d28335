"""Closing an attempt, from submission to grades: one way for a person, a look, the sweeper."""

import contextlib

from course import clock, db
from course.quizzes import rules
from course.quizzes.rules import Clocked
from course.quizzes.service import finish, grades
from course.quizzes.service.grades import Outdated
from course.quizzes.states import AttemptState
from course.sources.service import edition


def close(attempt_id: int, actor_id: int | None) -> None:
    """Submit in one block and grade in a second; harmless when repeated."""
    with db.writing() as session:
        finish.submit(session, attempt_id, clock.now(), actor_id)
    grade(attempt_id)


def grade(attempt_id: int) -> None:
    """Score what was submitted, and write the grades in one block.

    When a question is corrected meanwhile it is scored again; after some tries it is left to the
    sweeper.
    """
    for _ in range(3):
        session = db.session()
        sheet = grades.score_all(session, edition(session), attempt_id)
        with contextlib.suppress(Outdated):
            with db.writing() as session:
                grades.grade(session, attempt_id, sheet, clock.now())
            return


def settle(attempt_id: int, clocked: Clocked) -> bool:
    """Bring an attempt to where it belongs by now; return whether anything was done.

    An overdue one is submitted at its end, and one that was submitted but not graded (a crash
    between the two blocks) is graded. Called when its owner looks, and by the sweeper.
    """
    if rules.is_overdue(clocked, clock.now()):
        close(attempt_id, None)
        return True
    if clocked.state == AttemptState.SUBMITTED:
        grade(attempt_id)
        return True
    return False


def sweep() -> int:
    """Settle everything that is overdue or waits for grades; return how many there were."""
    session = db.session()
    late, waiting = finish.overdue(session, clock.now()), finish.ungraded(session)
    for attempt_id in late:
        close(attempt_id, None)
    for attempt_id in waiting:
        grade(attempt_id)
    return len(late) + len(waiting)
