"""A quiz box by box: the same sheet as by hand, new quizzes, and quizzes out of use."""

import pytest

from course import clock, db, yamlfile
from course.config import ROOT
from course.content import dumping, loading
from course.quizzes.models import Quiz
from course.studio import sheets
from course.studio.fields import quiz as boxes
from course.studio.fields.quiz_reading import opened
from tests.content.looking import counts, row
from tests.studio.conftest import words

URL = "/studio/quizzes/first-quiz"
NEW = "/studio/new-quiz"
ALWAYS = ["directly", "while-open", "after-close"]
FIELDS = {
    "as": "fields",
    "quiz": "second-quiz",
    "title": "A second quiz",
    "module": "",
    "intro": "One question.",
    "draw-0-bank": "first",
    "draw-0-questions": "1",
    "draw-0-pool": "practice",
    "draw-0-objective": "do-one",
    "minutes": "",
    "attempts": "3",
    "practice_mark": "65",
    "pages": "one",
    "navigation": "free",
    "shuffle": "y",
    "certainty": "y",
    "zone": "America/New_York",
    **dict.fromkeys(boxes.TOLD, ALWAYS),
}


def send(desk, do="publish", url=NEW, base="0", **changed):
    return desk.browser.post(url, {"do": do, "base": base, **FIELDS, **changed})


def test_a_new_quiz_is_published_and_found_by_trainees(desk, make_person, signed_in):
    from course.permissions import Role

    answer = send(desk)
    assert (answer.status_code, answer.location) == (303, "/studio/quizzes/second-quiz")
    assert desk.acts()[-1] == ("quiz.published", "second-quiz")
    assert 'value="65"' in desk.text("/studio/quizzes/second-quiz")
    trainee = signed_in(make_person("Tara Okafor", Role.TRAINEE))
    assert "A second quiz" in trainee.text("/exams")
    started = trainee.post("/quizzes/second-quiz/attempts", form_at="/quizzes/second-quiz")
    assert started.status_code == 303


def test_a_second_quiz_of_a_module_stands_beside_the_first(desk, in_app):
    assert send(desk, module="first-module").status_code == 303
    page = words(desk.get("/modules/first-module"))
    assert page.index("The first quiz") < page.index("A second quiz")


