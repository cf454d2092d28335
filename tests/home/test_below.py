"""What home offers again: quizzes below their practice mark, until they are above it."""

import pytest

from course import clock
from course.content import loading
from tests.content import small
from tests.studio.answering import take

RIGHT = {"one-practice": ["a"], "two-practice": ["a"]}
HALF = {"one-practice": ["a"], "two-practice": ["b"]}


@pytest.fixture
def course(app, tmp_path):
    with app.app_context():
        loading.load(small.write(tmp_path / "files"), clock.now(), say=lambda _: None)


def _home(app, tara, signed_in, *attempts):
    with app.app_context():
        for answers in attempts:
            take(tara, "first-quiz", answers)
    return signed_in(tara).text("/")


def test_a_quiz_below_its_mark_is_offered_again(app, course, tara, signed_in):
    page = _home(app, tara, signed_in, HALF)
    again = page.partition("To take again")[2].partition("How far")[0]
    assert 'href="/quizzes/first-quiz"' in again
    assert "best 50 %, practice mark 70 %" in again


def test_the_best_result_decides(app, course, tara, signed_in):
    assert "To take again" not in _home(app, tara, signed_in, HALF, RIGHT, HALF)


def test_a_quiz_that_was_not_taken_is_not_missed(app, course, tara, signed_in):
    assert "To take again" not in _home(app, tara, signed_in)
