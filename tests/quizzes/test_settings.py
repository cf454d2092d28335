"""What a quiz's file can say, and that a file which says nothing new means what it always meant."""

import datetime as dt
import json

import pytest
from pydantic import ValidationError

from course.quizzes.content import quiz_file, quiz_text
from course.quizzes.schemas import PracticeFile, parsed
from tests.quizzes.world import QUIZ

WINDOW = {
    "zone": "America/New_York",
    "opens": "2027-03-01T09:00-05:00",
    "closes": "2027-03-15T09:00-04:00",
}


#: Reasons tell the answer, so both wait.
AFTER = {"reasons": ["after-close"], "answer": ["after-close"]}


def _file(**settings):
    return PracticeFile.model_validate({**QUIZ, **settings})


def _why(**settings):
    with pytest.raises(ValidationError) as refused:
        _file(**settings)
    return str(refused.value)


def test_a_quiz_without_the_new_settings_has_the_text_it_always_had():
    assert set(json.loads(quiz_text(_file()))) == {
        "quiz",
        "title",
        "module",
        "intro",
        "draw",
        "minutes",
        "attempts",
        "practice_mark",
    }


def test_the_defaults_are_what_was_before():
    file = _file()
    assert (file.shuffle, file.pages, file.navigation) == (True, "one", "free")
    assert (file.closes_at, file.minutes, file.attempts) == (None, None, None)
    assert file.review.is_default


def test_a_window_is_two_instants_in_the_zone_of_the_rule():
    file = _file(window=WINDOW)
    # New York moves its clocks on 14 March 2027: five hours from UTC before, four after.
    assert file.terms.opens_at == dt.datetime(2027, 3, 1, 14, 0, tzinfo=dt.UTC)
    assert file.terms.closes_at == dt.datetime(2027, 3, 15, 13, 0, tzinfo=dt.UTC)
    assert parsed(quiz_text(file)) == file


def test_a_file_is_written_as_it_was_read():
    file = _file(window=WINDOW, shuffle=False, review=AFTER)
    text = quiz_file(file)
    assert "opens: 2027-03-01T09:00-05:00" in text
    assert "answer: [after-close]" in text
    assert "correctness" not in text


@pytest.mark.parametrize(
    ("window", "words"),
    [
        ({"zone": "America/New_York", "opens": "2027-03-15T09:00-05:00"}, "2027-03-15T10:00-04:00"),
        ({"zone": "Nowhere/Else", "opens": "2027-03-01T09:00-05:00"}, "there is no time zone"),
        ({**WINDOW, "closes": "2027-02-01T09:00-05:00"}, "closes before it opens"),
        ({"zone": "UTC"}, "say when it opens"),
        ({"zone": "UTC", "opens": "2027-03-01T09:00"}, "with its offset"),
        ({"zone": "UTC", "opens": 1_800_000_000}, "with its offset"),
    ],
)
def test_a_window_that_cannot_be_meant_is_refused_with_words(window, words):
    assert words in _why(window=window)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"pages": "all", "navigation": "sequential"}, "a page each"),
        ({"review": AFTER}, "needs window.closes"),
        ({"review": {"attempt": [], "answer": ["directly"]}}, "only where the attempt is shown"),
        ({"review": {"answer": ["directly"]}}, "reasons tell the answer"),
        ({"review": {"marks": ["directly", "directly"]}}, "stands twice"),
        ({"review": {"marks": ["tomorrow"]}}, "review.marks"),
        ({"module": "first", "review": {"marks": ["directly"]}}, "tells its marks directly"),
    ],
)
def test_settings_that_do_not_go_together_are_refused_with_words(settings, words):
    assert words in _why(**settings)