def test_what_a_window_means_is_said_in_its_zone(desk):
    given = {"opens": "2027-03-01T09:00", "closes": "2027-03-20T18:30"}
    assert send(desk, **given).status_code == 303
    sheet = desk.sheet("/studio/quizzes/second-quiz")
    # New York changes its clocks on March 14, 2027.
    assert "opens: 2027-03-01T09:00-05:00" in sheet
    assert "closes: 2027-03-20T18:30-04:00" in sheet
    page = desk.text("/studio/quizzes/second-quiz")
    assert 'value="2027-03-01T09:00"' in page


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"minutes": "soon"}, "minutes"),
        ({"practice_mark": "0"}, "practice_mark"),
        ({"draw-0-questions": "many"}, "draw-0-questions"),
        ({"draw-0-questions": ""}, "draw-0-bank"),
        ({"quiz": "Not A Slug"}, "quiz"),
        ({"quiz": "first-quiz"}, "quiz"),
        ({"title": ""}, "title"),
        ({"opens": "2027-03-20T18:30", "closes": "2027-03-01T09:00"}, "opens"),
        ({"reasons": ["directly"], "answer": []}, "attempt"),
    ],
)
def test_every_box_tells_its_own_mistake_and_keeps_the_rest(desk, in_app, changed, place):
    answer = send(desk, **changed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'id="{place}-error"' in page
    assert 'value="3"' in page
    assert counts()["quiz"] == 1


def test_a_draw_that_the_bank_cannot_give_is_told_with_the_numbers(desk):
    answer = send(desk, **{"draw-0-questions": "9"})
    assert (answer.status_code, "9 needed" in words(answer)) == (422, True)


def test_a_draft_of_a_new_quiz_is_found_again_and_published(desk, in_app):
    answer = send(desk, "draft", title="")
    assert answer.location == f"{NEW}?draft=second-quiz"
    assert f'href="{NEW}?draft=second-quiz"' in desk.text("/studio")
    assert "One question.</textarea>" in desk.text(answer.location)
    assert send(desk, url=answer.location).status_code == 303
    assert counts()["draft"] == 0


def test_an_old_quiz_is_changed_in_its_boxes(desk, in_app):
    answer = send(
        desk, url=URL, base="1", quiz="first-quiz", title="The first quiz", module="first-module"
    )
    assert answer.status_code == 303
    assert counts()["quiz_version"] == 2


def test_a_mock_exam_is_a_sheet(desk, root, in_app):
    from tests.content import small
    from tests.studio.test_quizzes import EXAM

    small.put(root, "quizzes/exams/first-exam.yaml", EXAM)
    loading.load(root, clock.now(), say=lambda _: None)
    page = desk.text("/studio/quizzes/first-exam")
    assert ("exam: first-exam" in page, "Box by box" in page) == (True, False)


def test_a_retired_quiz_is_offered_no_more_and_comes_back(desk, root):
    send(desk)
    url = "/studio/quizzes/second-quiz"
    assert desk.browser.post(f"{url}/retire", {"why": ""}, form_at=url).status_code == 422
    assert desk.browser.post(f"{url}/retire", {"why": "Too easy."}, form_at=url).status_code == 303
    assert desk.get("/quizzes/second-quiz").status_code == 404
    with desk.app.app_context():
        loading.load(root, clock.now(), say=lambda _: None)
        assert row(Quiz, "second-quiz").retired_at is not None
    assert send(desk).status_code == 422
    assert desk.browser.post(f"{url}/restore", form_at="/studio").status_code == 303
    assert desk.get("/quizzes/second-quiz").status_code == 200
    assert [act for act, _ in desk.acts()[-2:]] == ["quiz.retired", "quiz.restored"]


def test_a_quiz_of_the_files_that_was_retired_on_the_web_stays_so(desk, root, in_app):
    desk.browser.post(f"{URL}/retire", {"why": "Later."}, form_at=URL)
    loading.load(root, clock.now(), say=lambda _: None)
    assert row(Quiz, "first-quiz").retired_at is not None


def test_a_new_quiz_goes_into_a_file_of_its_own(desk, root, in_app):
    send(desk)
    dumping.dump(db.session(), root)
    text = (root / "quizzes" / "modules" / "second-quiz.yaml").read_text(encoding="utf-8")
    assert sheets.quiz(text).thing.title == "A second quiz"


@pytest.mark.parametrize(
    "path", sorted((ROOT / "quizzes/modules").glob("*.yaml")), ids=lambda one: one.stem
)
def test_no_quiz_of_the_course_is_changed_by_its_boxes(path, app):
    text = path.read_text(encoding="utf-8")
    with app.test_request_context():
        assert sheets.quiz(boxes.sheet_of(opened(text))).thing == sheets.quiz(text).thing


def test_all_settings_go_through_the_boxes(app):
    text = yamlfile.dump(
        {
            "quiz": "a-quiz",
            "title": "A quiz",
            "intro": "All of it.",
            "draw": [
                {"pin": "one-practice"},
                {"bank": "first", "pool": "mock", "questions": 2, "area": "a", "level": "apply"},
                {"bank": "first", "pool": "practice", "questions": 1, "safety": False},
            ],
            "minutes": 30,
            "attempts": 2,
            "window": {"zone": "Europe/Berlin", "closes": "2027-07-01T20:00+02:00"},
            "shuffle": False,
            "pages": "one",
            "navigation": "sequential",
            "certainty": False,
            "review": {"answer": ["after-close"], "reasons": ["after-close"]},
        }
    )
    assert sheets.quiz(text).faults == ()
    with app.test_request_context():
        through = boxes.sheet_of(opened(text))
    assert sheets.quiz(through).thing == sheets.quiz(text).thing


def test_times_that_boxes_cannot_say_open_as_a_sheet(app):
    """New York has half past one twice on November 7, 2027; the second one is at -05:00."""
    first = {"zone": "America/New_York", "closes": "2027-11-07T01:30-04:00"}
    quiz = {"quiz": "a-quiz", "title": "A", "intro": "B", "draw": {"pin": "one-practice"}}
    with app.test_request_context():
        assert opened(yamlfile.dump({**quiz, "window": first})) is not None
        second = {**first, "closes": "2027-11-07T01:30-05:00"}
        assert opened(yamlfile.dump({**quiz, "window": second})) is None


def test_a_new_quiz_means_times_where_its_author_is(desk):
    assert '<option selected value="America/New_York">' in desk.text(NEW)
